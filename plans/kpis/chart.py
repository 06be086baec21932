"""Target against actual over the years, drawn: a column for each actual, a line for each target."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from core.charts import Plot, Tick, YearMark, plot_of
from core.dates import read_year
from plans.kpis.year_end import YearEnd, year_end
from plans.models import Indicator

WIDTH, HEIGHT = 640, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 64, 630, 24, 226
_COLUMN = 0.44
"""How much of the width of a year its column takes."""
_LINE = 0.7
_MOST_YEARS = 8


@dataclass(frozen=True)
class Column:
    """The actual of a year. What is only expected is drawn as an outline."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label_y: float
    text: str
    is_outturn: bool


@dataclass(frozen=True)
class TargetLine:
    """A target: a line across its year; of a range one at each end."""

    left: float
    right: float
    y: float


@dataclass(frozen=True)
class Chart:
    """A whole drawing of numbers."""

    title: str
    ticks: list[Tick]
    axis_y: float
    years: list[YearMark]
    columns: list[Column]
    targets: list[TargetLine]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    label_x: int = _LEFT - 8
    year_y: int = HEIGHT - 16

    @property
    def in_numbers(self) -> dict[str, Any]:
        """The drawing as it is kept in a record and drawn from there again, years later."""
        return {
            **asdict(self),
            "ticks": [{"y": tick.y, "label": tick.label} for tick in self.ticks],
            "has_expected": self.has_expected,
        }

    @property
    def has_expected(self) -> bool:
        """Whether a figure of it is only expected."""
        return any(not column.is_outturn for column in self.columns)


def chart_of(indicator: Indicator) -> Chart | None:
    """The drawing of a KPI; None where there are not two figures to set side by side."""
    years = _years(indicator)
    ended = {year: end for year in years if (end := _end(indicator, year)).figure is not None}
    meant = {
        target.year: (target.target.low, target.target.high)
        for target in indicator.targets.all()
        if target.year in years and target.target.has_figure
    }
    values = [end.figure.value for end in ended.values() if end.figure is not None]
    values += [bound for bounds in meant.values() for bound in bounds if bound is not None]
    if not ended or len(ended) + len(meant) < 2:
        return None
    plot = plot_of(values, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    columns = [
        _column(plot, years.index(year), len(years), end.figure.value, end.printed, end.is_outturn)
        for year, end in ended.items()
        if end.figure is not None
    ]
    targets = [
        line
        for year, bounds in meant.items()
        for line in _lines(plot, years.index(year), len(years), bounds)
    ]
    return Chart(
        title=_title(indicator, ended, years),
        ticks=plot.ticks(),
        axis_y=plot.y(Decimal(0)),
        years=plot.years(years),
        columns=columns,
        targets=targets,
    )


def _end(indicator: Indicator, year: str) -> YearEnd:
    """The year's end as the latest of the plans tells it."""
    ends = [year_end(one, year) for one in indicator.lineage()]
    return next((end for end in ends if end.figure is not None), ends[0])


def _years(indicator: Indicator) -> list[str]:
    found = {target.year for target in indicator.targets.all()}
    for one in indicator.lineage():
        found |= {row.year for row in one.actuals.all()} | {row.year for row in one.quarters.all()}
    return sorted(found, key=lambda year: (read_year(year) or 0, year))[-_MOST_YEARS:]


def _column(
    plot: Plot, place: int, places: int, value: Decimal, text: str, is_outturn: bool
) -> Column:
    width = round((plot.right - plot.left) / places * _COLUMN, 1)
    middle = plot.x(place, places)
    at, axis = plot.y(value), plot.y(Decimal(0))
    top = min(at, axis)
    return Column(
        x=round(middle - width / 2, 1),
        y=top,
        width=width,
        height=round(abs(at - axis), 1),
        middle=middle,
        label_y=round(top - 6 if value >= 0 else at + 16, 1),
        text=text.replace(" (provisional)", ""),
        is_outturn=is_outturn,
    )


def _lines(
    plot: Plot, place: int, places: int, bounds: tuple[Decimal | None, Decimal | None]
) -> list[TargetLine]:
    half = (plot.right - plot.left) / places * _LINE / 2
    middle = plot.x(place, places)
    return [
        TargetLine(round(middle - half, 1), round(middle + half, 1), plot.y(bound))
        for bound in dict.fromkeys(bounds)
        if bound is not None
    ]


def _title(indicator: Indicator, ended: dict[str, YearEnd], years: list[str]) -> str:
    """What the drawing shows, for who cannot see it; the table beside it has every figure."""
    told = [f"{year}: {ended[year].words}" for year in years if year in ended]
    return f"{indicator.measure or 'KPI'}, actual by year. {'; '.join(told)}."
