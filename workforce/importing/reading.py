"""The lines of a file of percentages, each read into a group of an organisation on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from core.faults import Fault
from core.sheets import SheetRow
from core.text import plain
from council.models import Council, Directorate
from workforce.characteristics import Headline
from workforce.models import StaffGroup
from workforce.models.snapshot import WHOLE_COUNCIL
from workforce.typed import (
    NotUnderstoodError,
    read_day,
    read_headcount,
    read_percentage,
    why_not_together,
    why_not_yet,
)

NAMING = ("organisation", "group", "snapshot_date")
COLUMNS = (*NAMING, "headcount", *Headline.values)

Read = TypeVar("Read")
Key = tuple[int | None, date]
"""An organisation by its number, None for the whole council, and a day."""


@dataclass
class Table:
    """What a file tells of an organisation on a day: each group with its headcount and shares."""

    directorate: Directorate | None
    day: date
    first: SheetRow
    """Its first line."""
    groups: dict[StaffGroup, tuple[int | None, dict[str, str]]] = field(default_factory=dict)


class Reader:
    """The tables of a file, and everything that is wrong with its lines."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.faults: list[Fault] = []
        self.tables: dict[Key, Table] = {}
        self.lines: dict[tuple[int | None, date, StaffGroup], int] = {}
        directorates = list(Directorate.objects.all())
        self.organisations: dict[str, Directorate | None] = {
            plain(words): None for words in _council_names()
        } | {plain(each.name): each for each in directorates}
        self.groups = {plain(each.name): each for each in StaffGroup.objects.all()}
        self.known = {
            "organisation": "; ".join([WHOLE_COUNCIL, *map(str, directorates)]),
            "group": "; ".join(map(str, self.groups.values())),
        }

    def read(self, row: SheetRow) -> None:
        """One line: a group of an organisation on a day."""
        if all(plain(text) == plain(column) for column, text in row.cells.items()):
            self.faults.append(Fault(row.place(), "the headings stand here again"))
            return
        names = [self._is_known(row, "organisation"), self._is_known(row, "group")]
        day = self._day(row)
        told = self._figures(row)
        if not all(names) or day is None:
            return
        directorate = self.organisations[plain(row.cells["organisation"])]
        group = self.groups[plain(row.cells["group"])]
        key = (directorate.pk if directorate else None, day)
        first = self.lines.setdefault((*key, group), row.number)
        if first != row.number:
            words = f"row {first} tells of the same organisation, group and date"
            self._fault(row, "group", words)
        elif told is not None:
            table = self.tables.setdefault(key, Table(directorate, day, row))
            table.groups[group] = told

    def _is_known(self, row: SheetRow, column: str) -> bool:
        """Whether a line names an organisation or group that there is; else a fault with those
        that there are."""
        text = row.cells.get(column, "")
        known = self.organisations if column == "organisation" else self.groups
        if plain(text) in known:
            return True
        words = f"“{text[:60]}” is not known" if text else f"the {column} is missing"
        self._fault(row, column, f"{words}. Known are: {self.known[column]}")
        return False

    def _day(self, row: SheetRow) -> date | None:
        if not row.cells.get("snapshot_date"):
            self._fault(row, "snapshot_date", "the date is missing")
            return None
        day = self._understood(row, "snapshot_date", read_day)
        if day is not None and (why_not := why_not_yet(day, self.today)):
            self._fault(row, "snapshot_date", why_not)
            return None
        return day

    def _figures(self, row: SheetRow) -> tuple[int | None, dict[str, str]] | None:
        """The headcount and the percentages of a line; None where one of them is a fault."""
        before = len(self.faults)
        if not {"headcount", *Headline.values} & {*row.cells, *row.errors}:
            self.faults.append(Fault(row.place(), "there is no figure in this row"))
        headcount = self._understood(row, "headcount", read_headcount)
        shares = {}
        for headline in Headline.values:
            share = self._understood(row, headline, read_percentage)
            if share is not None:
                shares[headline] = share
        if Headline.FEMALE in shares and Headline.MALE in shares:
            words = why_not_together(shares[Headline.FEMALE], shares[Headline.MALE])
            if words:
                self._fault(row, Headline.MALE, words)
        return None if len(self.faults) > before or row.errors else (headcount, shares)

    def _understood(self, row: SheetRow, column: str, read: Callable[[str], Read]) -> Read | None:
        if column not in row.cells:
            return None
        try:
            return read(row.cells[column])
        except NotUnderstoodError as fault:
            self._fault(row, column, str(fault))
            return None

    def _fault(self, row: SheetRow, column: str, words: str) -> None:
        # Without its column a file says it of every line: that is told once, at the headings.
        if column in row.letters and column not in row.errors:
            self.faults.append(Fault(row.place(column), words))


def _council_names() -> list[str]:
    """What a file may call the whole council."""
    council = Council.current()
    return [each for each in ("Council", WHOLE_COUNCIL, council.name, council.short_name) if each]
