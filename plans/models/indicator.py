from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.dates import YEAR_PATTERN, read_year
from core.text import LINE, TEXT
from plans.figures import Figure, Target, read_figure, read_target
from plans.models.objective import Objective
from plans.models.parts import Carried, Ordered, Responsible


def year_field() -> models.CharField:
    return models.CharField(max_length=7)


YEAR_IS_WRITTEN_AS_ONE = Q(year__regex=YEAR_PATTERN)


class Indicator(Ordered, Carried, Responsible):
    """A key performance indicator (KPI) of an objective.

    Baseline, targets and actuals are kept as printed; what figure they mean is read from
    the words by `plans.figures`.
    """

    class Polarity(models.TextChoices):
        HIGHER = "higher", "Higher is better"
        LOWER = "lower", "Lower is better"
        RANGE = "range", "Stay within a range"

    class Measures(models.TextChoices):
        LEVEL = "level", "Level at a date"
        COUNT = "count", "Count of one period"
        CUMULATIVE = "cumulative", "Cumulative over the year"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="indicators")
    refs = ArrayField(models.CharField(max_length=LINE), default=list, blank=True)
    measure = models.CharField(max_length=TEXT, blank=True)
    unit = models.CharField(max_length=LINE, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, blank=True)
    measures = models.CharField(max_length=10, choices=Measures.choices, default=Measures.LEVEL)
    contextual = models.BooleanField(
        default=False, help_text="Watched without a target; never rated."
    )
    baseline_text = models.CharField("baseline", max_length=LINE, blank=True)

    class Meta(Ordered.Meta):
        verbose_name = "KPI"
        constraints = [
            models.UniqueConstraint(
                fields=["objective", "position"],
                name="indicator_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(polarity__in=["", "higher", "lower", "range"]),
                name="indicator_polarity_known",
            ),
        ]

    def __str__(self) -> str:
        return " ".join([*self.refs, self.measure[:80]]).strip()

    @property
    def described(self) -> str:
        """Unit and polarity in words, under the measure: "%, lower is better"."""
        polarity = self.get_polarity_display().lower() if self.polarity else ""
        return ", ".join(filter(None, [self.unit, polarity]))

    @property
    def baseline(self) -> Figure | None:
        """The baseline as a figure; None where none is held or it is words."""
        return read_figure(self.baseline_text)

    def target_for(self, year: str) -> IndicatorTarget | None:
        return next((target for target in self.targets.all() if target.year == year), None)

    def actual_for(self, year: str) -> IndicatorActual | None:
        return next((actual for actual in self.actuals.all() if actual.year == year), None)

    @property
    def latest_actual(self) -> IndicatorActual | None:
        """What was reported for the latest year, in figures or in words."""
        return max(self.actuals.all(), key=lambda actual: actual.year, default=None)

    def latest_actual_before(self, year: str) -> IndicatorActual | None:
        """The last figure reported for a year before the given one."""
        start = read_year(year)
        earlier = [
            actual
            for actual in self.actuals.all()
            if actual.figure is not None
            and start is not None
            and (read_year(actual.year) or start) < start
        ]
        return max(earlier, key=lambda actual: read_year(actual.year) or 0, default=None)


class IndicatorTarget(models.Model):
    """The target of a KPI for one year: a figure, a change on the baseline, or words."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = year_field()
    text = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="target_once_a_year"),
            models.CheckConstraint(condition=YEAR_IS_WRITTEN_AS_ONE, name="target_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"

    @property
    def target(self) -> Target:
        """What the printed target means, a change already worked out from the baseline."""
        return read_target(
            self.text,
            unit=self.indicator.unit,
            polarity=self.indicator.polarity,
            baseline=self.indicator.baseline,
        )


class IndicatorActual(models.Model):
    """What a KPI came to in one year (its outturn)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="actuals")
    year = year_field()
    text = models.CharField(max_length=LINE)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="actual_once_a_year"),
            models.CheckConstraint(condition=YEAR_IS_WRITTEN_AS_ONE, name="actual_year"),
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"

    @property
    def figure(self) -> Figure | None:
        return read_figure(self.text)
