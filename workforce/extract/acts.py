"""An HR extract: read, its codes given their meaning, previewed, imported or let go.

The preview is the real import, rolled back (ADR 5). What waits in between are sums by code,
never a line.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.db import connection, transaction

from accounts.models import User
from core.audit import act
from core.dates import in_words
from core.faults import Fault, FaultyFile
from core.text import counted
from council.models import Directorate
from workforce.acts_on_snapshots import require_keeper
from workforce.audit_actions import (
    CODES_MAPPED,
    EXTRACT_DISCARDED,
    EXTRACT_IMPORTED,
    EXTRACT_READ,
)
from workforce.checking import warnings_of
from workforce.extract.making import Made, Organisation, make
from workforce.extract.meanings import CHARACTERISTIC_OF, Meaning, Meanings
from workforce.extract.preview import SnapshotTable, tables_of
from workforce.extract.reading import Progress, Sums, read_extract
from workforce.models import CodeMeaning, PendingExtract, PrintedShare, Snapshot, StaffGroup
from workforce.writing import GroupEntry, write_group

_LOCK = 8_203_001
"""One after the other: two would remember the same code."""
GONE = "This extract was imported or discarded already"


@dataclass(frozen=True)
class ImportedExtract:
    """What an import made, or would make."""

    snapshots: list[Snapshot]
    """Of each directorate, then of the whole council."""
    facts: list[tuple[str, str]]
    warnings: list[str]

    @property
    def in_words(self) -> str:
        """ "the whole council and 5 directorates"."""
        return f"the whole council and {counted(len(self.snapshots) - 1, 'directorate')}"

    @property
    def whole_council(self) -> Snapshot:
        return self.snapshots[-1]


def read_file(
    file: BinaryIO, name: str, meanings: Meanings, *, progress: Progress | None = None
) -> PendingExtract:
    """What a file comes to, not kept yet; it asks the database nothing. Raises FaultyFile with
    all that is wrong with it."""
    if not meanings.bands:
        words = f"no group of staff has scale points on {in_words(meanings.day)}"
        raise FaultyFile([Fault("", words)])
    sums = read_extract(file, name, settle=meanings.settle, progress=progress)
    return PendingExtract(name=name[:255], day=meanings.day, sums=sums.as_json())


def keep_extract(extract: PendingExtract, *, actor: User) -> PendingExtract:
    """Keep the sums for their preview, in place of any others that wait for this person."""
    require_keeper(actor)
    with act(EXTRACT_READ, actor=actor, note=_about(extract)) as entry:
        PendingExtract.objects.filter(kept_for=actor).delete()
        extract.kept_for = actor
        extract.save()
        entry.about(extract)
    return extract


def discard_extract(extract: PendingExtract, *, actor: User) -> None:
    """Let the sums of an extract go."""
    require_keeper(actor)
    with act(EXTRACT_DISCARDED, actor=actor, target=extract):
        extract.delete()


def remember(
    extract: PendingExtract, said: Mapping[tuple[str, str], Meaning], *, actor: User
) -> None:
    """Keep what codes mean, by column and code, for this extract and for those to come."""
    require_keeper(actor)
    if not said:
        return
    note = f"{counted(len(said), 'code')}, {_about(extract)}"
    with act(CODES_MAPPED, actor=actor, target=extract, note=note):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        held = {(each.column, each.code.lower()): each for each in CodeMeaning.objects.all()}
        for (column, code), meaning in said.items():
            kept = held.get((column, code.lower())) or CodeMeaning(column=column, code=code)
            for name, value in meaning.as_kept().items():
                setattr(kept, name, value)
            kept.save()


def preview_extract(
    extract: PendingExtract, *, actor: User | None
) -> tuple[ImportedExtract, list[SnapshotTable]]:
    """What an import would make, with its tables. Raises FaultyFile."""
    with transaction.atomic():
        result = import_extract(extract, actor=actor)
        tables = tables_of(result.snapshots)
        transaction.set_rollback(True)
    return result, tables


def import_extract(extract: PendingExtract, *, actor: User | None) -> ImportedExtract:
    """Make the figures of every directorate that occurs and of the whole council, in place of
    those held of the same day. `actor` is None for the command line.

    Raises FaultyFile where a code is not known, ValidationError where it waits no longer.
    """
    require_keeper(actor)
    meanings, sums = Meanings(extract.day), Sums.from_json(extract.sums)
    made = make(sums, meanings)
    with transaction.atomic():
        warnings, snapshots = _unheard_of(made, extract.day), []
        for organisation, groups in made.entries.items():
            with act(EXTRACT_IMPORTED, actor=actor, note=_about(extract)) as entry:
                snapshot, replaced = _snapshot(organisation, extract.day)
                _write(snapshot, groups)
                entry.about(snapshot)
                if organisation is None and extract.pk:
                    _no_longer_waits(extract)
            snapshots.append(snapshot)
            warnings += replaced
    warnings += [*_not_counted(sums, meanings), *warnings_of(snapshots)]
    return ImportedExtract(snapshots, _facts(extract, sums, made), warnings)


def _no_longer_waits(extract: PendingExtract) -> None:
    if not PendingExtract.objects.filter(pk=extract.pk).delete()[0]:
        raise ValidationError(GONE)


def _snapshot(organisation: Organisation, day: date) -> tuple[Snapshot, list[str]]:
    """The empty snapshot to write into, and a warning of what was held in it.

    Who makes figures of the same organisation and day at the same moment waits here.
    """
    directorate = Directorate.objects.get(pk=organisation) if organisation else None
    snapshot, is_new = Snapshot.objects.select_for_update().get_or_create(
        base=Snapshot.Base.STAFF,
        directorate=directorate,
        day=day,
        defaults={"way": Snapshot.Way.EXTRACT, "source": _SOURCE},
    )
    if is_new:
        return snapshot, []
    what = _REPLACED[Snapshot.Way(snapshot.way)]
    warning = f"{snapshot.organisation}: {what} of {in_words(day)} are replaced"
    # Rows stay, so that a form that is open somewhere notices that they changed.
    PrintedShare.objects.filter(group_count__snapshot=snapshot).delete()
    snapshot.way, snapshot.source, snapshot.is_public = Snapshot.Way.EXTRACT, _SOURCE, False
    snapshot.save()
    return snapshot, [warning]


_SOURCE = "HR extract"
_REPLACED = {
    Snapshot.Way.COUNTS: "the counts",
    Snapshot.Way.EXTRACT: "the figures from an earlier HR extract",
    Snapshot.Way.PERCENTAGES: "the percentages as published",
}


def _write(snapshot: Snapshot, groups: Mapping[StaffGroup, GroupEntry]) -> None:
    snapshot.groups.exclude(group__in=list(groups)).delete()
    for group, entry in groups.items():
        write_group(snapshot, group, entry)


def _unheard_of(made: Made, day: date) -> list[str]:
    """Directorates with figures of this day of which the extract has nobody."""
    held = Snapshot.objects.filter(base=Snapshot.Base.STAFF, day=day, directorate__isnull=False)
    others = held.exclude(directorate__in=[each for each in made.entries if each is not None])
    return [
        f"{snapshot.organisation}: the extract has nobody of it. The figures held of "
        f"{in_words(day)} stay as they are"
        for snapshot in others.select_related("directorate")
    ]


def _not_counted(sums: Sums, meanings: Meanings) -> list[str]:
    """Columns by which nobody is counted, because no list holds on the day."""
    return [
        f"The column “{column}” is not counted: there is no list of "
        f"{CHARACTERISTIC_OF[column].label.lower()} for {in_words(meanings.day)}"
        for column in sums.columns
        if column not in meanings.lists
    ]


def _facts(extract: PendingExtract, sums: Sums, made: Made) -> list[tuple[str, str]]:
    told = [("Staff on", in_words(extract.day)), ("Lines read", f"{sums.lines:,}")]
    if made.left_out:
        told.append(("Left out", f"{made.left_out:,}, because they are not staff of the council"))
    if made.council_only:
        told.append(("In no directorate", f"{made.council_only:,}, in the whole council only"))
    return told


def _about(extract: PendingExtract) -> str:
    return f"{extract.name}, {in_words(extract.day)}"
