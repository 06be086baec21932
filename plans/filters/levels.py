"""The level of need as a filter of a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import django_filters

from core.filters import FilterSet
from core.levels_of_need import levels_and


def level_filter(**how: Any) -> django_filters.ChoiceFilter:
    """The filter; what can be chosen is told by `offer_levels`."""
    return django_filters.ChoiceFilter(
        label="Level of need", choices=[], empty_label="Any level", **how
    )


def offer_levels(filters: FilterSet, held: Iterable[int | None]) -> None:
    """Offer the levels in force and those held; without any the filter is not there.

    A level is found by its number, whatever its name was when it was selected.
    """
    offered = levels_and(number for number in held if number is not None)
    if not offered:
        del filters.filters["level"]
        return
    filters.filters["level"].extra["choices"] = [(str(number), words) for number, words in offered]
