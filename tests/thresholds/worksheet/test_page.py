"""The worksheet's page holds the whole version, asks for nothing, and is told nothing."""

import re
from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditAct
from tests.accounts.people import browser_of, somebody_who_is, somebody_without_a_role
from tests.factories.thresholds import ContactFactory, IndicatorFactory, filled
from thresholds.acts import begin_new_version, put_in_force, show_to
from thresholds.models import Framework, Indicator

pytestmark = pytest.mark.django_db
ADDRESS = "/thresholds/worksheet/"
DAY = date(2026, 9, 1)


@pytest.fixture
def framework():
    """In force and read by everybody: signs at levels 1 and 3, one factor that protects."""
    framework = filled(level_1="Well and growing", level_3="Often absent")
    framework.levels.filter(number=3).update(
        assessment_process=["Assess with a lead professional"], key_services=["Family Hubs"]
    )
    IndicatorFactory(
        level=framework.levels.get(number=3),
        heading=framework.domains.first().headings.first(),
        kind=Indicator.Kind.PROTECTIVE,
        text="A grandparent who helps",
    )
    ContactFactory(framework=framework, telephone="01632 960 345")
    return put_in_force(framework, DAY, still_used=False, actor=None)


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", response.content.decode()).split())


def test_it_holds_every_indicator_with_an_empty_box_by_level_domain_and_heading(client, framework):
    response = client.get(ADDRESS)
    told = words_of(response)
    order = [
        "Level 1: Universal",
        "Child&#x27;s developmental needs",
        "Health",
        "Well and growing",
        "Level 3: Complex needs",
        "Often absent",
        "Protective factors",
        "A grandparent who helps",
        "Assessment process at level 3",
        "Assess with a lead professional",
        "Who can help at level 3",
        "Family Hubs",
    ]
    places = [told.index(each) for each in order]
    assert places == sorted(places)
    page = response.content.decode()
    boxes = re.findall(r'data-indicator="(\d+)"', page)
    assert sorted(map(int, boxes)) == sorted(Indicator.objects.values_list("pk", flat=True))
    assert not re.search(r"<input[^>]* checked", page)


def test_it_says_that_it_decides_nothing_and_whom_to_call(client, framework):
    told = words_of(client.get(ADDRESS))
    assert "never used mechanistically, and this worksheet decides nothing" in told
    assert "here is every indicator with an empty box" in told
    assert "01632 960 345" in told


def test_it_has_no_place_for_words_and_nothing_to_send(client, framework):
    page = client.get(ADDRESS).content.decode()
    assert not re.search(r"<(form|textarea|select)\b", page)
    assert set(re.findall(r'<input[^>]* type="(\w+)"', page)) == {"checkbox"}
    assert "contenteditable" not in page
    # A box without a name is not sent even from a form.
    assert not re.search(r'<input[^>]* name="', page)


def test_nothing_is_kept_or_logged_of_who_reads_it(client, framework, caplog):
    before = AuditAct.objects.count()
    with caplog.at_level("DEBUG", logger="thresholds"):
        response = client.get(ADDRESS)
    assert not response.cookies
    assert AuditAct.objects.count() == before
    assert caplog.records == []
    # What stands in the address changes nothing.
    indicator = Indicator.objects.first()
    asked = client.get(ADDRESS, {"ticked": indicator.pk, "level": 3})
    assert asked.content == response.content


def test_what_a_version_does_not_say_has_no_heading(client, framework):
    told = words_of(client.get(ADDRESS))
    assert "Assessment process at level 1" not in told
    assert "Who can help at level 1" not in told
    assert "Parents and carers" not in told


def test_a_replaced_version_that_is_still_used_has_its_own_indicators(client, framework):
    editor = somebody_who_is("thresholds_editor")
    new = begin_new_version(framework, actor=editor)
    put_in_force(new, date(2027, 9, 1), still_used=True, actor=editor)
    old = client.get(reverse("thresholds:version_worksheet", args=[framework.pk]))
    assert "It is still used" in words_of(old)
    boxes = [
        set(re.findall(r'data-indicator="(\d+)"', r.content.decode()))
        for r in (old, client.get(ADDRESS))
    ]
    assert boxes[0]
    assert boxes[1]
    assert not boxes[0] & boxes[1]


def test_who_may_read_the_version_may_have_its_worksheet(client, framework):
    show_to(framework, everybody=False, actor=somebody_who_is("thresholds_editor"))
    assert client.get(ADDRESS).url.startswith(reverse("accounts:sign_in"))
    assert browser_of(somebody_without_a_role()).get(ADDRESS).status_code == 200
    draft = reverse("thresholds:version_worksheet", args=[filled(level_1="New").pk])
    assert browser_of(somebody_without_a_role()).get(draft).status_code == 404
    assert browser_of(somebody_who_is("thresholds_editor")).get(draft).status_code == 200


def test_without_a_framework_it_says_so():
    assert not Framework.objects.exists()
    response = browser_of(somebody_without_a_role()).get(ADDRESS)
    assert "No framework is in force yet" in words_of(response)


def test_the_database_is_asked_equally_often_however_long_it_is(
    client, framework, django_assert_num_queries
):
    other = filled(**{f"level_{number}": f"Sign {number}" for number in (1, 2, 3, 4)})
    for domain in other.domains.all():
        for heading in domain.headings.all():
            IndicatorFactory(level=other.levels.last(), heading=heading)
    ContactFactory(framework=other)
    with django_assert_num_queries(7):
        client.get(ADDRESS)
    put_in_force(other, date(2027, 9, 1), still_used=False, actor=None)
    with django_assert_num_queries(7):
        client.get(ADDRESS)
