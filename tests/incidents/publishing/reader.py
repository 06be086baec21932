"""A reader of published records who tries every possibility, without any solver.

It knows what is printed and what is said under the tables: that each breakdown with what is not
recorded makes up the total of its year, and so do the phases, and so do the areas.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

Cell = tuple[str, str, str]
"""Year, heading and row: ("2026/27", "Gender of victims", "Male")."""
Equation = tuple[tuple[Cell, ...], Cell]
"""Cells that make up another one."""

HIDDEN = "[c]"
TOTAL = "Total number of incidents"
ADDS_UP_TO_NOTHING = "Support for victims"
RECORDED = "All of them"
NEAR = 6
"""A hidden total is tried so far above and below its true value: who tries less finds less."""


def cells_of(record: dict[str, Any]) -> dict[Cell, str]:
    """The printed counts of incidents and people, by cell; blank ones are left out."""
    years = [year["name"] for year in record["years"]]
    found = {}
    for table in record["tables"]:
        for section in table["sections"]:
            for row in section["rows"]:
                if table["key"] == "years":
                    cell = (section["heading"], row["label"])
                    if not cell[0] and cell[1] != TOTAL:
                        continue
                elif row["label"] == "Incidents":
                    cell = (table["caption"], section["heading"])
                else:
                    continue
                for year, printed in zip(years, row["cells"], strict=True):
                    if printed["text"]:
                        found[(year, *cell)] = printed["text"]
    return found


def true_of(record: dict[str, Any]) -> dict[Cell, int]:
    """The true figures that the council keeps with a record, by the same cells."""
    kept = {**record, "tables": [_with_true(table) for table in record["tables"]]}
    return {cell: int(text.replace(",", "")) for cell, text in cells_of(kept).items()}


def _with_true(table: dict[str, Any]) -> dict[str, Any]:
    sections = [
        {
            **section,
            "rows": [
                {**row, "cells": [{"text": cell["true"]} for cell in row["cells"]]}
                for row in section["rows"]
            ],
        }
        for section in table["sections"]
    ]
    return {**table, "sections": sections}


class Reader:
    """What can be known from one record, or from several together.

    `changed` are cells that were revised before the last record: there they are others.
    """

    def __init__(self, *records: dict[str, Any], changed: Collection[Cell] = ()) -> None:
        self.known: dict[Cell, int] = {}
        self.totals: dict[Cell, int] = {}
        self.hidden: set[Cell] = set()
        self.equations: list[Equation] = []
        self.least = 1
        for number, record in enumerate(records):
            printed = cells_of(record)
            name = {
                cell: (f"{cell[0]}, now", *cell[1:])
                if number == len(records) - 1 and cell in changed
                else cell
                for cell in printed
            }
            if any("can also stand for 0" in note for note in record["notes"]):
                self.least = 0
            for cell, text in printed.items():
                if text == HIDDEN:
                    self.hidden.add(name[cell])
                else:
                    self.known[name[cell]] = int(text.replace(",", ""))
            true = true_of(record)
            for parts, whole in _sums(printed):
                self.equations.append((tuple(name[part] for part in parts), name[whole]))
                self.totals[name[whole]] = true[whole]
        self.open = self.hidden - self.known.keys()

    def can_be(self, cell: Cell, value: int) -> bool:
        """Whether some table that fits everything printed holds this value."""
        return self._fits({**self.known, cell: value}, self._joined_to(cell))

    def _joined_to(self, cell: Cell) -> list[Equation]:
        """The equations that anything follows from for a cell."""
        joined: list[Equation] = []
        reached = {cell}
        while more := [
            (parts, whole)
            for parts, whole in self.equations
            if (parts, whole) not in joined and reached.intersection((*parts, whole))
        ]:
            joined += more
            reached |= {
                each for parts, whole in more for each in (*parts, whole)
            } - self.known.keys()
        return joined

    def _fits(self, table: dict[Cell, int], equations: list[Equation]) -> bool:
        for _, whole in equations:
            if whole not in table:
                true = self.totals[whole]
                near = sorted(range(true - NEAR, true + NEAR + 1), key=lambda n: abs(n - true))
                return any(self._fits({**table, whole: value}, equations) for value in near)
        left = [
            ([part for part in parts if part not in table], table[whole] - _held(table, parts))
            for parts, whole in equations
        ]
        if any(rest < self.least * len(unknown) for unknown, rest in left):
            return False
        if any(not unknown and rest for unknown, rest in left):
            return False
        choice = min((each for each in left if each[0]), key=lambda one: len(one[0]), default=None)
        if choice is None:
            return True
        (first, *others), rest = choice
        values = [rest] if not others else range(self.least, rest - self.least * len(others) + 1)
        return any(self._fits({**table, first: value}, equations) for value in values)


def _held(table: dict[Cell, int], parts: Collection[Cell]) -> int:
    return sum(table.get(part, 0) for part in parts)


def _sums(printed: dict[Cell, str]) -> Iterator[tuple[list[Cell], Cell]]:
    groups: dict[tuple[str, str], list[Cell]] = {}
    for cell in printed:
        groups.setdefault(cell[:2], []).append(cell)
    for (year, heading), cells in groups.items():
        if not heading or heading == ADDS_UP_TO_NOTHING or (year, "", TOTAL) not in printed:
            continue
        recorded = (year, heading, RECORDED)
        whole = recorded if recorded in printed else (year, "", TOTAL)
        yield [cell for cell in cells if cell != recorded], whole


def assert_nothing_can_be_worked_out(
    *records: dict[str, Any], changed: Collection[Cell] = ()
) -> None:
    """No small count that a record hides can be pinned within 1 to 4, and no other at all."""
    reader = Reader(*records, changed=changed)
    true: dict[Cell, int] = {}
    for number, record in enumerate(records):
        last = number == len(records) - 1
        for cell, count in true_of(record).items():
            true[(f"{cell[0]}, now", *cell[1:]) if last and cell in changed else cell] = count
    printed = [cell for cell in reader.hidden if cell in reader.known and 1 <= true[cell] <= 4]
    assert not printed, f"One record prints what another hides: {printed}"
    assert reader.open, "Nothing is hidden"
    for cell in reader.open:
        assert reader.can_be(cell, true[cell]), cell
        if 1 <= true[cell] <= 4:
            possible = [value for value in (1, 2, 3, 4) if reader.can_be(cell, value)]
            assert possible == [1, 2, 3, 4], (cell, possible)
        else:
            others = {true[cell] + step for step in range(-3, 4)} - {true[cell]}
            assert any(reader.can_be(cell, value) for value in others if value > 0), cell
