"""The charts of the analysis: incidents by year, and the ethnicity of victims by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.charts import Tick, plot_of
from incidents.analysis.table import TableSection
from incidents.analysis.years import YearOfReturns

WIDTH, HEIGHT = 640, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 632, 24, 226
_BAND = 0.76
"""How much of the width of a year its columns take."""


@dataclass(frozen=True)
class Column:
    """One column with what stands above it."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label_y: float
    text: str
    shade: int


@dataclass(frozen=True)
class YearMark:
    """A year under the axis."""

    x: float
    text: str


@dataclass(frozen=True)
class ColumnChart:
    """Columns by year; of several in a year each has its shade and its words in the key."""

    title: str
    ticks: list[Tick]
    axis_y: float
    years: list[YearMark]
    columns: list[Column]
    key: list[tuple[int, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = _RIGHT
    label_x: int = _LEFT - 8
    year_y: int = HEIGHT - 16


def trend(years: Sequence[YearOfReturns], shown: Sequence[str]) -> ColumnChart | None:
    """Incidents by year; `shown` is what stands above each column, hidden ones have none."""
    values = [[year.total] for year in years]
    return _chart("Incidents by year", [year.name for year in years], values, [shown], [])


def by_category(section: TableSection, names: Sequence[str], *, title: str) -> ColumnChart | None:
    """The categories of a breakdown side by side, year by year."""
    values = [[row.values[place] for row in section.rows] for place in range(len(names))]
    shown = [["" if value is None else str(value) for value in row.values] for row in section.rows]
    return _chart(title, names, values, shown, [row.label for row in section.rows])


def _chart(
    title: str,
    names: Sequence[str],
    values: Sequence[Sequence[int | None]],
    shown: Sequence[Sequence[str]],
    key: Sequence[str],
) -> ColumnChart | None:
    """`values` by year then series, `shown` by series then year. None without two figures."""
    known = [Decimal(value) for year in values for value in year if value is not None]
    if len(known) < 2:
        return None
    plot = plot_of(known, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    axis = plot.y(Decimal(0))
    band = (plot.right - plot.left) / len(names) * _BAND
    columns = []
    for place, year in enumerate(values):
        wide = band / max(len(year), 1)
        if len(year) == 1:
            wide *= 0.6
        begins = plot.x(place, len(names)) - wide * len(year) / 2
        for series, value in enumerate(year):
            if value is None:
                continue
            top = plot.y(Decimal(value))
            x = begins + wide * series
            columns.append(
                Column(
                    x=round(x + wide * 0.04, 1),
                    y=top,
                    width=round(wide * 0.92, 1),
                    height=round(axis - top, 1),
                    middle=round(x + wide / 2, 1),
                    label_y=round(top - 6, 1),
                    text=shown[series][place],
                    shade=series % 6,
                )
            )
    told = "; ".join(
        f"{name}: {', '.join(_told(series, key, shown, place) for series in range(len(shown)))}"
        for place, name in enumerate(names)
    )
    return ColumnChart(
        title=f"{title}. {told}",
        ticks=plot.ticks(),
        axis_y=axis,
        years=[YearMark(plot.x(place, len(names)), name) for place, name in enumerate(names)],
        columns=columns,
        key=[(series % 6, label) for series, label in enumerate(key)],
    )


def _told(series: int, key: Sequence[str], shown: Sequence[Sequence[str]], place: int) -> str:
    words = shown[series][place] or "not held"
    return f"{key[series]} {words}" if key else words
