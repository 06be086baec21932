"""The list of actions across plans: each filter, the order, what stands in a row."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import CriticalAction
from tests.factories import (
    CriticalActionFactory,
    DivisionFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
)
from tests.plans.lists.pages import ACTIONS, cells, page, rows
from tests.plans.pages.people import holder

pytestmark = pytest.mark.django_db

Status = CriticalAction.Status
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None, timezone=None: TODAY)


def action(text: str, finish: date | None = None, **given) -> CriticalAction:
    return CriticalActionFactory(
        text=text, finish_on=finish, finish_text=finish.isoformat() if finish else "", **given
    )


def listed(user=None, **query) -> list[str]:
    return [one.text for one in rows(ACTIONS, user, **query)]


def test_those_that_finish_first_come_first_and_those_without_a_date_last():
    action("No date")
    action("Later", date(2027, 3, 31))
    action("Sooner", date(2026, 12, 31))
    assert listed() == ["Sooner", "Later", "No date"]
    assert listed(sort="finish") == ["Sooner", "Later", "No date"]
    assert listed(sort="-finish") == ["Later", "Sooner", "No date"]


def test_all_words_are_looked_for_in_everything_that_is_said_of_an_action():
    CriticalActionFactory(ref="9.9", text="Translate the leaflet")
    CriticalActionFactory(text="Other", equality_action="Leaflet in Polish")
    CriticalActionFactory(text="Third", planned_outcome="More leaflets", responsible="Cora Dunn")
    assert sorted(listed(words="leaflet")) == ["Other", "Third", "Translate the leaflet"]
    assert listed(words="LEAFLET polish") == ["Other"]
    assert listed(words="9.9") == ["Translate the leaflet"]
    assert listed(words="leaflet cora") == ["Third"]
    assert listed(words="100%_") == []


def test_directorate_and_year_are_those_of_the_plan():
    old = PlanFactory(first_year=2024)
    new = PlanFactory(first_year=2026)
    CriticalActionFactory(text="Old", objective__block__appendix__plan=old)
    CriticalActionFactory(text="New", objective__block__appendix__plan=new)
    assert listed(year="2024/25") == ["Old"]
    assert listed(directorate=new.directorate_id) == ["New"]
    assert listed(directorate=new.directorate_id, year="2024/25") == []


def test_an_outcome_is_found_as_it_is_printed_whatever_its_capitals():
    for text, outcome in [("A", "Stay safe"), ("B", "Stay Safe"), ("C", "Stay safe online")]:
        CriticalActionFactory(text=text, objective__block=OutcomeBlockFactory(outcome_text=outcome))
    assert sorted(listed(outcome="Stay Safe")) == ["A", "B"]
    assert listed(outcome="Stay safe online") == ["C"]


def test_a_long_outcome_on_several_lines_can_be_chosen_too():
    block = OutcomeBlockFactory(outcome_text="Be healthy,\nand more\n" + "of it " * 200)
    CriticalActionFactory(text="A", objective__block=block)
    CriticalActionFactory(text="B")
    [choice] = [
        key
        for key, _ in page(ACTIONS).context["filter"].filters["outcome"].extra["choices"]
        if key.startswith("be")
    ]
    assert len(choice) <= 100
    assert listed(outcome=choice) == ["A"]


def test_a_person_or_a_division_finds_what_they_are_named_for():
    person, division = PersonFactory(), DivisionFactory()
    CriticalActionFactory(text="Theirs").people.add(person, PersonFactory())
    CriticalActionFactory(text="The division's").divisions.add(division)
    assert listed(lead=person.pk) == ["Theirs"]
    assert listed(division=division.pk) == ["The division's"]


def test_a_link_to_ones_own_actions_shows_each_reader_their_own():
    users = [UserFactory(named=True), UserFactory(named=True)]
    for number, user in enumerate(users):
        CriticalActionFactory(text=f"Of {number}").people.add(user.person)
    assert listed(users[0], lead="me") == ["Of 0"]
    assert listed(users[1], lead="me") == ["Of 1"]
    html = page(ACTIONS, holder("officer"), lead="me").content.decode()
    assert "Person must be one of the choices" in html


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("overdue", ["Late", "Late and slipping"]),
        ("unfinished", ["Late", "Late and slipping", "Slipping", "Begun"]),
        ("not_started", []),
        ("on_track", ["Begun"]),
        ("slipping", ["Slipping"]),
        ("off_track", []),
        ("complete", ["Done late"]),
        ("cancelled", ["Given up"]),
    ],
)
def test_a_status_finds_the_actions_that_show_it(status, expected):
    before, after = date(2026, 10, 31), date(2027, 1, 31)
    action("Late", before)
    action("Late and slipping", before, status=Status.SLIPPING)
    action("Slipping", after, status=Status.SLIPPING)
    action("Begun", status=Status.ON_TRACK)
    action("Done late", before, status=Status.COMPLETE)
    action("Given up", before, status=Status.CANCELLED)
    assert listed(status=status) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        ("overdue", ["October", "Yesterday"]),
        ("month", ["Yesterday", "Today", "30 November"]),
        ("quarter", ["October", "Yesterday", "Today", "30 November", "31 December"]),
        ("next_quarter", ["January", "March"]),
        ("none", ["Ongoing"]),
    ],
)
def test_what_is_due_is_unfinished_and_in_the_council_s_quarters(due, expected):
    days = {
        "September": (9, 30),
        "October": (10, 1),
        "Yesterday": (11, 24),
        "Today": (11, 25),
        "30 November": (11, 30),
        "31 December": (12, 31),
    }
    for text, (month, day) in days.items():
        status = Status.COMPLETE if text == "September" else Status.ON_TRACK
        action(text, date(2026, month, day), status=status)
    action("January", date(2027, 1, 1))
    action("March", date(2027, 3, 31))
    action("April", date(2027, 4, 1))
    action("Done this month", date(2026, 11, 20), status=Status.COMPLETE)
    CriticalActionFactory(text="Ongoing", finish_text="Ongoing")
    assert listed(due=due) == expected


def test_a_finish_lies_between_two_days():
    for month in (1, 2, 3):
        action(f"{month}", date(2027, month, 15))
    since = {"since_day": 15, "since_month": 2, "since_year": 2027}
    until = {"until_day": 15, "until_month": 2, "until_year": 2027}
    assert listed(**since) == ["2", "3"]
    assert listed(**until) == ["1", "2"]
    assert listed(**since, **until) == ["2"]


def test_by_status_what_is_worst_comes_first():
    action("Overdue", date(2026, 1, 1))
    for status in (Status.COMPLETE, Status.ON_TRACK, Status.OFF_TRACK, Status.CANCELLED):
        action(status.label, status=status)
    order = ["Overdue", "Off track", "On track", "Complete", "Cancelled"]
    assert listed(sort="status") == order
    assert listed(sort="-status") == order[::-1]


def test_a_row_leads_to_its_place_on_the_plan_page_and_says_its_status():
    late = action("", date(2026, 1, 1))
    [row] = cells(ACTIONS)
    place = f"{late.objective.block.appendix.plan.get_absolute_url()}#action-{late.pk}"
    assert f'href="{place}"' in row["text"]
    assert "Action without text" in row["text"]
    assert "Overdue" in row["status"]
    assert "app-chip--red" in row["status"]
    assert row["finish"] == "2026-01-01"


@pytest.mark.parametrize(
    "query",
    [
        {"directorate": "x", "year": "soon", "outcome": "None", "lead": "0", "division": "-1"},
        {"status": "zz", "due": "zz", "since_day": "99"},
        {"words": "\x00"},
        {"sort": "-nothing,,status", "page": "99"},
    ],
)
def test_a_value_that_makes_no_sense_shows_the_list_all_the_same(query):
    CriticalActionFactory(text="Still here")
    assert listed(**query) == ["Still here"]


def test_each_chosen_filter_can_be_taken_away_from_the_address():
    action("A", date(2026, 11, 30))
    chosen = page(ACTIONS, due="month", words="A").context["filter"].chosen
    assert [(one.label, one.text, one.url) for one in chosen] == [
        ("Words", "A", "?due=month"),
        ("Due", "This month: November 2026", "?words=A"),
    ]
    assert reverse(ACTIONS) == "/plans/actions/"
