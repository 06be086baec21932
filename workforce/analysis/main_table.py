"""The main table: a directorate beside the whole council, three years of each group.

Under each group stands the latest year and, in italics, the years before it. Those who came,
rose or left have such a table of their own, and one beside the staff in post.
"""

from __future__ import annotations

from collections.abc import Sequence

from core.dates import in_words
from workforce.analysis.layout import (
    ColumnGroup,
    Line,
    LineGroup,
    PrintedTable,
    without_empty_columns,
)
from workforce.analysis.measures import HEADCOUNT, Cell, Measure, Teller
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic, Denominator, Headline
from workforce.figures import SnapshotFigures
from workforce.models import Snapshot, StaffGroup

MEASURES = [HEADCOUNT, *(Measure(headline, is_share=True) for headline in Headline)]
COLUMNS = ["Headcount", *(f"{headline.label} %" for headline in Headline)]
BLANK = "A blank cell: nothing is held."
OWN_BASE = (
    "Who came, rose or left has a base of its own: applicants are counted among applicants, staff "
    "among staff."
)
FLOWS = [base for base in Snapshot.Base if base != Snapshot.Base.STAFF]


def main_table(profile: Profile, teller: Teller) -> PrintedTable:
    """Staff by group and year; of a flow those who came, rose or left."""
    organisations = profile.organisations
    line_groups = []
    for group in profile.groups:
        lines = []
        for place, day in enumerate(profile.days):
            figures = [each.years[place] for each in organisations]
            if any(one is not None and one.of(group) for one in figures):
                cells = [cell for one in figures for cell in _cells(one, group, teller)]
                lines.append(Line(in_words(day), cells, earlier=place > 0))
        line_groups.append(LineGroup(str(group), lines))
    snapshot = profile.snapshot
    about = snapshot.about[:1].upper() + snapshot.about[1:]
    table = PrintedTable(
        str(snapshot.base),
        f"{about}, and in earlier years" if len(profile.days) > 1 else about,
        "Group and twelve months to" if snapshot.is_flow else "Group and day",
        [ColumnGroup(each.name, _columns(snapshot)) for each in organisations],
        line_groups,
        notes_of(profile),
    )
    return without_empty_columns(table)


def _columns(snapshot: Snapshot) -> list[str]:
    return ["Number", *COLUMNS[1:]] if snapshot.is_flow else COLUMNS


def flow_table(profile: Profile, teller: Teller) -> PrintedTable | None:
    """Who applied, was shortlisted and appointed, was promoted and left, beside the staff in
    post, each with a base of its own. None where no flow is held."""
    if not profile.flows:
        return None
    line_groups = []
    for group in profile.groups:
        rows = [(str(profile.snapshot.about), [each.latest for each in profile.organisations])]
        rows += [
            (base.label, [profile.flow(each, base) for each in profile.organisations])
            for base in FLOWS
        ]
        lines = [
            Line(label[:1].upper() + label[1:], [c for f in row for c in _cells(f, group, teller)])
            for label, row in rows
            if any(figures is not None and figures.of(group) for figures in row)
        ]
        if len(lines) > 1:
            line_groups.append(LineGroup(str(group), lines))
    first = profile.flows[0].snapshot
    table = PrintedTable(
        "flows",
        f"Who came, rose and left, {in_words(first.first_day)} to {in_words(first.day)}",
        "Group and who is counted",
        [ColumnGroup(each.name, _columns(first)) for each in profile.organisations],
        line_groups,
        [OWN_BASE, *_said_of(profile, profile.flows)],
    )
    return without_empty_columns(table)


def _cells(figures: SnapshotFigures | None, group: StaffGroup, teller: Teller) -> list[Cell]:
    if figures is None or figures.of(group) is None:
        return [Cell() for _ in MEASURES]
    return [teller.tell(figures, group, measure) for measure in MEASURES]


def notes_of(profile: Profile) -> list[str]:
    """What must be known to read the table: of whom percentages are, breaks, sources, notes."""
    base = base_in_words(profile)
    notes = [base] if base else []
    if profile.snapshot.is_flow:
        notes.append(OWN_BASE)
    if any(not one.snapshot.has_counts for each in profile.organisations for one in each.held):
        notes.append("Years of which only percentages are held are printed as they were published.")
    notes += profile.breaks
    shown = [figures for each in profile.organisations for figures in each.held]
    return [*notes, *_said_of(profile, shown), BLANK]


def base_in_words(profile: Profile) -> str:
    """ "Percentages are of those whose answer is known (sex, ethnicity); …". Nobody knows of
    whom those are that were published: without counts it is empty."""
    counts = (one for one in profile.organisations[0].held if one.snapshot.has_counts)
    lists = next((one.lists for one in counts), {})
    by_denominator: dict[str, list[str]] = {}
    for headline in Headline:
        held = lists.get(headline.characteristic)
        if held is not None and headline.characteristic in profile.characteristics:
            label = Characteristic(headline.characteristic).label.lower()
            labels = by_denominator.setdefault(held.list.denominator, [])
            if label not in labels:
                labels.append(label)
    told = [
        f"of {Denominator(denominator).in_words} ({', '.join(labels)})"
        for denominator, labels in by_denominator.items()
    ]
    return f"Percentages are {'; '.join(told)}." if told else ""


def _said_of(profile: Profile, shown: Sequence[SnapshotFigures]) -> list[str]:
    """The sources and notes of snapshots, the same words once with all whom they are about; and
    what was answered to warnings about them."""
    snapshots = [figures.snapshot for figures in shown]
    about: dict[str, list[Snapshot]] = {}
    for snapshot in snapshots:
        source = snapshot.source.strip().rstrip(".")
        for words in (snapshot.note.strip(), f"Source: {source}." if source else ""):
            if words:
                about.setdefault(words, []).append(snapshot)
    said = [_said_once(words, told, snapshots) for words, told in about.items()]
    answers = [profile.footnotes.get(figures.snapshot.pk, []) for figures in shown]
    return [*said, *(each for several in answers for each in several)]


def _said_once(words: str, told: Sequence[Snapshot], shown: Sequence[Snapshot]) -> str:
    """ "31 March 2026, 31 March 2025: …", without more where it is said of all that is shown."""
    if len(told) == len(shown):
        return words
    about: list[str] = []
    for day in dict.fromkeys(snapshot.day for snapshot in told):
        of_day = [str(snapshot) for snapshot in told if snapshot.day == day]
        everybody = len(of_day) == sum(snapshot.day == day for snapshot in shown)
        about += [in_words(day)] if everybody else of_day
    return f"{', '.join(about)}. {words}"
