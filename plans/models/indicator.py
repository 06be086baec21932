from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.dates import YEAR_PATTERN, read_year
from core.models import Revised
from core.text import LINE, TEXT
from plans.figures import Figure, Target, read_figure, read_target
from plans.models.objective import Objective
from plans.models.parts import Carried, Ordered, Responsible

PLANS_BACK = 10
"""So many plans back one looks for what was reported of a KPI."""


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

    class Frequency(models.TextChoices):
        QUARTER = "quarter", "Every quarter"
        YEAR = "year", "Once a year"

    objective = models.ForeignKey(Objective, on_delete=models.CASCADE, related_name="indicators")
    refs = ArrayField(models.CharField(max_length=LINE), default=list, blank=True)
    measure = models.CharField(max_length=TEXT, blank=True)
    unit = models.CharField(max_length=LINE, blank=True)
    polarity = models.CharField(max_length=6, choices=Polarity.choices, blank=True)
    measures = models.CharField(max_length=10, choices=Measures.choices, default=Measures.LEVEL)
    frequency = models.CharField(max_length=7, choices=Frequency.choices, default=Frequency.YEAR)
    contextual = models.BooleanField(
        default=False, help_text="Watched without a target; never rated."
    )
    baseline_text = models.CharField("baseline", max_length=LINE, blank=True)
    noise = models.DecimalField(
        max_digits=12,
        decimal_places=4,
        null=True,
        blank=True,
        help_text="A difference no larger than this is chance, and counts as steady.",
    )
    seasonal = models.BooleanField(
        default=False, help_text="A quarter is compared with the same quarter a year earlier."
    )
    benchmarks = models.CharField(max_length=TEXT, blank=True)
    takes_from = models.CharField(
        max_length=LINE, blank=True, help_text="The key of a figure in `core.supplied_figures`."
    )
    takes_from_words = models.CharField(
        "Takes its figures from",
        max_length=LINE,
        blank=True,
        help_text="What that figure was called when it was selected.",
    )

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
            models.CheckConstraint(
                condition=Q(measures__in=["level", "count", "cumulative"]),
                name="indicator_measures_known",
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=["quarter", "year"]), name="indicator_frequency_known"
            ),
            models.CheckConstraint(
                condition=Q(noise__isnull=True) | Q(noise__gte=0),
                name="indicator_noise_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(takes_from="", takes_from_words="")
                | (Q(takes_from__regex=r"^[^:]+:.") & ~Q(takes_from_words="")),
                name="indicator_takes_from_a_source",
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
    def counted_in_words(self) -> str:
        """How its figures come about: "%, higher is better, level at a date, once a year"."""
        told = [self.described, self.get_measures_display(), self.get_frequency_display()]
        if self.seasonal:
            told.append("seasonal")
        if self.noise is not None:
            told.append(f"differences up to {self.noise.normalize():f} are chance")
        if self.contextual:
            told.append("watched without a target")
        words = [word[:1].lower() + word[1:] if word[1:2].islower() else word for word in told]
        return ", ".join(filter(None, words))

    @property
    def baseline(self) -> Figure | None:
        """The baseline as a figure; None where none is held or it is words."""
        return read_figure(self.baseline_text)

    def target_for(self, year: str) -> IndicatorTarget | None:
        return next((target for target in self.targets.all() if target.year == year), None)

    def actual_for(self, year: str) -> IndicatorActual | None:
        """The outturn of a year."""
        return next((actual for actual in self.actuals.all() if actual.year == year), None)

    def quarters_of(self, year: str) -> list[QuarterActual]:
        """What was reported for the quarters of a year, the first one first."""
        return [actual for actual in self.quarters.all() if actual.year == year]

    def lineage(self) -> Iterator[Indicator]:
        """This KPI and what it was in the plans that it was carried forward from."""
        earlier: Any = self
        for _ in range(PLANS_BACK):
            if earlier is None:
                return
            yield earlier
            earlier = earlier.carried_from

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


class ReportedFigure(Revised):
    """A figure that was reported of a KPI: as printed, and where it comes from.

    A percentage may come from a numerator and a denominator, which are kept beside it.
    """

    class State(models.TextChoices):
        PROVISIONAL = "provisional", "Provisional"
        FINAL = "final", "Final"

    year = year_field()
    text = models.CharField(max_length=LINE)
    state = models.CharField(max_length=11, choices=State.choices, default=State.FINAL)
    numerator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    denominator = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    note = models.CharField(max_length=TEXT, blank=True)
    source = models.CharField(max_length=LINE, blank=True)
    recorded_by_name = models.CharField(max_length=LINE, blank=True)
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["provisional", "final"]), name="%(class)s_state_known"
            ),
            models.CheckConstraint(
                condition=Q(numerator__isnull=True, denominator__isnull=True)
                | Q(numerator__isnull=False, denominator__isnull=False, denominator__gt=0),
                name="%(class)s_is_a_share_of_something",
            ),
        ]

    @property
    def figure(self) -> Figure | None:
        return read_figure(self.text)

    @property
    def is_provisional(self) -> bool:
        return self.state == self.State.PROVISIONAL

    @property
    def printed(self) -> str:
        """The figure as it is printed everywhere: "51%", "51% (provisional)"."""
        return f"{self.text} (provisional)" if self.is_provisional else self.text

    @property
    def share(self) -> str:
        """Of how many: "45 of 90"; empty where that was not told."""
        if self.numerator is None or self.denominator is None:
            return ""
        return f"{self.numerator.normalize():,f} of {self.denominator.normalize():,f}"


class IndicatorActual(ReportedFigure):
    """What a KPI came to in one year (its outturn)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="actuals")

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="actual_once_a_year"),
            models.CheckConstraint(condition=YEAR_IS_WRITTEN_AS_ONE, name="actual_year"),
            *ReportedFigure.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.text}"


class QuarterActual(ReportedFigure):
    """What a KPI came to in one quarter of a year."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="quarters")
    quarter = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["year", "quarter"]
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "quarter"], name="actual_once_a_quarter"
            ),
            models.CheckConstraint(condition=YEAR_IS_WRITTEN_AS_ONE, name="quarter_actual_year"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="quarter_of_four"
            ),
            *ReportedFigure.Meta.constraints,
        ]

    def __str__(self) -> str:
        return f"Quarter {self.quarter} of {self.year}: {self.text}"
