"""The checks of snapshots' tables: against themselves, other organisations and other years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.models import User
from core.audit import act
from workforce.acts_on_snapshots import require_keeper
from workforce.audit_actions import ANSWER_TAKEN_BACK, WARNING_ANSWERED
from workforce.characteristics import Headline
from workforce.checks import Row, Share, Slip, Table, slips_in
from workforce.figures import Reference, SnapshotFigures, figures_of
from workforce.models import CheckAnswer, Snapshot, StaffGroup
from workforce.series import broken_characteristics, broken_groups

COMPARED_WITH = timedelta(days=3 * 366)
"""Tables of so many days before and after a snapshot are compared with it."""
COLUMNS = {headline.value: str(headline.label) for headline in Headline}
GONE = "The figures have changed, and this warning is gone"
CHANGED = "The answer was changed while you looked at it, so it stays. Look again"


@dataclass(frozen=True)
class Checked:
    """A warning with what somebody answered to it, if anybody did."""

    slip: Slip
    place: str
    """The table and the group that it is about."""
    answer: CheckAnswer | None = None

    @property
    def footnote(self) -> str:
        """The note that is printed under the table; empty where none is wished."""
        printed = self.answer is not None and self.answer.as_footnote
        return f"{self.place}: {self.answer.note}" if self.answer and printed else ""


@dataclass(frozen=True)
class Checks:
    """What the checks of a snapshot came to."""

    warnings: list[Checked]
    moot: list[CheckAnswer]
    """Answers to warnings that are gone, because the figures changed."""

    @property
    def waiting(self) -> list[Checked]:
        """The warnings that nobody has answered."""
        return [each for each in self.warnings if each.answer is None]

    @property
    def footnotes(self) -> list[str]:
        """The answers that are printed under the table, the same one of a group once."""
        return list(dict.fromkeys(each.footnote for each in self.warnings if each.footnote))


def check(snapshot: Snapshot) -> Checks:
    """Every warning about the table of a snapshot, with its answer."""
    return checks_of([snapshot])[snapshot.pk]


def checks_of(
    snapshots: Iterable[Snapshot], reference: Reference | None = None
) -> dict[int, Checks]:
    """The checks of snapshots by their number, in the same few queries however many there are."""
    snapshots = list(snapshots)
    if not snapshots:
        return {}
    reference = reference or Reference()
    answers: dict[int, list[CheckAnswer]] = defaultdict(list)
    given = CheckAnswer.objects.filter(snapshot__in=snapshots).select_related("answered_by")
    for answer in given:
        answers[answer.snapshot_id].append(answer)
    compared = _compared_with(snapshots)
    held = figures_of({*snapshots, *(each for kin in compared.values() for each in kin)}, reference)
    tables = {pk: _table(figures, reference) for pk, figures in held.items()}
    found = {}
    for snapshot in snapshots:
        kin = compared[snapshot.pk]
        breaks = _broken(held[snapshot.pk], [held[each.pk] for each in kin])
        table = _table(held[snapshot.pk], reference, breaks)
        slips = slips_in(table, [tables[each.pk] for each in kin])
        found[snapshot.pk] = _answered(table, slips, answers[snapshot.pk])
    return found


def footnotes_of(
    snapshots: Sequence[Snapshot], reference: Reference | None = None
) -> dict[int, list[str]]:
    """The answers that are printed under the tables of snapshots, by their number. Only the
    tables of those that have any are checked."""
    those = CheckAnswer.objects.filter(snapshot__in=snapshots, as_footnote=True)
    numbers = set(those.values_list("snapshot", flat=True))
    checks = checks_of([each for each in snapshots if each.pk in numbers], reference)
    return {pk: each.footnotes for pk, each in checks.items()}


def warnings_of(snapshots: Iterable[Snapshot]) -> list[str]:
    """The warnings about snapshots that nobody has answered: what an import tells of its
    tables."""
    checks = checks_of(snapshots).values()
    return [each.slip.words for one in checks for each in one.waiting]


def answer_warning(
    snapshot: Snapshot, key: str, note: str, *, as_footnote: bool, actor: User
) -> CheckAnswer:
    """Keep an answer to a warning, in place of an earlier one. Raises ValidationError where
    the warning is gone: its figures were changed meanwhile."""
    require_keeper(actor)
    slips = (each.slip for each in check(snapshot).warnings)
    slip = next((each for each in slips if each.key == key), None)
    if slip is None:
        raise ValidationError(GONE)
    with act(WARNING_ANSWERED, actor=actor, target=snapshot, note=note[:300]):
        Snapshot.objects.select_for_update().get(pk=snapshot.pk)  # one answer after the other
        given = CheckAnswer.objects.filter(snapshot=snapshot, key=key).first()
        answer = given or CheckAnswer(snapshot=snapshot, key=key)
        answer.warning, answer.note, answer.as_footnote = slip.words, note, as_footnote
        answer.answered_by, answer.answered_by_name = actor, str(actor)
        answer.answered_at = timezone.now()
        answer.save()
    return answer


def take_answer_back(answer: CheckAnswer, *, actor: User) -> None:
    """Remove an answer: the warning stands unanswered again. Raises ValidationError where it
    was changed since it was read."""
    require_keeper(actor)
    with act(ANSWER_TAKEN_BACK, actor=actor, target=answer.snapshot, note=answer.note[:300]):
        same = CheckAnswer.objects.filter(pk=answer.pk, revision=answer.revision)
        if not same.select_for_update().exists():
            raise ValidationError(CHANGED)
        answer.delete()


def _compared_with(snapshots: Sequence[Snapshot]) -> dict[int, list[Snapshot]]:
    """The tables that each is compared with: those of the same base, some years around it."""
    days = [each.day for each in snapshots]
    near = Snapshot.objects.filter(
        base__in={each.base for each in snapshots},
        day__range=(min(days) - COMPARED_WITH, max(days) + COMPARED_WITH),
    )
    rows = list(near.select_related("directorate"))
    return {
        snapshot.pk: [
            each
            for each in rows
            if each.base == snapshot.base
            and each.pk != snapshot.pk
            and abs(each.day - snapshot.day) <= COMPARED_WITH
        ]
        for snapshot in snapshots
    }


def _answered(table: Table, slips: Iterable[Slip], given: Sequence[CheckAnswer]) -> Checks:
    answers: Mapping[str, CheckAnswer] = {each.key: each for each in given}
    warnings = [Checked(slip, _place(table, slip), answers.get(slip.key)) for slip in slips]
    keys = {each.slip.key for each in warnings}
    return Checks(warnings, [each for each in given if each.key not in keys])


def _place(table: Table, slip: Slip) -> str:
    row = table.by_group.get(slip.group)
    return f"{table.name}, {row.name}" if row else table.name


def _table(
    figures: SnapshotFigures, reference: Reference, breaks: frozenset[str] = frozenset()
) -> Table:
    snapshot = figures.snapshot
    return Table(
        key=str(snapshot.pk),
        name=str(snapshot),
        organisation=str(snapshot.directorate_id or "council"),
        is_council=snapshot.directorate_id is None,
        day=snapshot.day,
        rows=tuple(
            Row(
                group=str(each.group.pk),
                name=str(each.group),
                headcount=each.headcount,
                shares={
                    headline.value: Share(shown.text)
                    for headline in Headline
                    if (shown := each.percentage(headline))
                },
                parts=tuple(str(part.pk) for part in reference.parts_on(each.group, snapshot)),
                is_school_staff=each.group.kind == StaffGroup.Kind.SCHOOLS,
            )
            for each in figures.groups
        ),
        columns=COLUMNS,
        breaks=breaks,
        is_counted=snapshot.has_counts,
    )


def _broken(mine: SnapshotFigures, others: Iterable[SnapshotFigures]) -> frozenset[str]:
    """The columns in which the table before does not compare. Those who come and leave are
    others each year, so that nothing of them compares."""
    snapshot = mine.snapshot
    if snapshot.is_flow:
        return frozenset(COLUMNS)
    earlier = [
        each
        for each in others
        if each.snapshot.directorate_id == snapshot.directorate_id
        and each.snapshot.day < snapshot.day
    ]
    before = max(earlier, key=lambda each: each.snapshot.day, default=None)
    if before is None:
        return frozenset()
    if broken_groups(mine, before):
        return frozenset(COLUMNS)
    broken = broken_characteristics(mine, before)
    return frozenset(each.value for each in Headline if each.characteristic in broken)
