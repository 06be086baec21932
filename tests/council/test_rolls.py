"""Pupils on roll by year: on the page of a school, and of all schools at once."""

import json
from datetime import date

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.dates import recent_years, year_before
from core.models import AuditAct
from council.models import Roll, School
from council.reference import KINDS
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.council.test_reference import queries
from tests.factories import RollFactory, SchoolFactory

pytestmark = pytest.mark.django_db

ALL = "/reference-data/schools/rolls/"


@pytest.fixture(autouse=True)
def in_the_year_2026_27():
    with time_machine.travel("2026-11-25 12:00Z", tick=False):
        yield


def page_of(school: School) -> str:
    return reverse("reference:edit", args=[KINDS["schools"], school.pk])


def opened(browser, school: School) -> dict[str, object]:
    """What the boxes of a school's page hold."""
    form = browser.get(page_of(school)).context["form"]
    return {name: form[name].value() or "" for name in form.fields if name != "closed_on"} | {
        field.html_name: 0 if field.value() == 0 else field.value() or ""
        for _, field, _ in form.roll_rows
    }


def boxes(browser, year="2026/27") -> dict[str, object]:
    """What the boxes of the page of all schools hold."""
    form = browser.get(ALL, {"year": year}).context["form"]
    return {name: "" if (v := form[name].value()) is None else v for name in form.fields}


def save(browser, typed, year="2026/27"):
    return browser.post(f"{ALL}?year={year}", typed)


def rolls() -> dict[str, int]:
    return {roll.year: roll.pupils for roll in Roll.objects.all()}


def test_years_are_written_as_councils_do():
    assert year_before("2026/27") == "2025/26"
    assert year_before("2000/01") == "1999/00"
    assert year_before("2026") == "2025"
    assert recent_years(date(2026, 3, 31), 3) == ["2025/26", "2024/25", "2023/24"]


