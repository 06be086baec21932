"""The columns of the main table beside the borough's population, and beside the targets of KPIs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from accounts.models import User
from core.supplied_figures import Target, targets_for
from core.text import figure_in
from workforce.analysis.layout import ColumnGroup, Line, LineGroup, PrintedTable
from workforce.analysis.measures import Cell, Measure, Teller
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic, Headline
from workforce.models import StaffGroup
from workforce.supplying import SHARES, key_of

MORE_OR_LESS = "Points from the borough"


def comparison(profile: Profile, group: StaffGroup, teller: Teller) -> PrintedTable | None:
    """A group of each organisation beside the borough, with the difference in percentage
    points. None where nothing is held of the borough, or of the group."""
    told = [
        (each.name, each.latest)
        for each in profile.organisations
        if each.latest is not None and each.latest.of(group) is not None
    ]
    boroughs = [_of_borough(profile, headline) for headline in Headline]
    if not told or not any(boroughs):
        return None
    lines, held = [], False
    for headline, borough in zip(Headline, boroughs, strict=True):
        measure = Measure(headline, is_share=True)
        # What officers rather keep they say in the main table.
        cells = [replace(teller.tell(one, group, measure), key="") for _, one in told]
        held = held or any(cell.text for cell in cells)
        pairs = [each for cell in cells for each in (cell, _difference(cell.text, borough))]
        lines.append(Line(f"{headline.label} %", [*pairs, Cell(borough)]))
    if not held:
        return None
    columns = [ColumnGroup(name, ["%", MORE_OR_LESS]) for name, _ in told]
    return PrintedTable(
        f"comparison-{group.pk}",
        f"Beside the borough: {group}, {profile.snapshot.about}",
        "Of whom",
        [*columns, ColumnGroup("Borough", ["%"])],
        [LineGroup("", lines)],
        _notes(profile),
    )


@dataclass(frozen=True)
class Measured:
    """A figure of the profile beside the target of a KPI that takes it."""

    organisation: str
    figure: str
    """ "BME %, Total directly employed"."""
    now: str
    target: Target


def targets_beside(profile: Profile, teller: Teller, user: User) -> list[Measured]:
    """The targets of KPIs that take a figure of this profile and that a user may read. No KPI
    takes one of those who came, rose or left."""
    if profile.snapshot.is_flow:
        return []
    figures = {
        key_of(latest.snapshot.directorate_id, group, share): (
            each.name,
            f"{label}, {group}",
            teller.tell(latest, group, measure).text,
        )
        for each in profile.organisations
        if (latest := each.latest) is not None
        for group in (one.group for one in latest.groups)
        for share, (label, measure) in SHARES.items()
    }
    return [Measured(*figures[each.key], each) for each in targets_for(list(figures), user)]


def _of_borough(profile: Profile, headline: Headline) -> str:
    borough = profile.boroughs.get(headline.characteristic)
    return str((borough and borough.headline(headline)) or "")


def _difference(share: str, borough: str) -> Cell:
    """ "3.2 more", of the figures as they are printed."""
    mine, theirs = figure_in(share), figure_in(borough)
    if mine is None or theirs is None:
        return Cell()
    points = mine - theirs
    if points == Decimal(0):
        return Cell("0")
    return Cell(f"{abs(points)} {'more' if points > 0 else 'less'}")


def _notes(profile: Profile) -> list[str]:
    """Where the figures of the borough are from, and which are not held."""
    notes = []
    for each in dict.fromkeys(headline.characteristic for headline in Headline):
        label = Characteristic(each).label
        if borough := profile.boroughs.get(each):
            notes.append(f"Borough, {label.lower()}: {borough.source_in_words}.")
        else:
            notes.append(f"Borough, {label.lower()}: no population is held.")
    return notes
