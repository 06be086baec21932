"""How plans stand today: their actions, KPIs and risks, counted as their lists count them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from accounts.models import User
from plans.brag import brag
from plans.dashboard.counts import Bar, Count, bar_of, list_url
from plans.models import CriticalAction, Indicator, Plan, Risk, RiskAssessment
from plans.outcomes import outcome_key
from plans.rag import Rag, Rating
from plans.ratings import ratings_of, why_not_rated

Status = CriticalAction.Status
_OVERDUE = ("overdue", "Overdue", "red")
_STANDINGS = [
    _OVERDUE,
    *(
        (str(status), status.label, colour)
        for status, colour in (
            (Status.OFF_TRACK, "red"),
            (Status.SLIPPING, "amber"),
            (Status.ON_TRACK, "green"),
            (Status.COMPLETE, "blue"),
            (Status.NOT_STARTED, "grey"),
            (Status.CANCELLED, "grey"),
        )
    ),
]
"""The filter of the list, the word and the colour, the most pressing first."""
_UNRATED = {
    "watched": "only watched",
    "no_target": "without a target for the year",
    "no_actual": "without a figure yet",
    "other": "for another reason",
}
"""Why a KPI is not rated: the filter of the list, and the words after the number."""
MOST_RISKS = 5


@dataclass(frozen=True)
class OutcomeRow:
    """An outcome with its actions."""

    outcome: str
    url: str
    bar: Bar


class Standing:
    """Plans as they stand on a day, for somebody who may read them.

    `query` are the filters by which lists show these plans.
    """

    def __init__(
        self, plans: Sequence[Plan], query: dict[str, str], today: date, reader: User
    ) -> None:
        self.plans = plans
        self.query = query
        self.today = today
        self.reader = reader

    def _list(self, name: str, **more: str) -> str:
        """The address of a list that shows exactly what is counted."""
        return list_url(name, self.query, **more)

    @cached_property
    def actions(self) -> list[CriticalAction]:
        actions = CriticalAction.objects.filter(objective__block__appendix__plan__in=self.plans)
        return list(
            actions.select_related("objective__block__appendix").order_by(
                "objective__block__appendix__plan__directorate__name",
                "objective__block__appendix__position",
                "objective__block__position",
                "objective__position",
                "position",
            )
        )

    @cached_property
    def actions_by_status(self) -> Bar:
        """BRAG: all actions by how they stand."""
        return self._bar(self.actions)

    @property
    def actions_url(self) -> str:
        return self._list("actions")

    @cached_property
    def by_outcome(self) -> list[OutcomeRow]:
        """The actions of each outcome, in the order of the plans."""
        found: dict[str, list[CriticalAction]] = {}
        for action in self.actions:
            if key := outcome_key(action.objective.block.outcome_text):
                found.setdefault(key, []).append(action)
        return [
            OutcomeRow(
                " ".join(actions[0].objective.block.outcome_text.split()),
                self._list("actions", outcome=key),
                self._bar(actions, outcome=key),
            )
            for key, actions in found.items()
        ]

    def _bar(self, actions: list[CriticalAction], **more: str) -> Bar:
        numbers = Counter(brag(action, self.today).word for action in actions)
        return bar_of(
            Count(word, colour, numbers[word], self._list("actions", status=key, **more))
            for key, word, colour in _STANDINGS
        )

    # KPIs

    @cached_property
    def _rated(self) -> list[Rating]:
        kpis = Indicator.objects.filter(objective__block__appendix__plan__in=self.plans)
        return list(ratings_of(kpis).values())

    @cached_property
    def _ratings(self) -> Counter[Rag]:
        return Counter(rating.rag for rating in self._rated)

    @cached_property
    def unrated(self) -> list[Count]:
        """Why KPIs have no rating, those of 0 left out."""
        numbers = Counter(why_not_rated(rating) for rating in self._rated)
        return [
            Count(words, "grey", numbers[why], self._list("kpis", status=why))
            for why, words in _UNRATED.items()
            if numbers[why]
        ]

    @cached_property
    def kpis_by_rating(self) -> Bar:
        return bar_of(
            Count(
                "Not rated" if rag is Rag.GREY else rag.capitalize(),
                str(rag),
                self._ratings[rag],
                self._list("kpis", status=str(rag)),
            )
            for rag in (Rag.RED, Rag.AMBER, Rag.GREEN, Rag.GREY)
        )

    @property
    def kpis_url(self) -> str:
        return self._list("kpis")

    @property
    def on_target(self) -> str:
        """ "7 of 9 rated KPIs are on target"; what is only watched is not among them."""
        rated = sum(self._ratings.values()) - self._ratings[Rag.GREY]
        if not rated:
            return "No KPI is rated yet"
        met = self._ratings[Rag.GREEN]
        return f"{met} of {rated} rated KPIs {'is' if met == 1 else 'are'} on target"

    # Risks

    @cached_property
    def risks(self) -> list[Any]:
        """The scored risks, the highest score first; each knows whether the reader follows it."""
        risks = Risk.objects.filter(plan__in=self.plans).told_to(self.reader)
        return list(
            risks.exclude(score_now=None)
            .select_related("plan__directorate")
            .prefetch_related(
                "plan__risk_scale__bands",
                Prefetch(
                    "assessments", RiskAssessment.objects.select_related("impact", "probability")
                ),
            )
            .order_by("-score_now", "pk")
        )

    @property
    def top_risks(self) -> list[Any]:
        return self.risks[:MOST_RISKS]

    @property
    def tells_movement(self) -> bool:
        """Whether the reader follows any of the highest risks."""
        return any(risk.followed for risk in self.top_risks)

    @cached_property
    def risks_by_band(self) -> Bar:
        """The scored risks by band, the highest band first."""
        numbers = Counter((risk.band.name, risk.band.colour) for risk in self.risks if risk.band)
        lowest = {risk.band.name: risk.band.lowest for risk in reversed(self.risks) if risk.band}
        return bar_of(
            Count(name, colour, number, self._list("risks_list", band=name))
            for (name, colour), number in sorted(
                numbers.items(), key=lambda item: -lowest[item[0][0]]
            )
        )

    @property
    def risks_url(self) -> str:
        return self._list("risks_list")

    @cached_property
    def risks_to_look_at(self) -> list[Count]:
        """Those above the appetite that nobody accepts, and those whose review is overdue, of
        the risks that the reader follows."""
        followed = Risk.objects.filter(plan__in=self.plans).followed_by(self.reader)
        scored: Any = followed.with_scores()
        late = scored.review_due(None, self.today - timedelta(days=1), self.today)
        counts = [
            Count(
                "above the council’s appetite and not accepted",
                "red",
                scored.not_accepted(self.today).count(),
                self._list("risks_list", appetite="not-accepted"),
            ),
            Count(
                "with an overdue review",
                "amber",
                late.count(),
                self._list("risks_list", review="overdue"),
            ),
        ]
        return [count for count in counts if count.number]

    @cached_property
    def stale(self) -> Count:
        """The actions of which nothing was heard for months."""
        actions = CriticalAction.objects.filter(objective__block__appendix__plan__in=self.plans)
        return Count(
            "without an update for 120 days",
            "amber",
            actions.stale(self.today).count(),
            self._list("actions", status="stale"),
        )
