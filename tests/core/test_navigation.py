"""The menu by subject, and where somebody lands after signing in."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import path

from core import navigation
from core.navigation import Subject, context, landing_of, register


def place(request):
    raise AssertionError("no page of this test is opened")


urlpatterns = [
    path("plans/", place, name="plans"),
    path("plans/search/", place, name="search"),
    path("work/", place, name="work"),
    path("returns/", place, name="returns"),
    path("account/", place, name="account"),
]
pytestmark = pytest.mark.urls(__name__)


@pytest.fixture(autouse=True)
def places(monkeypatch):
    """Only the places of this test."""
    monkeypatch.setattr(navigation, "_ENTRIES", {})
    offer("Search", "search", Subject.PLANS, 4)
    offer("Plans", "plans", Subject.PLANS, 1, lands=9)
    offer("My work", "work", Subject.MY_WORK, 2, "named", lands=2)
    offer("Our returns", "returns", Subject.INCIDENTS, 3, "school", lands=1)


def offer(label, url_name, subject, order, open_to=None, lands=None):
    register(
        label,
        url_name,
        subject=subject,
        order=order,
        open_to=lambda user: open_to is None or open_to in user,
        lands=lands,
    )


class Somebody(set[str]):
    is_authenticated = True


def menus(at: str, *who: str) -> tuple[list[tuple[str, str, str]], Any]:
    """The menu, and the row of the current subject, on a page."""
    told = context(SimpleNamespace(user=Somebody(who), path=at))
    within = told["subject_navigation"]
    row = within and (within["label"], [tuple(each.values()) for each in within["entries"]])
    return [tuple(each.values()) for each in told["navigation"]], row


@pytest.mark.parametrize(
    ("user", "lands"),
    [
        ({}, "plans"),
        ({"named"}, "work"),
        ({"school"}, "returns"),
        ({"named", "school"}, "returns"),
    ],
)
def test_it_is_the_soonest_of_those_open(user, lands):
    assert landing_of(user) == lands


def test_a_place_that_is_registered_again_stands_once():
    offer("Plans", "plans", Subject.PLANS, 1, "nobody", lands=9)
    offer("Welcome", "welcome", Subject.PAPERS, 1, lands=10)
    assert landing_of({}) == "welcome"


def test_a_subject_leads_to_its_first_place_and_shows_all_under_the_menu():
    assert menus("/plans/", "named") == (
        [("Plans", "/plans/", "true"), ("My work", "/work/", "")],
        ("Plans", [("Plans", "/plans/", "page"), ("Search", "/plans/search/", "")]),
    )


def test_of_two_places_one_within_the_other_the_inner_one_is_current():
    _, row = menus("/plans/search/")
    assert row == ("Plans", [("Plans", "/plans/", ""), ("Search", "/plans/search/", "page")])


def test_a_page_below_a_place_is_no_page_of_the_menu_but_lies_in_its_subject():
    menu, row = menus("/plans/7/")
    assert menu == [("Plans", "/plans/", "true")]
    assert row == ("Plans", [("Plans", "/plans/", "true"), ("Search", "/plans/search/", "")])


def test_a_subject_with_one_place_open_is_shown_as_that_place():
    offer("Plans", "plans", Subject.PLANS, 1, "reader")
    menu = [("Search", "/plans/search/", "page"), ("Our returns", "/returns/", "")]
    assert menus("/plans/search/", "school") == (menu[::-1], None)


def test_a_subject_stands_where_the_first_place_open_to_somebody_does():
    offer("Account", "account", Subject.INCIDENTS, 0, "governor")
    assert [label for label, _, _ in menus("/", "school")[0]] == ["Plans", "Our returns"]
    assert [label for label, _, _ in menus("/", "school", "governor")[0]] == ["Incidents", "Plans"]


def test_a_page_under_no_place_marks_none_and_shows_no_second_row():
    menu, row = menus("/account/", "named", "school")
    assert not any(current for _, _, current in menu)
    assert row is None


def test_before_signing_in_there_is_no_menu():
    told = context(SimpleNamespace(user=None, path="/plans/"))
    assert told == {"navigation": [], "subject_navigation": None}
