"""The trend of each characteristic: the share of one or a few categories, year by year."""

from __future__ import annotations

from collections.abc import Sequence

from core.column_chart import ColumnChart, column_chart
from workforce.analysis.measures import Measure, Teller
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic, Headline
from workforce.figures import SnapshotFigures
from workforce.models import StaffGroup

CHARTED = {
    Characteristic.SEX: Headline.FEMALE,
    Characteristic.ETHNICITY: Headline.BME,
    Characteristic.DISABILITY: Headline.DISABLED,
}
"""Characteristics of which one share is charted, that of a column of the main table."""


def trend(
    profile: Profile, characteristic: Characteristic, group: StaffGroup, teller: Teller
) -> ColumnChart | None:
    """Columns by year. Of sex, ethnicity and disability one share of each organisation; of
    others the broad categories of the snapshot's own. None where no two years are held."""
    names = [str(day.year) for day in reversed(profile.days)]
    headline = CHARTED.get(characteristic)
    if headline is not None:
        measure = Measure(headline, is_share=True)
        series = [
            _texts([*reversed(each.years)], group, measure, teller)
            for each in profile.organisations
        ]
        title = f"{headline.label} %: {group}"
        return _chart(title, names, series, [each.name for each in profile.organisations])
    held = profile.mine.of(group)
    if held is None or characteristic not in held.counted:
        return None
    own = profile.organisations[0]
    counted = held.counted[characteristic].list
    broad = [each for each in counted.categories if each.part_of_id is None]
    series = [
        _texts([*reversed(own.years)], group, Measure(each, is_share=True), teller)
        for each in broad
    ]
    title = f"{characteristic.label} %: {group}, {own.name}"
    return _chart(title, names, series, [str(each) for each in broad])


def _chart(
    title: str, names: Sequence[str], series: Sequence[Sequence[str]], key: Sequence[str]
) -> ColumnChart | None:
    years = [year for year in zip(*series, strict=True) if any(year)]
    return column_chart(title, names, series, key, "%") if len(years) > 1 else None


def _texts(
    years: Sequence[SnapshotFigures | None],
    group: StaffGroup,
    measure: Measure,
    teller: Teller,
) -> list[str]:
    return [teller.tell(each, group, measure).text if each else "" for each in years]
