"""Outcome frameworks, typed as lines."""

import pytest

from core.models import AuditAct
from plans.models import Aim, Outcome, OutcomeFramework
from tests.accounts.people import an_admin, browser_of
from tests.factories import (
    AimFactory,
    OutcomeBlockFactory,
    OutcomeFactory,
    OutcomeFrameworkFactory,
)
from tests.plans.reference.pages import at, queries, shown

pytestmark = pytest.mark.django_db

OUTLINE = "Be healthy\n- Physically healthy\n- Healthy lifestyles\nStay safe"


def outline_of(framework: OutcomeFramework) -> list[tuple[str, list[str]]]:
    return [
        (outcome.name, [aim.text for aim in outcome.aims.all()])
        for outcome in framework.outcomes.order_by("position")
    ]


def save(framework=None, browser=None, **typed):
    typed = {"name": "Our outcomes", "outline": OUTLINE} | typed
    if framework:
        typed = {"revision": framework.revision} | typed
    page = at("framework_edit", framework.pk) if framework else at("framework_add")
    return (browser or browser_of(an_admin())).post(page, typed)


def made() -> OutcomeFramework:
    save()
    return OutcomeFramework.objects.get(name="Our outcomes")


def test_a_framework_is_typed_as_lines():
    framework = made()
    assert outline_of(framework) == [
        ("Be healthy", ["Physically healthy", "Healthy lifestyles"]),
        ("Stay safe", []),
    ]
    act = AuditAct.objects.get(action="framework.added")
    assert act.target_name == "Our outcomes"
    assert act.changes.count() == 5


def test_aims_may_be_indented_instead_and_empty_lines_do_not_count():
    save(outline="\nBe healthy\n\n   Physically healthy\n\t• Healthy lifestyles\r\n\n")
    framework = OutcomeFramework.objects.get(name="Our outcomes")
    assert outline_of(framework) == [("Be healthy", ["Physically healthy", "Healthy lifestyles"])]


def test_the_form_shows_the_lines_that_are_stored():
    framework = made()
    page = browser_of(an_admin()).get(at("framework_edit", framework.pk))
    assert page.context["form"]["outline"].value() == OUTLINE


def test_rows_whose_words_are_kept_are_kept_wherever_they_move():
    framework = made()
    before = dict(Outcome.objects.filter(framework=framework).values_list("name", "pk"))
    aims = dict(Aim.objects.filter(outcome__framework=framework).values_list("text", "pk"))
    save(
        framework,
        outline="New outcome\nstay  SAFE\nBe healthy\n- Healthy lifestyles\n- Sleep well\n"
        "- Physically healthy",
    )
    framework.refresh_from_db()
    assert [name for name, _ in outline_of(framework)] == [
        "New outcome",
        "stay SAFE",
        "Be healthy",
    ]
    after = dict(Outcome.objects.filter(framework=framework).values_list("name", "pk"))
    assert after["Be healthy"] == before["Be healthy"]
    assert after["stay SAFE"] == before["Stay safe"]
    assert (
        Aim.objects.get(text="Healthy lifestyles", outcome__framework=framework).pk
        == (aims["Healthy lifestyles"])
    )


def test_a_mended_spelling_keeps_the_row_and_so_the_plans_link():
    framework = OutcomeFrameworkFactory()
    outcome = OutcomeFactory(framework=framework, name="Acheive economic well-being")
    block = OutcomeBlockFactory(outcome=outcome)
    save(framework, outline="Achieve economic well-being")
    block.refresh_from_db()
    assert block.outcome.name == "Achieve economic well-being"
    assert block.outcome_id == outcome.pk


def test_what_is_used_in_plans_cannot_be_taken_away():
    framework = OutcomeFrameworkFactory()
    outcome = OutcomeFactory(framework=framework, name="Be healthy", position=1)
    aim = AimFactory(outcome=outcome, text="Ready for school")
    other = OutcomeFactory(framework=framework, name="Stay safe", position=2)
    OutcomeBlockFactory(outcome=outcome, aim=aim)
    response = save(framework, outline="Stay safe")
    assert "“Be healthy” is used in plans" in shown(response)
    assert "“Ready for school” is used in plans" in shown(response)
    response = save(framework, outline="Be healthy\nStay safe")
    assert "“Ready for school” is used in plans" in shown(response)
    assert save(framework, outline="Be healthy\n- Ready for school").status_code == 302
    assert not Outcome.objects.filter(pk=other.pk).exists()
    assert Aim.objects.filter(pk=aim.pk).exists()


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"outline": "- An aim"}, "Line 1 is an aim, but no outcome stands above it"),
        ({"outline": "One\nTwo\none"}, "Line 3: the outcome “one” stands here twice"),
        ({"outline": "One\n- a\n- A"}, "Line 3: the aim “A” stands twice"),
        ({"outline": "x" * 501}, "Line 1 has 501 characters, but at most 500 are kept"),
        ({"outline": "x\n" + "- y" * 100_000}, "must be 100000 characters or fewer"),
        ({"outline": ""}, "Enter at least one outcome"),
        ({"outline": "\n- \n –"}, "Enter at least one outcome"),
        ({"outline": "One\x00"}, "U+0000"),
        ({"name": "every child MATTERS"}, "There is a framework with this name already"),
        ({"name": ""}, "Enter the name of the framework"),
    ],
)
def test_bad_input_is_told_and_changes_nothing(typed, message):
    before = Outcome.objects.count(), OutcomeFramework.objects.count()
    response = save(**typed)
    assert message in shown(response)
    assert (Outcome.objects.count(), OutcomeFramework.objects.count()) == before


def test_all_faults_are_told_at_once():
    response = save(outline="- a\nOne\nOne")
    assert "Line 1" in shown(response)
    assert "Line 3" in shown(response)


def test_of_two_editors_the_second_sees_both_versions():
    framework = made()
    save(framework, outline="Be healthy\nOf the first", revision=1)
    response = save(framework, outline="Be healthy\nOf the second", revision=1)
    page = response.content.decode()
    assert "saved this while you had it open" in page
    assert "Of the first" in page
    assert "Of the second" in page
    assert ("Of the first", []) in outline_of(framework)


def test_a_form_sent_back_as_it_was_is_no_act():
    framework = made()
    save(framework, outline=OUTLINE.replace("\n", "\r\n"))
    assert not AuditAct.objects.filter(action="framework.changed").exists()


def test_the_list_and_the_page_ask_the_database_equally_often_whatever_they_show():
    browser = browser_of(an_admin())
    framework = OutcomeFrameworkFactory()
    AimFactory(outcome__framework=framework)

    few = [queries(browser, page) for page in (at("frameworks"), at("framework", framework.pk))]
    for _ in range(5):
        AimFactory(outcome__framework=framework)
        OutcomeFrameworkFactory()
    many = [queries(browser, page) for page in (at("frameworks"), at("framework", framework.pk))]
    assert many == few
