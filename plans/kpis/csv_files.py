"""Figures of KPIs in CSV: a file to fill in, and its import, all of it or nothing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from accounts.models import User
from core.csv_rows import open_csv
from core.exports import csv_text
from core.faults import Fault, FaultyFile
from core.sheets import SheetRow
from core.text import LINE, TEXT, unstorable_characters
from plans.access import may_report
from plans.kpis.acts import Actual, Entry, actual_of, refuse_other_year, report_figures
from plans.kpis.entry import Typed, read_typed
from plans.kpis.matching import KpiNames, kpis_of
from plans.kpis.quarters import QUARTERS, Quarter
from plans.models import Indicator, Plan, ReportedFigure

COLUMNS = (
    "ref",
    "measure",
    "year",
    "quarter",
    "figure",
    "numerator",
    "denominator",
    "status",
    "note",
    "source",
)
_FIGURE = ("figure", "numerator", "denominator")
_NUMBERS = {str(number) for number in range(1, QUARTERS + 1)}
_SHOWN = 40
"""So much of a cell is repeated in a fault."""


def import_figures(content: bytes, name: str, *, plan: Plan, actor: User) -> int:
    """Enter the figures of a file; returns how many were new or changed.

    A row without a figure is left alone, and so is what a column would tell that the file
    does not have. Raises FaultyFile with every fault, by row and column, and `NothingChanged`.
    """
    rows, faults = open_csv(content, name, frozenset(COLUMNS))
    reader = _Reader(plan, actor)
    entries = [entry for row in rows if (entry := reader.read(row)) is not None]
    faults += reader.faults
    if not faults and not entries:
        faults.append(Fault(name, "there is no figure in the file"))
    if faults:
        raise FaultyFile(faults)
    return report_figures(entries, plan=plan, actor=actor)


class _Reader:
    def __init__(self, plan: Plan, actor: User) -> None:
        self.plan, self.actor = plan, actor
        self.names = KpiNames(kpis_of(plan))
        self.faults: list[Fault] = []
        self.seen: dict[tuple[int, Quarter], int] = {}

    def read(self, row: SheetRow) -> Entry | None:
        """The entry of a row; None where it holds no figure or a fault."""
        if not any(row.cells.get(name) for name in _FIGURE):
            return None
        before = len(self.faults)
        indicator = self._indicator(row)
        quarter = self._quarter(row)
        state = self._state(row)
        note, source = self._text(row, "note", TEXT), self._text(row, "source", LINE)
        if indicator is None or quarter is None or len(self.faults) > before:
            return None
        present = actual_of(indicator, quarter)
        try:
            typed = self._typed(row, indicator, present)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                self.faults += [Fault(row.place(name), message) for message in messages]
            return None
        twice = self.seen.setdefault((indicator.pk, quarter), row.number)
        if twice != row.number:
            self._fault(row, "quarter", f"row {twice} tells of the same KPI and quarter")
            return None
        stands_state, stands_note, stands_source = _about(present)
        return Entry(
            indicator,
            quarter,
            typed,
            state or stands_state,
            note if "note" in row.letters else stands_note,
            source if "source" in row.letters else stands_source,
        )

    def _typed(self, row: SheetRow, indicator: Indicator, present: Actual | None) -> Typed | None:
        """The figure of a row. What stands there already is no fault, also where it is words."""
        cells = [row.cells.get(name, "") for name in _FIGURE]
        same = [name not in row.letters for name in _FIGURE]
        if present is not None and all(
            absent or cell == now
            for absent, cell, now in zip(same, cells, _boxes(present), strict=True)
        ):
            return Typed(present.text, present.numerator, present.denominator)
        return read_typed(indicator, *cells)

    def _indicator(self, row: SheetRow) -> Indicator | None:
        column = "ref" if row.cells.get("ref") else "measure"
        try:
            found = self.names.find(row.cells.get("ref", ""), row.cells.get("measure", ""))
        except ValidationError as error:
            self._fault(row, column, error.messages[0])
            return None
        if not may_report(self.actor, found, self.plan):
            self._fault(row, column, "you may not report the figures of this KPI")
            return None
        return found

    def _quarter(self, row: SheetRow) -> Quarter | None:
        text = row.cells.get("quarter", "")
        number = text.casefold().removeprefix("quarter").removeprefix("q").strip()
        if number and number not in _NUMBERS:
            self._fault(row, "quarter", f"“{text[:_SHOWN]}” is none of 1, 2, 3 and 4")
            return None
        year = row.cells.get("year", "")
        if not year:
            self._fault(row, "year", "the year is missing")
            return None
        quarter = Quarter(year[:_SHOWN], int(number) if number else None)
        try:
            refuse_other_year(self.plan, quarter)
        except ValidationError as error:
            self._fault(row, "year", error.messages[0])
            return None
        return quarter

    def _state(self, row: SheetRow) -> str:
        text = row.cells.get("status", "").casefold()
        if text and text not in ReportedFigure.State.values:
            self._fault(row, "status", f"“{text[:_SHOWN]}” is neither provisional nor final")
        return text

    def _text(self, row: SheetRow, column: str, limit: int) -> str:
        text = row.cells.get(column, "")
        if len(text) > limit:
            self._fault(row, column, f"has {len(text):,} characters; the limit is {limit:,}")
        if bad := unstorable_characters(text):
            self._fault(row, column, f"holds characters that cannot be kept: {', '.join(bad[:5])}")
        return text

    def _fault(self, row: SheetRow, column: str, message: str) -> None:
        self.faults.append(Fault(row.place(column), message))


def file_to_fill(indicators: Iterable[Indicator], quarter: Quarter) -> bytes:
    """A file of the figures of a quarter as they stand, to be filled in and imported."""
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for kpi in indicators:
        actual = actual_of(kpi, quarter)
        row = [
            kpi.refs[0] if kpi.refs else "",
            kpi.measure,
            quarter.year,
            quarter.number or "",
            *(_boxes(actual) if actual else ("", "", "")),
            *(_about(actual) if actual else ("", "", "")),
        ]
        writer.writerow([csv_text(str(cell)) for cell in row])
    # Without the mark at the beginning Excel takes the file for Windows-1252.
    return file.getvalue().encode("utf-8-sig")


def _boxes(actual: Actual) -> tuple[str, str, str]:
    """Figure, numerator and denominator as they stand in a file."""
    counts = (actual.numerator, actual.denominator)
    above, below = ("" if count is None else f"{count.normalize():f}" for count in counts)
    return actual.text, above, below


def _about(actual: Actual | None) -> tuple[str, str, str]:
    """Status, note and source of a figure; a new one is provisional."""
    if actual is None:
        return ReportedFigure.State.PROVISIONAL, "", ""
    return actual.state, actual.note, actual.source
