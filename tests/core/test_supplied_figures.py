"""Figures that one app knows and another prints."""

from datetime import date

import pytest

from core.supplied_figures import (
    Supplied,
    Target,
    Withheld,
    all_choices,
    has_sources,
    register_source,
    register_taker,
    supplied,
    targets_for,
)

DAY = date(2026, 9, 30)


class Held:
    """A source with one figure."""

    def __init__(self, key, answer=None) -> None:
        self.key, self.answer = key, answer

    def choices(self):
        return [("Council", [(self.key, "BME")])]

    def figure(self, key, day):
        return self.answer if key == self.key else None


def of(day: date) -> Supplied:
    return Supplied("24.3%", day, "Workforce profile")


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch) -> None:
    monkeypatch.setattr("core.supplied_figures._SOURCES", {})
    monkeypatch.setattr("core.supplied_figures._TAKERS", {})


def test_a_figure_is_known_by_its_source_and_its_key_there():
    assert not has_sources()
    register_source("workforce", Held("a:b", of(DAY)))
    register_source("survey", Held("a:b"))
    assert has_sources()
    assert all_choices() == [
        ("Council", [("workforce:a:b", "BME")]),
        ("Council", [("survey:a:b", "BME")]),
    ]
    assert supplied("workforce:a:b", DAY) == of(DAY)
    assert supplied("survey:a:b", DAY) is None


@pytest.mark.parametrize("key", ["gone:a", "workforce:other", "workforce", ""])
def test_what_nobody_offers_is_not_held(key):
    register_source("workforce", Held("a", of(DAY)))
    assert supplied(key, DAY) is None


@pytest.mark.parametrize(
    ("day", "is_held"),
    [
        (date(2026, 9, 30), True),
        (date(2026, 3, 31), True),
        (date(2025, 10, 1), True),
        (date(2025, 9, 30), False),
        (date(2026, 10, 1), False),
    ],
)
def test_a_figure_of_a_later_day_or_of_a_year_before_is_none_of_this_day(day, is_held):
    register_source("workforce", Held("a", of(day)))
    assert (supplied("workforce:a", DAY) is not None) == is_held


def test_a_withheld_figure_comes_with_its_reason():
    withheld = Withheld("it is that of too few people to be published")
    register_source("workforce", Held("a", withheld))
    assert supplied("workforce:a", DAY) == withheld


@pytest.mark.parametrize(
    ("provisional", "words"),
    [
        (False, "Workforce profile: 24.3%"),
        (True, "Workforce profile: 24.3% (provisional)"),
    ],
)
def test_a_figure_in_words_says_whether_it_is_provisional(provisional, words):
    assert Supplied("24.3%", DAY, "Workforce profile", provisional).words == words


def test_the_targets_of_all_apps_are_told_to_the_user_who_asks():
    def told(name):
        def taker(keys, user):
            return [Target(key, f"{name} for {user}", "", "", "2026/27", "5%") for key in keys]

        return taker

    register_taker("plans", told("KPI"))
    register_taker("thresholds", told("level"))
    assert [target.label for target in targets_for(["workforce:a"], "Ann")] == [
        "KPI for Ann",
        "level for Ann",
    ]
