"""Columns by year, of one series or several side by side.

What is drawn are figures as they are printed, so that a chart never tells more than its table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from core.charts import Tick, YearMark, plot_of
from core.text import figure_in

WIDTH, HEIGHT = 640, 270
_LEFT, _RIGHT, _TOP, _BOTTOM = 48, 632, 24, 226
COLOURS = ("#1d3557", "#5694ca", "#b1b4b6", "#912b88", "#d4a017", "#00703c")
"""Of the series: they differ in lightness too, and each is named in the key."""
_KEY, _KEY_LETTER, _KEY_BOX = 24, 6.8, 36
"""So high is a line of the key, so wide a letter of it, and its box with the gaps around."""
_BAND, _ALONE = 0.76, 0.6
"""How much of the width of a year its columns take, and how much of that one by itself."""


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
    colour: str


@dataclass(frozen=True)
class KeyMark:
    """A series in the key: its colour and its words."""

    x: float
    text_x: float
    y: float
    text: str
    colour: str


@dataclass(frozen=True)
class ColumnChart:
    """Columns by year; of several in a year each has its colour and its words in the key."""

    caption: str
    title: str
    ticks: list[Tick]
    axis_y: float
    years: list[YearMark]
    columns: list[Column]
    key: list[KeyMark]
    height: int
    width: int = WIDTH
    left: int = _LEFT
    right: int = _RIGHT
    label_x: int = _LEFT - 8
    year_y: int = HEIGHT - 16

    @property
    def in_numbers(self) -> dict[str, Any]:
        """The drawing as it is kept in a record and drawn from there again, years later."""
        ticks = [{"y": tick.y, "label": tick.label} for tick in self.ticks]
        return {**asdict(self), "ticks": ticks}


def column_chart(
    title: str,
    names: Sequence[str],
    series: Sequence[Sequence[str]],
    key: Sequence[str],
    unit: str = "",
) -> ColumnChart | None:
    """Columns of figures as they are printed, by series then year; `key` names the series.

    What is hidden or not held has no column, and is told in words. The unit ("%") follows each
    figure in the words of the chart; the caption tells it to who sees the columns. None without
    two figures, and with more series than there are colours.
    """
    if len(series) > len(COLOURS):
        return None
    values = [[figure_in(texts[place]) for texts in series] for place in range(len(names))]
    known = [value for year in values for value in year if value is not None]
    if len(known) < 2:
        return None
    plot = plot_of(known, left=_LEFT, right=_RIGHT, top=_TOP, bottom=_BOTTOM)
    axis = plot.y(Decimal(0))
    band = (plot.right - plot.left) / len(names) * _BAND
    wide = band / len(series) if len(series) > 1 else band * _ALONE
    columns = []
    for place, year in enumerate(values):
        begins = plot.x(place, len(names)) - wide * len(series) / 2
        for place_in_year, value in enumerate(year):
            if value is None:
                continue
            top = plot.y(value)
            x = begins + wide * place_in_year
            columns.append(
                Column(
                    x=round(x + wide * 0.04, 1),
                    y=top,
                    width=round(wide * 0.92, 1),
                    height=round(axis - top, 1),
                    middle=round(x + wide / 2, 1),
                    label_y=round(top - 6, 1),
                    text=series[place_in_year][place],
                    colour=COLOURS[place_in_year],
                )
            )
    marks = list(_key_marks(key))
    told = "; ".join(
        f"{name}: {', '.join(_told([texts[place] for texts in series], key, unit))}"
        for place, name in enumerate(names)
    )
    return ColumnChart(
        caption=title,
        title=f"{title}. {told}",
        ticks=plot.ticks(),
        axis_y=axis,
        years=plot.years(names),
        columns=columns,
        key=marks,
        height=round(marks[-1].y) + _KEY if marks else HEIGHT,
    )


def _key_marks(key: Sequence[str]) -> Iterator[KeyMark]:
    """The key under the years, in as many lines as it needs."""
    x, y = float(_LEFT), float(HEIGHT + 4)
    for number, label in enumerate(key):
        width = _KEY_BOX + len(label) * _KEY_LETTER
        if x + width > WIDTH and x > _LEFT:
            x, y = float(_LEFT), y + _KEY
        yield KeyMark(round(x, 1), round(x + 18, 1), y, label, COLOURS[number])
        x += width


def _told(year: Sequence[str], key: Sequence[str], unit: str) -> Iterator[str]:
    """The figures of a year in words, each with the name of its series."""
    for number, text in enumerate(year):
        words = text or "not held"
        if figure_in(text) is not None:
            words += unit
        yield f"{key[number]} {words}" if key else words
