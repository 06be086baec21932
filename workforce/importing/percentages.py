"""Percentages as they were published, from a CSV file:
`organisation,group,snapshot_date,headcount,female,male,bme,disabled`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from core.csv_rows import open_csv
from core.faults import Fault, FaultyFile
from core.importing import Imported
from core.sheets import SheetRow
from core.text import LINE, counted
from workforce.acts_on_snapshots import begin_snapshot, require_keeper, save_percentages
from workforce.audit_actions import PERCENTAGES_IMPORTED
from workforce.checking import warnings_of
from workforce.importing.reading import COLUMNS, NAMING, Key, Reader, Table
from workforce.models import Snapshot


def import_percentages(
    content: bytes, name: str, *, actor: User | None, source: str = ""
) -> Imported:
    """Keep the percentages of a file, in place of those held of the same organisation and day.

    `actor` is None for the command line. Raises FaultyFile with every fault, by row and
    column; then nothing is imported.
    """
    require_keeper(actor)
    rows, faults = open_csv(content, name, frozenset(COLUMNS))
    faults += _without_columns(rows, name)
    with transaction.atomic():
        reader = Reader(timezone.localdate())
        for row in rows:
            reader.read(row)
        held = _held(reader)
        faults += reader.faults
        faults += _counted_here(reader, held)
        if not faults and not reader.tables:
            faults.append(Fault(name, "there is no figure in the file"))
        if faults:
            raise FaultyFile(faults)
        return _keep(reader, held, actor=actor, source=source or name[:LINE])


def _without_columns(rows: Sequence[SheetRow], name: str) -> list[Fault]:
    """The columns that say of what a line tells must stand in the first row."""
    if not rows:
        return []
    return [
        Fault(f"{name}, row 1", f"there is no column “{column}”")
        for column in NAMING
        if column not in rows[0].letters
    ]


def _held(reader: Reader) -> dict[Key, Snapshot]:
    """The figures that are held of the same organisations and days, locked."""
    days = {table.day for table in reader.tables.values()}
    rows = Snapshot.objects.filter(base=Snapshot.Base.STAFF, day__in=days)
    found = {
        (each.directorate_id, each.day): each
        for each in rows.select_for_update(of=("self",)).select_related("directorate")
    }
    return {key: found[key] for key in reader.tables if key in found}


def _counted_here(reader: Reader, held: Mapping[Key, Snapshot]) -> list[Fault]:
    """Percentages are never put in the place of counts."""
    return [
        Fault(reader.tables[key].first.place("organisation"), f"counts are held of {snapshot}")
        for key, snapshot in held.items()
        if snapshot.has_counts
    ]


def _keep(
    reader: Reader, held: Mapping[Key, Snapshot], *, actor: User | None, source: str
) -> Imported:
    kept, facts, warnings = [], [], []
    for key, table in reader.tables.items():
        snapshot = held.get(key)
        if snapshot is not None:
            groups = counted(snapshot.groups.count(), "group")
            warnings.append(f"{snapshot}: the percentages held of {groups} are replaced")
            snapshot.source = source
        else:
            snapshot = _begin(table, actor=actor, source=source)
        save_percentages(snapshot, table.groups, actor=actor, action=PERCENTAGES_IMPORTED)
        percentages = sum(len(shares) for _, shares in table.groups.values())
        words = f"{counted(len(table.groups), 'group')}, {counted(percentages, 'percentage')}"
        facts.append((str(snapshot), words))
        kept.append(snapshot)
    warnings += warnings_of(kept)
    tables = counted(len(kept), "table")
    return Imported(f"{tables} of percentages imported", kept[-1].pk, facts, warnings)


def _begin(table: Table, *, actor: User | None, source: str) -> Snapshot:
    snapshot = Snapshot(
        base=Snapshot.Base.STAFF,
        directorate=table.directorate,
        day=table.day,
        way=Snapshot.Way.PERCENTAGES,
        source=source,
        is_public=True,
    )
    try:
        with transaction.atomic():
            return begin_snapshot(snapshot, actor=actor)
    except IntegrityError:
        words = f"somebody has entered figures of {snapshot} in this moment. Import the file again"
        raise FaultyFile([Fault(table.first.place("organisation"), words)]) from None