def test_a_school_has_one_roll_a_year_and_a_year_is_written_as_one():
    roll = RollFactory()
    for wrong in (
        {"school": roll.school, "year": roll.year},
        {"year": "2026-27"},
        {"year": ""},
        {"pupils": -1},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RollFactory(**wrong)


def test_a_school_s_page_has_a_box_for_each_of_the_last_five_years_and_those_held():
    school = RollFactory(year="2015/16").school
    form = browser_of(an_admin()).get(page_of(school)).context["form"]
    assert [year for year, _, _ in form.roll_rows] == [
        *("2026/27", "2025/26", "2024/25", "2023/24", "2022/23"),
        "2015/16",
    ]


def test_rolls_are_entered_changed_and_emptied_with_a_school_and_the_trail_says_which():
    browser, school = browser_of(an_admin()), SchoolFactory(name="Mill Lane")
    RollFactory(school=school, year="2025/26", pupils=405)
    RollFactory(school=school, year="2024/25", pupils=9)
    typed = opened(browser, school) | {
        "pupils_2026_27": "1,204",
        "source_2026_27": "School census",
        "pupils_2025_26": 0,
        "pupils_2024_25": "",
        "another_year": "2011",
        "another_pupils": "300",
    }
    assert browser.post(page_of(school), typed).status_code == 302
    assert rolls() == {"2026/27": 1204, "2025/26": 0, "2011": 300}
    assert Roll.objects.get(year="2026/27").source == "School census"
    act = AuditAct.objects.get(action="schools.changed")
    changes = act.changes.filter(table_name="council_roll")
    assert sorted(change.operation for change in changes) == ["D", "I", "I", "U"]
    told = browser.get(reverse("accounts:audit_act", args=[act.pk])).content.decode()
    assert "Changed: roll “Mill Lane, 2025/26”" in told


def test_a_roll_of_0_comes_back_as_0_and_one_not_known_as_nothing():
    school = RollFactory(pupils=0).school
    form = browser_of(an_admin()).get(page_of(school)).context["form"]
    assert form["pupils_2025_26"].value() == 0
    assert form["pupils_2024_25"].value() is None


@pytest.mark.parametrize(
    ("typed", "box", "message"),
    [
        ({"pupils_2026_27": "-1"}, "pupils_2026_27", "must be 0 or more"),
        ({"pupils_2026_27": "many"}, "pupils_2026_27", "must be a whole number"),
        ({"pupils_2026_27": "100000"}, "pupils_2026_27", "must be 99999 or less"),
        ({"source_2026_27": "Census"}, "pupils_2026_27", "or empty its source"),
        ({"another_year": "2011/13", "another_pupils": "1"}, "another_year", "such as 2026/27"),
        ({"another_year": "2062/63", "another_pupils": "1"}, "another_year", "too late"),
        ({"another_year": "2026/27", "another_pupils": "1"}, "another_year", "box of its own"),
        ({"another_year": "2011"}, "another_pupils", "Enter the pupils on roll in 2011"),
        ({"another_pupils": "1"}, "another_year", "Enter the year of this roll"),
        ({"another_source": "Census"}, "another_year", "Enter the year of this roll"),
    ],
)
def test_what_is_wrong_is_told_beside_its_box_and_nothing_is_saved(typed, box, message):
    browser, school = browser_of(an_admin()), SchoolFactory()
    response = browser.post(page_of(school), opened(browser, school) | typed)
    assert message in " ".join(response.context["form"].errors[box])
    for value in typed.values():
        assert f'value="{value}"' in response.content.decode()
    assert not rolls()


def test_a_school_that_is_added_brings_its_rolls():
    typed = {"name": "Mill Lane", "urn": "123456", "phase": "primary", "pupils_2026_27": "90"}
    browser_of(an_admin()).post(reverse("reference:add", args=[KINDS["schools"]]), typed)
    assert School.objects.get(urn="123456").rolls.get().pupils == 90


def test_the_list_shows_each_school_s_latest_roll_and_its_year():
    school = RollFactory(school__name="Ash Lane", year="2024/25", pupils=99).school
    RollFactory(school=school, year="2025/26", pupils=1405)
    SchoolFactory(name="Birch Road")
    table = browser_of(an_admin()).get(KINDS["schools"].url).context["table"]
    shown = [(row.get_cell("pupils"), row.get_cell("year")) for row in table.rows]
    assert shown == [("1,405", "2025/26"), ("—", "—")]


def test_a_school_with_rolls_is_not_removed_and_the_page_says_why():
    school = RollFactory().school
    page = reverse("reference:remove", args=[KINDS["schools"], school.pk])
    assert "is used by 1 roll" in browser_of(an_admin()).post(page).content.decode()


def test_only_administrators_enter_the_rolls_of_all_schools():
    school = SchoolFactory()
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert browser.get(ALL).status_code == 403
        assert save(browser, {f"pupils_{school.pk}": 5}).status_code == 403
    assert not rolls()


def test_all_schools_are_entered_at_once_with_last_year_s_figure_beside_the_box():
    browser = browser_of(an_admin())
    one, other, third = (SchoolFactory(name=name) for name in ("Alder", "Birch", "Cedar"))
    RollFactory(school=one, year="2025/26", pupils=1405)
    RollFactory(school=other, year="2026/27", pupils=7, source="Own count")
    page = browser.get(ALL)
    assert [(school.pk, before) for school, before, _ in page.context["lines"]] == [
        (one.pk, "1,405"),
        (other.pk, ""),
        (third.pk, ""),
    ]
    typed = boxes(browser) | {f"pupils_{one.pk}": "1,410", f"pupils_{third.pk}": 0}
    response = save(browser, typed | {"source": "School census, January 2027"})
    assert response.url == KINDS["schools"].url
    saved = {r.school_id: (r.pupils, r.source) for r in Roll.objects.filter(year="2026/27")}
    census = "School census, January 2027"
    assert saved == {one.pk: (1410, census), other.pk: (7, "Own count"), third.pk: (0, census)}
    act = AuditAct.objects.get(action="schools.rolls_entered")
    assert act.note == "In 2026/27"
    assert act.changes.filter(table_name="council_roll").count() == 2


def test_a_page_sent_back_as_it_was_is_no_act():
    browser = browser_of(an_admin())
    RollFactory(year="2026/27")
    assert save(browser, boxes(browser)).status_code == 302
    assert not AuditAct.objects.filter(action="schools.rolls_entered").exists()


def test_emptying_a_box_says_that_the_roll_is_not_known():
    browser, roll = browser_of(an_admin()), RollFactory(year="2026/27")
    save(browser, boxes(browser) | {f"pupils_{roll.school_id}": " "})
    assert not rolls()


def test_one_wrong_box_keeps_all_from_being_saved_and_all_that_was_typed():
    browser = browser_of(an_admin())
    one, other = SchoolFactory.create_batch(2)
    typed = {f"pupils_{one.pk}": "411", f"pupils_{other.pk}": "4x"}
    response = save(browser, boxes(browser) | typed | {"source": "Census"})
    assert list(response.context["form"].errors) == [f"pupils_{other.pk}"]
    for value in ("411", "4x", "Census"):
        assert f'value="{value}"' in response.content.decode()
    assert not rolls()


def test_a_source_without_a_changed_figure_is_not_dropped_in_silence():
    browser = browser_of(an_admin())
    RollFactory(year="2026/27")
    response = save(browser, boxes(browser) | {"source": "Census"})
    assert "you changed none here" in response.context["form"].errors["source"][0]


def test_of_two_who_enter_at_once_the_second_is_told_of_what_both_changed_and_keeps_the_rest():
    both, firsts, seconds = SchoolFactory.create_batch(3)
    first, second = browser_of(an_admin()), browser_of(an_admin())
    form_of_second = boxes(second)
    save(first, boxes(first) | {f"pupils_{both.pk}": 10, f"pupils_{firsts.pk}": 20})
    typed = form_of_second | {f"pupils_{both.pk}": 11, f"pupils_{seconds.pk}": 30}
    response = save(second, typed)
    form = response.context["form"]
    assert list(form.errors) == [f"pupils_{both.pk}"]
    assert "somebody else saved 10 here" in form.errors[f"pupils_{both.pk}"][0]
    sent_back = {name: form[name].value() or "" for name in form.fields}
    assert (sent_back[f"pupils_{both.pk}"], sent_back[f"pupils_{firsts.pk}"]) == ("11", "20")
    assert Roll.objects.count() == 2
    assert save(second, sent_back).status_code == 302
    saved = {roll.school_id: roll.pupils for roll in Roll.objects.all()}
    assert saved == {both.pk: 11, firsts.pk: 20, seconds.pk: 30}


def test_a_box_left_alone_never_takes_back_what_somebody_else_saved():
    roll = RollFactory(year="2026/27", pupils=10)
    other = SchoolFactory()
    first, second = browser_of(an_admin()), browser_of(an_admin())
    form_of_second = boxes(second)
    save(first, boxes(first) | {f"pupils_{roll.school_id}": ""})
    assert save(second, form_of_second | {f"pupils_{other.pk}": 5}).status_code == 302
    assert {each.school_id: each.pupils for each in Roll.objects.all()} == {other.pk: 5}


@pytest.mark.parametrize("meddled", ["", "{", "[1]", json.dumps({"x": 1})])
def test_without_knowing_what_was_seen_nothing_saved_is_overwritten(meddled):
    browser, roll = browser_of(an_admin()), RollFactory(year="2026/27", pupils=10)
    response = save(browser, {"opened": meddled, f"pupils_{roll.school_id}": 11})
    assert response.status_code == 200
    assert rolls() == {"2026/27": 10}


def test_who_has_the_school_s_form_open_is_told_of_a_roll_entered_for_all():
    browser, school = browser_of(an_admin()), SchoolFactory()
    typed = opened(browser, school) | {"pupils_2026_27": 12}
    save(browser, boxes(browser) | {f"pupils_{school.pk}": 10})
    response = browser.post(page_of(school), typed)
    [difference] = response.context["form"].differences
    assert (difference.label, difference.saved) == ("Pupils on roll in 2026/27", "10")


def test_schools_closed_before_the_year_are_not_asked_unless_a_roll_is_held():
    SchoolFactory(closed_on="2026-03-31")
    closing = SchoolFactory(closed_on="2026-08-31")
    held = RollFactory(school=SchoolFactory(closed_on="2020-08-31"), year="2026/27").school
    page = browser_of(an_admin()).get(ALL)
    assert {school.pk for school, _, _ in page.context["lines"]} == {closing.pk, held.pk}


def test_another_year_is_chosen_and_what_is_no_year_is_told():
    browser = browser_of(an_admin())
    SchoolFactory()
    assert browser.get(ALL, {"year": "2011"}).context["before"] == "2010"
    response = browser.get(ALL, {"year": "<b>"})
    assert "Enter a year such as 2026/27 or 2026" in response.content.decode()
    assert "<b>" not in response.content.decode()
    assert "Pupils on roll in" not in response.content.decode()


def test_the_page_asks_the_database_equally_often_however_many_schools_there_are():
    browser = browser_of(an_admin())
    RollFactory()
    few = queries(browser, ALL)
    RollFactory.create_batch(6)
    assert queries(browser, ALL) == few
