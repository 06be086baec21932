"""The record of a workforce profile as its tables are printed: by paper, under headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

HEADINGS = {
    "staff": "Staff by group",
    "comparison": "Beside the borough",
    "flows": "Who came, rose and left",
}
"""Of tables by the beginning of their key; others are headed by what they count."""
WIDE = ("staff", "flows")


def sections_of(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The main table on landscape pages, then charts and whatever is narrow, then flows."""
    sections = [
        {"is_wide": is_wide, "charts": [], "parts": _parts(list(tables), record["markers"])}
        for is_wide, tables in groupby(record["tables"], key=lambda t: t["key"] in WIDE)
    ]
    if record["charts"]:
        place = next((n for n, each in enumerate(sections) if not each["is_wide"]), None)
        if place is None:
            sections.insert(place := 1, {"is_wide": False, "charts": [], "parts": []})
        sections[place]["charts"] = record["charts"]
    return sections


def kind_of(table: dict[str, Any]) -> str:
    """Which of the tables it is: "staff", "comparison", "flows" or a characteristic."""
    return str(table["key"].partition("-")[0])


def cells_of(table: dict[str, Any]) -> Iterator[dict[str, str]]:
    """Every cell, line by line."""
    for group in table["line_groups"]:
        for line in group["lines"]:
            yield from line["cells"]


def _parts(tables: list[dict[str, Any]], markers: list[str]) -> list[dict[str, Any]]:
    """Tables under their headings; below each is explained which markers it prints."""
    return [
        {"heading": heading, "tables": [_explained(table, markers) for table in those]}
        for heading, those in groupby(tables, key=_heading)
    ]


def _heading(table: dict[str, Any]) -> str:
    return HEADINGS.get(kind_of(table)) or str(table["first_heading"])


def _explained(table: dict[str, Any], markers: list[str]) -> dict[str, Any]:
    used = {cell["text"] for cell in cells_of(table)}
    return {**table, "markers": [each for each in markers if each.split(" ")[0] in used]}
