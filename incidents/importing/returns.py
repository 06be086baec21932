"""Returns of schools from a CSV file: `school,period,nil,section,row,count`."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.count_field import read_number
from core.csv_rows import open_csv
from core.faults import Fault, FaultyFile
from core.importing import Imported
from core.sheets import SheetRow
from core.text import counted, plain
from incidents.audit_actions import RETURNS_IMPORTED
from incidents.breakdowns import BREAKDOWNS
from incidents.figures import Cell, Figures
from incidents.importing.matching import breakdown_of, category_of, head_row
from incidents.models import (
    BoroughTotal,
    Collection,
    IncidentType,
    ReturnCount,
    SchoolReturn,
)

COLUMNS = ("school", "period", "nil", "section", "row", "count")
MOST = 99_999
"""More incidents than any school has."""
_YES_NO = {"yes": True, "y": True, "no": False, "n": False, "": False}


@dataclass
class Read:
    """What a file says of one return."""

    school_return: SchoolReturn
    row: SheetRow
    """Its first line."""
    nil: bool
    total: int | None = None
    counts: dict[Cell, int] = field(default_factory=dict)
    seen: dict[Cell | str, int] = field(default_factory=dict)


def import_returns(
    content: bytes, name: str, *, actor: User | None, incident_type: IncidentType | None = None
) -> Imported:
    """Make the returns of a file. `actor` is None for the command line.

    Schools are named by their name or reference number, each period by its collection, which
    is open. Raises FaultyFile with every fault, by row and column; then nothing is imported.
    """
    if actor is not None and not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
    rows, faults = open_csv(content, name, frozenset(COLUMNS))
    kind = incident_type or IncidentType.objects.get(key=IncidentType.RACIST)
    with transaction.atomic():
        reader = _Reader(kind)
        for row in rows:
            reader.read(row)
        faults += reader.faults
        faults += reader.without_total()
        if not faults and not reader.found:
            faults.append(Fault(name, "there is no return in the file"))
        if faults:
            raise FaultyFile(faults)
        for collection in reader.collections:
            found = [
                each
                for each in reader.found.values()
                if each.school_return.collection_id == collection.pk
            ]
            if found:
                note = f"{len(found)} returns from {name}"
                with act(RETURNS_IMPORTED, actor=actor, target=collection, note=note[:300]):
                    _make(found, actor)
        return _told(reader)


def _told(reader: _Reader) -> Imported:
    """What was made in each collection; a breakdown above its total is worth a look."""
    by_collection: dict[int, list[Read]] = {}
    for each in reader.found.values():
        by_collection.setdefault(each.school_return.collection_id, []).append(each)
    facts, warnings = [], []
    for collection in reader.collections:
        found = by_collection.get(collection.pk, [])
        if found:
            nil = sum(each.nil for each in found)
            incidents = sum(each.total or 0 for each in found)
            missing = collection.returns.missing().filter(type=reader.kind).count()
            words = (
                f"{counted(len(found), 'return')}, {nil} of them nil, "
                f"{counted(incidents, 'incident')}; {missing} still missing"
            )
            facts.append((collection.name, words))
        for each in found:
            figures = Figures(each.total, each.counts)
            for breakdown in BREAKDOWNS:
                recorded = figures.recorded(breakdown)
                if recorded and recorded > (each.total or 0) and not breakdown.several:
                    difference = figures.difference(breakdown)
                    warnings.append(f"{each.school_return.school}, {breakdown}: {difference}")
    last = max(by_collection)
    return Imported(f"{counted(len(reader.found), 'return')} imported", last, facts, warnings)


def _make(found: list[Read], actor: User | None) -> None:
    """The counts while the returns are being filled in, then the returns as made."""
    by = str(actor) if actor is not None else "The council"
    returns = [each.school_return for each in found]
    for each in found:
        each.school_return.total = 0 if each.nil else each.total
        each.school_return.nil = each.nil
        each.school_return.state = SchoolReturn.State.IN_PROGRESS
    SchoolReturn.objects.bulk_update(returns, ["total", "nil", "state"])
    ReturnCount.objects.bulk_create(
        ReturnCount(
            school_return=each.school_return,
            breakdown=breakdown,
            category_id=category,
            count=count,
        )
        for each in found
        for (breakdown, category), count in each.counts.items()
    )
    now = timezone.now()
    for school_return in returns:
        school_return.state = SchoolReturn.State.RETURNED
        school_return.confirmed_by = by
        school_return.confirmed_post = SchoolReturn.Post.IMPORTED
        school_return.returned_at = now
        school_return.revision += 1
    SchoolReturn.objects.bulk_update(
        returns, ["state", "confirmed_by", "confirmed_post", "returned_at", "revision"]
    )


class _Reader:
    """The returns of a file, found among those that schools were asked for."""

    def __init__(self, kind: IncidentType) -> None:
        self.kind = kind
        self.faults: list[Fault] = []
        self.found: dict[int, Read] = {}
        collections = Collection.objects.filter(types=kind).select_for_update(of=("self",))
        self.collections = list(collections)
        self.asked: dict[tuple[int, str], list[SchoolReturn]] = {}
        by_key = {each.pk: each for each in self.collections}
        returns = SchoolReturn.objects.filter(type=kind, collection__in=by_key)
        for each in returns.select_related("school"):
            each.collection = by_key[each.collection_id]
            for words in (plain(each.school.name), each.school.urn):
                self.asked.setdefault((each.collection_id, words), []).append(each)

    def read(self, row: SheetRow) -> None:
        """One line: a nil return, a total, or a count of a category."""
        collection = self._collection(row)
        school_return = self._return(row, collection) if collection else None
        nil = self._nil(row)
        if collection is None or school_return is None or nil is None:
            return
        first = school_return.pk not in self.found
        told = self.found.setdefault(school_return.pk, Read(school_return, row, nil))
        if told.nil != nil or (nil and not first):
            self._fault(row, "nil", f"row {told.row.number} says otherwise of this return")
        elif nil:
            self._refuse_counts(row)
        else:
            self._count(row, told, collection)

    def _collection(self, row: SheetRow) -> Collection | None:
        text = row.cells.get("period", "")
        named = [each for each in self.collections if plain(each.name) == plain(text)]
        if not named:
            words = f"there is no collection for “{text[:40]}”" if text else "the period is missing"
            self._fault(row, "period", words)
            return None
        found = [each for each in named if each.is_open]
        if not found:
            self._fault(row, "period", f"the collection for {named[0].name} is not open")
            return None
        if len(found) > 1:
            self._fault(row, "period", f"“{text[:40]}” is the name of {len(found)} collections")
            return None
        return found[0]

    def _return(self, row: SheetRow, collection: Collection) -> SchoolReturn | None:
        text = row.cells.get("school", "")
        named = self.asked.get((collection.pk, plain(text)), [])
        if len(named) > 1:
            words = f"{len(named)} schools are called “{text[:60]}”: give the reference number"
            self._fault(row, "school", words)
            return None
        found = named[0] if named else None
        if found is None:
            words = (
                f"“{text[:60]}” is no school that is asked for {collection.name}"
                if text
                else "the school is missing"
            )
            self._fault(row, "school", words)
            return None
        if found.state != SchoolReturn.State.NOT_STARTED:
            done = "made" if found.is_made else "begun"
            words = f"{found.school} has {done} its return for {collection.name}"
            self._fault(row, "school", words)
            return None
        return found

    def _nil(self, row: SheetRow) -> bool | None:
        text = row.cells.get("nil", "").casefold()
        if text not in _YES_NO:
            self._fault(row, "nil", f"“{text[:40]}” is neither yes nor no")
            return None
        return _YES_NO[text]

    def _refuse_counts(self, row: SheetRow) -> None:
        for column in ("section", "row", "count"):
            if row.cells.get(column):
                self._fault(row, column, "a nil return counts nothing")

    def _count(self, row: SheetRow, told: Read, collection: Collection) -> None:
        count = self._number(row)
        section, words = row.cells.get("section", ""), row.cells.get("row", "")
        head = head_row(section, words)
        if head is not None and head != BoroughTotal.Row.TOTAL:
            self._fault(row, "row", "a school’s return does not tell how many schools returned")
            return
        if head is not None:
            if self._once(row, told, "total") and count is not None:
                told.total = count
            return
        breakdown = breakdown_of(section)
        if breakdown is None:
            self._fault(row, "section", f"“{section[:60]}” is no breakdown of the return")
            return
        category = category_of(breakdown, words, collection.lists)
        if category is None:
            self._fault(
                row, "row", f"“{words[:60]}” is no category of {breakdown} in {collection.name}"
            )
            return
        cell = (breakdown.key, category.pk)
        if self._once(row, told, cell) and count is not None:
            told.counts[cell] = count

    def _number(self, row: SheetRow) -> int | None:
        shown = row.cells.get("count", "")
        if (number := read_number(shown, MOST)) is not None:
            return number
        words = (
            f"“{shown[:40]}” is no whole number of incidents" if shown else "the count is missing"
        )
        self._fault(row, "count", words)
        return None

    def _once(self, row: SheetRow, told: Read, cell: Cell | str) -> bool:
        first = told.seen.setdefault(cell, row.number)
        if first != row.number:
            self._fault(row, "row", f"row {first} tells of the same cell")
        return first == row.number

    def without_total(self) -> list[Fault]:
        """The returns whose lines leave out how many incidents there were."""
        return [
            Fault(each.row.place("school"), f"{each.school_return.school}: the total is missing")
            for each in self.found.values()
            if not each.nil and "total" not in each.seen
        ]

    def _fault(self, row: SheetRow, column: str, words: str) -> None:
        self.faults.append(Fault(row.place(column), words))
