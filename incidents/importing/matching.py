"""The words of a file matched to breakdowns and categories, whatever their case and spacing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.text import plain
from incidents.breakdowns import BREAKDOWNS, Breakdown
from incidents.models import BoroughTotal, Category

_TOTAL = ("total", "total number of incidents", "incidents", "total incidents")
_RETURNING = ("number of schools making a return", "schools making a return", "schools returning")
_NIL = ("schools reporting no incidents", "number of schools reporting no incidents", "nil returns")
_HEADS = ("", "returns", "total", "totals")
"""Sections under which the figures that are no breakdown stand."""

Row = BoroughTotal.Row


def head_row(section: str, row: str) -> BoroughTotal.Row | None:
    """The figure of the borough that a line tells, where it is none of a breakdown."""
    section, row = plain(section), plain(row)
    if section in _TOTAL and not row:
        return Row.TOTAL
    if section not in _HEADS:
        return None
    for names, found in ((_TOTAL, Row.TOTAL), (_RETURNING, Row.RETURNING), (_NIL, Row.NIL)):
        if row in names:
            return found
    return None


_SECTIONS: dict[str, Breakdown] = {plain(each.heading): each for each in BREAKDOWNS} | {
    plain(each.heading.replace("alleged ", "")): each for each in BREAKDOWNS
}


def breakdown_of(section: str) -> Breakdown | None:
    """The breakdown that a section is; "perpetrators" are the alleged ones."""
    return _SECTIONS.get(plain(section))


def category_of(
    breakdown: Breakdown, row: str, lists: Mapping[str, Sequence[Category]]
) -> Category | None:
    """The category of a breakdown that a row is, by the lists of a form."""
    wanted = plain(row)
    return next((each for each in lists[breakdown.dimension] if plain(each.name) == wanted), None)
