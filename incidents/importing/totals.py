"""Old totals of the borough from a CSV file: `section,row,2006-07,2007-08,…`."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.count_field import read_number
from core.csv_rows import open_csv
from core.dates import read_year
from core.faults import Fault, FaultyFile
from core.importing import Imported
from core.sheets import SheetRow
from core.text import counted, plain, tidy
from incidents.audit_actions import TOTALS_IMPORTED
from incidents.breakdowns import Breakdown
from incidents.importing.matching import breakdown_of, category_of, head_row
from incidents.models import (
    BoroughTotal,
    BoroughYear,
    Category,
    CategoryList,
    Collection,
    IncidentType,
)

MOST = 999_999


@dataclass(frozen=True)
class _Line:
    """What a line tells of every year: a row of the borough, or a category by its words."""

    row: SheetRow
    head: BoroughTotal.Row | None
    breakdown: Breakdown | None
    words: str


def import_totals(
    content: bytes,
    name: str,
    *,
    actor: User | None,
    source: str = "",
    incident_type: IncidentType | None = None,
) -> Imported:
    """Keep the totals of a file, in place of those held of the same years.

    Raises FaultyFile with every fault, by row and column; then nothing is imported.
    """
    if actor is not None and not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
    years, faults = _years(content, name)
    rows, more = open_csv(content, name, frozenset({"section", "row", *years}))
    kind = incident_type or IncidentType.objects.get(key=IncidentType.RACIST)
    faults += more
    reader = _Reader(years, faults)
    for row in rows:
        reader.read(row)
    reader.refuse_collected(kind, name)
    reader.refuse_more_nil_than_returning(name)
    if not reader.faults and not reader.cells:
        reader.faults.append(Fault(name, "there is no figure in the file"))
    if reader.faults:
        raise FaultyFile(reader.faults)
    held = {
        each.year: each.totals.count()
        for each in BoroughYear.objects.filter(type=kind, year__in=years.values())
    }
    kept = _keep(reader, kind, actor=actor, source=source, name=name)
    return Imported(
        f"Totals imported of {', '.join(year.year for year in kept)}",
        kept[-1].pk,
        [(year.year, counted(year.totals.count(), "figure")) for year in kept],
        [
            f"{year.year}: {counted(held[year.year], 'figure')} held now would be replaced"
            for year in kept
            if year.year in held
        ],
    )


def _keep(
    reader: _Reader, kind: IncidentType, *, actor: User | None, source: str, name: str
) -> list[BoroughYear]:
    kept = []
    with transaction.atomic():
        for column, year in reader.years.items():
            cells = reader.cells.get(column)
            if not cells:
                continue
            with act(TOTALS_IMPORTED, actor=actor, note=f"{year}, from {name}"[:300]) as entry:
                held, _ = BoroughYear.objects.update_or_create(
                    type=kind, year=year, defaults={"source": source or name[:500]}
                )
                held.totals.all().delete()
                BoroughTotal.objects.bulk_create(
                    BoroughTotal(
                        borough_year=held,
                        row=head or BoroughTotal.Row.CATEGORY,
                        breakdown=breakdown.key if breakdown else "",
                        category=category,
                        count=count,
                    )
                    for (head, breakdown, category), count in cells.items()
                )
                entry.about(held)
            kept.append(held)
    return kept


def _years(content: bytes, name: str) -> tuple[dict[str, str], list[Fault]]:
    """The columns that are years, each as councils write it; "2006-07" is 2006/07."""
    first = content[:10_000].decode("utf-8-sig", errors="replace").split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    heads = next(csv.reader(io.StringIO(first), delimiter=delimiter), [])
    found: dict[str, str] = {}
    faults = []
    for head in map(tidy, heads):
        year = head.replace("-", "/").replace("–", "/")
        if head.casefold() in ("section", "row", ""):
            continue
        if read_year(year) is not None and "/" in year:
            if year in found.values():
                faults.append(Fault(f"{name}, row 1", f"the year {year} stands twice"))
            found[head.casefold()] = year
    return found, faults


Key = tuple[BoroughTotal.Row | None, Breakdown | None, Category | None]


class _Reader:
    """The figures of a file by year."""

    def __init__(self, years: dict[str, str], faults: list[Fault]) -> None:
        self.years = years
        self.faults = faults
        self.cells: dict[str, dict[Key, int]] = {}
        self.seen: dict[tuple[BoroughTotal.Row | None, Breakdown | None, str], int] = {}
        self.lists: dict[str, dict[str, list[Category]]] = {}
        held = list(CategoryList.objects.prefetch_related("categories"))
        for column, year in years.items():
            begins = date(int(year[:4]), 4, 1)
            self.lists[column] = {
                each.dimension: list(each.categories.all())
                for each in held
                if each.holds_on(begins)
            }

    def read(self, row: SheetRow) -> None:
        """One line: a figure for each year in which one is held."""
        line = self._line(row)
        if line is None:
            return
        for column, year in self.years.items():
            if not (text := row.cells.get(column, "")):
                continue
            category = None
            if line.breakdown is not None:
                lists = self.lists[column]
                if line.breakdown.dimension in lists:
                    category = category_of(line.breakdown, line.words, lists)
                if category is None:
                    words = f"“{line.words[:60]}” is no category of {line.breakdown} in {year}"
                    self._fault(row, column, words)
                    continue
            number = read_number(text, MOST)
            if number is None:
                self._fault(row, column, f"“{text[:40]}” is no whole number")
                continue
            self.cells.setdefault(column, {})[line.head, line.breakdown, category] = number

    def _line(self, row: SheetRow) -> _Line | None:
        section, words = row.cells.get("section", ""), row.cells.get("row", "")
        head = head_row(section, words)
        breakdown = None if head else breakdown_of(section)
        if head is None and breakdown is None:
            column = "section" if section else "row"
            self._fault(row, column, f"“{(section or words)[:60]}” is not known")
            return None
        key = (head, breakdown, "" if head else plain(words))
        first = self.seen.setdefault(key, row.number)
        if first != row.number:
            self._fault(row, "row", f"row {first} tells of the same row")
            return None
        return _Line(row, head, breakdown, words)

    def refuse_collected(self, kind: IncidentType, name: str) -> None:
        """A year whose returns were collected here is counted from them."""
        collected = set(
            Collection.objects.filter(
                period=Collection.Period.FINANCIAL_YEAR, types=kind, opened_at__isnull=False
            ).values_list("name", flat=True)
        )
        self.faults += [
            Fault(f"{name}, row 1", f"the returns of {year} are collected here")
            for year in self.years.values()
            if year in collected
        ]

    def refuse_more_nil_than_returning(self, name: str) -> None:
        """Schools making a return are at least those that report none."""
        for column, year in self.years.items():
            cells = self.cells.get(column, {})
            returning = cells.get((BoroughTotal.Row.RETURNING, None, None))
            nil = cells.get((BoroughTotal.Row.NIL, None, None))
            if returning is not None and nil is not None and nil > returning:
                self.faults.append(
                    Fault(
                        f"{name}, column {column}",
                        f"{nil} schools report no incidents in {year}, but only {returning} made "
                        "a return",
                    )
                )

    def _fault(self, row: SheetRow, column: str, words: str) -> None:
        self.faults.append(Fault(row.place(column), words))
