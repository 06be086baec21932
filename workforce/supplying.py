"""The figures that plans can take: the columns of the main table, as they may be published."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.dates import in_words
from core.disclosure import Ratio, release_of
from core.supplied_figures import Answer, Choices, Supplied, Withheld
from council.models import Directorate, DisclosureProfile
from workforce.analysis.measures import Measure, Part, percentage_of
from workforce.characteristics import Characteristic, Headline
from workforce.figures import GroupFigures, Reference, SnapshotFigures, figures_of
from workforce.models import PublishedProfile, Snapshot, StaffGroup
from workforce.models.snapshot import WHOLE_COUNCIL
from workforce.percentages import Percentage
from workforce.publishing.printed_shares import hidden_shares
from workforce.publishing.quantities import quantity_of
from workforce.series import of_kind

NAME = "workforce"
"""As a source of figures is called in the keys of what takes them."""
SHARES: dict[str, tuple[str, Measure]] = {
    **{each.value: (f"{each.label} %", Measure(each, is_share=True)) for each in Headline},
    **{
        f"known {each.value}": (
            f"Whose {each.label.lower()} is known %",
            Measure(Part.KNOWN, each.value, is_share=True),
        )
        for each in (Characteristic.ETHNICITY, Characteristic.DISABILITY)
    },
}
"""What can be taken, by the last part of its key: the columns of the main table, and the
disclosure rates of what people may leave unsaid."""
TOO_FEW = Withheld("it is that of too few people to be published")
HIDDEN = Withheld("it is hidden in the published profile, where others could be worked out of it")


def key_of(directorate: int | None, group: StaffGroup, share: str) -> str:
    """The whole key of one of `SHARES`: "workforce:directorate 3/group 5/bme"."""
    organisation = "council" if directorate is None else f"directorate {directorate}"
    return f"{NAME}:{organisation}/group {group.pk}/{share}"


class WorkforceFigures:
    """Percentages of staff by organisation, group and column, under the council's rule for
    small numbers (`core.supplied_figures.Source`)."""

    def choices(self) -> Choices:
        """Every column of every group, by organisation."""
        groups = list(StaffGroup.objects.all())
        return [
            (name, [_choice(number, group, share) for group in groups for share in SHARES])
            for name, number in _organisations()
        ]

    def figure(self, key: str, day: date) -> Answer:
        """The share on the latest day that is told of, within a year up to the one asked for."""
        asked = _read(key)
        if asked is None:
            return None
        directorate, group, measure = asked
        kin = of_kind(Snapshot.Base.STAFF).filter(directorate=directorate, day__lte=day)
        snapshot = kin.order_by("-day").first()
        if snapshot is None:
            return None
        held = figures_of([snapshot])[snapshot.pk]
        of_group = held.by_group.get(group)
        shown = percentage_of(of_group, measure) if of_group else None
        if of_group is None or shown is None:
            return None
        if withheld := _withheld(held, of_group, measure, shown):
            return withheld
        source = f"Workforce profile, {in_words(snapshot.day)}"
        return Supplied(f"{shown.text}%", snapshot.day, source)


def _choice(directorate: int | None, group: StaffGroup, share: str) -> tuple[str, str]:
    key = key_of(directorate, group, share).removeprefix(f"{NAME}:")
    return key, f"{SHARES[share][0]}, {group}"


def _organisations() -> Iterator[tuple[str, int | None]]:
    yield f"Workforce: {WHOLE_COUNCIL.lower()}", None
    for directorate in Directorate.objects.all():
        yield f"Workforce: {directorate}", directorate.pk


def _read(key: str) -> tuple[int | None, int, Measure] | None:
    """Directorate (None: the whole council), group and share; None for what is no key."""
    parts = key.split("/")
    if len(parts) != 3 or parts[2] not in SHARES:
        return None
    organisation, group = parts[0].removeprefix("directorate "), parts[1].removeprefix("group ")
    if not group.isdecimal() or not (organisation == "council" or organisation.isdecimal()):
        return None
    directorate = None if organisation == "council" else int(organisation)
    return directorate, int(group), SHARES[parts[2]][1]


def _withheld(
    held: SnapshotFigures, figures: GroupFigures, measure: Measure, shown: Percentage
) -> Withheld | None:
    """Why a share is not given away: what takes it prints it."""
    rule = DisclosureProfile.of(DisclosureProfile.UsedFor.WORKFORCE)
    if shown.base is None or shown.numerator is None:
        place = (held.snapshot.pk, figures.group.pk, str(measure.of))
        return TOO_FEW if place in hidden_shares([held], Reference(), rule) else None
    rest = shown.base - shown.numerator
    few = shown.base < rule.smallest_base
    if few or rule.hides(shown.numerator) or rule.hides(rest):
        return TOO_FEW
    return HIDDEN if _is_hidden_in_print(held, figures.group, measure) else None


def _is_hidden_in_print(figures: SnapshotFigures, group: StaffGroup, measure: Measure) -> bool:
    """Whether the latest published profile of that organisation and day hides the share."""
    snapshot = figures.snapshot
    published = PublishedProfile.objects.filter(
        directorate=snapshot.directorate, day=snapshot.day
    ).first()
    ratio = quantity_of(figures, group, measure)
    if published is None or not isinstance(ratio, Ratio):
        return False
    releases = [release_of(each) for each in published.record["releases"]]
    return any(
        text == release.profile.confidential.sign
        for release in releases
        for printed, text in release.ratios.items()
        if printed.numerator[1:] == ratio.numerator[1:]
        and printed.numerator[0].startswith(ratio.numerator[0])
    )
