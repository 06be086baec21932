"""A framework as it is in force, and parts that serve one of its levels."""

from collections.abc import Iterator

import pytest

from core.levels_of_need import Levels, register_levels

UNIVERSAL, EARLY = "Level 1: Universal", "Level 2: Early intervention"


class Framework:
    """The levels in force; `asked` counts how often they were asked for."""

    def __init__(self) -> None:
        self.levels: Levels = [(1, UNIVERSAL), (2, EARLY)]
        self.asked = 0

    def __call__(self) -> Levels:
        self.asked += 1
        return self.levels


def in_force(monkeypatch: pytest.MonkeyPatch) -> Framework:
    """The one framework that other apps know of."""
    monkeypatch.setattr("core.levels_of_need._SOURCE", [])
    found = Framework()
    register_levels(found)
    return found


def words_of(facts: list[tuple[str, str]]) -> Iterator[str]:
    """What is said of the level on a card."""
    return (words for name, words in facts if name == "Level of need it serves")
