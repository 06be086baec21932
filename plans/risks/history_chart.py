"""The scores of a risk over time, drawn as steps on the bands of its scale.

The geometry only: the template places what stands here. A score holds until the next
assessment, so that a line goes on level and then up or down; where a score was taken back
(one of its two steps is not known any more) the line ends.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.charts import Plot
from plans.models import Risk, RiskAssessment, RiskScale, RiskScaleStep

WIDTH, HEIGHT = 480, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 92, 466, 14, 246
_HALF = Decimal("0.5")
_STYLES = {
    RiskAssessment.Kind.INHERENT: "dashed line",
    RiskAssessment.Kind.CURRENT: "thick line with its scores",
    RiskAssessment.Kind.TARGET: "dotted line",
}
_APART = 34
"""So far apart two scores are both written beside their marks."""


@dataclass(frozen=True)
class Band:
    """The stripe of a band, with its word."""

    name: str
    colour: str
    y: float
    height: float
    highest: int

    @property
    def middle(self) -> float:
        return round(self.y + self.height / 2, 1)


@dataclass(frozen=True)
class Mark:
    """A score that was given on a day; without a label where another stands too near."""

    x: float
    y: float
    label: str

    @property
    def label_y(self) -> float:
        """Above the mark, and below it where there is no room above."""
        return round(self.y - 9 if self.y - 9 > _TOP + 8 else self.y + 20, 1)

    @property
    def label_x(self) -> float:
        """Beside the upright stroke where the label is turned inwards."""
        return self.x + {"start": 0, "middle": 0, "end": -8}[self.anchor]

    @property
    def anchor(self) -> str:
        """Which end of the label stands at the mark: at the edges it is turned inwards."""
        if self.x < _LEFT + 10:
            return "start"
        return "end" if self.x > _RIGHT - 10 else "middle"


@dataclass(frozen=True)
class Line:
    """The scores of one kind: the path of the steps, and a mark for each assessment."""

    kind: RiskAssessment.Kind
    path: str
    marks: list[Mark]

    @property
    def style(self) -> str:
        """How the line is drawn, in words: its colour alone would not tell it."""
        return _STYLES[self.kind]


class HistoryChart:
    """All scores of a risk from its first assessment until today."""

    width, height = WIDTH, HEIGHT
    left, right, inner_width = _LEFT, _RIGHT, _RIGHT - _LEFT
    name_x, number_x, day_y = 2, _LEFT - 8, HEIGHT - 12

    def __init__(self, risk: Risk, today: date) -> None:
        self.risk = risk
        days = [each.assessed_on for each in risk.assessments.all()]
        self.first, self.last = min([*days, today]), max([*days, today])
        scale = risk.plan.risk_scale
        self._scale = scale
        high = _highest(scale)
        self._plot = Plot(
            _LEFT, _RIGHT, _TOP, _BOTTOM, low=Decimal(0), high=high + _HALF, step=Decimal(1)
        )

    @property
    def is_worth_drawing(self) -> bool:
        """Whether anything was scored before today: one day has no line."""
        return self.first < self.last and any(
            each.score is not None for each in self.risk.assessments.all()
        )

    @property
    def bands(self) -> list[Band]:
        """The stripes of the bands from low to high. Between two of them a score lies in none."""
        found = []
        for band in self._scale.bands.all():
            top = self._y(min(band.highest + _HALF, self._plot.high))
            bottom = self._y(max(band.lowest - _HALF, self._plot.low))
            if bottom > top:
                height = round(bottom - top, 1)
                found.append(Band(band.name, band.colour, top, height, band.highest))
        return found

    @property
    def lines(self) -> list[Line]:
        """A line for each kind of score that was given, the current one on top of the others."""
        kinds = RiskAssessment.Kind
        found = [self._line(kind) for kind in (kinds.INHERENT, kinds.TARGET, kinds.CURRENT)]
        return [line for line in found if line.marks]

    def _line(self, kind: RiskAssessment.Kind) -> Line:
        path: list[str] = []
        marks: list[Mark] = []
        drawn = False
        for each in self.risk.assessments_of(kind):
            x = self._x(each.assessed_on)
            if drawn:
                path.append(f"H{x}")
            if each.score is None:
                drawn = False
                continue
            y = self._y(Decimal(each.score))
            path.append(f"V{y}" if drawn else f"M{x} {y}")
            crowded = any(mark.label and abs(mark.x - x) < _APART for mark in marks)
            marks.append(Mark(x, y, "" if crowded else str(each.score)))
            drawn = True
        if drawn:
            path.append(f"H{_RIGHT}")
        return Line(kind, "".join(path), marks)

    def _x(self, day: date) -> float:
        days = max(1, (self.last - self.first).days)
        share = (day - self.first).days / days
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    def _y(self, score: Decimal) -> float:
        return self._plot.y(score)


def _highest(scale: RiskScale) -> Decimal:
    axes = RiskScaleStep.Axis
    impact, probability = scale.steps_of(axes.IMPACT), scale.steps_of(axes.PROBABILITY)
    return Decimal(impact[-1].value * probability[-1].value)
