"""The levels of need that one app keeps and others name."""

import pytest

from core.levels_of_need import levels, levels_and, register_levels

FOUND = [(1, "Level 1: Universal"), (2, "Level 2: Early intervention")]


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch) -> None:
    monkeypatch.setattr("core.levels_of_need._SOURCE", [])


def test_without_a_framework_there_are_none():
    assert levels() == []


def test_the_last_source_stands():
    register_levels(lambda: [(1, "Level 1: Other")])
    register_levels(lambda: FOUND)
    assert levels() == FOUND


def test_a_level_that_is_held_but_not_in_force_is_known_by_its_number():
    register_levels(lambda: FOUND)
    assert levels_and([2, 5]) == [*FOUND, (5, "Level 5")]
    assert levels_and([]) == FOUND
