"""The recommendations that a committee has not closed, as the pages and papers that list them
need them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from council.models import Directorate
from reports.models import Pack, Recommendation, RecommendationResponse


@dataclass(frozen=True)
class Row:
    """A recommendation, how it stands and what was answered last."""

    recommendation: Recommendation
    reference: str
    text: str
    owner: str
    due: date
    state: str
    """In words: "Accepted"."""
    is_done: bool
    is_overdue: bool
    answer: str
    """The words of the last response; empty while there is none."""
    answered_by: str
    answered_on: date | None

    @property
    def url(self) -> str:
        return reverse("papers:recommendation", args=[self.recommendation.pk])

    @property
    def stands(self) -> str:
        """ "Accepted, overdue"."""
        return f"{self.state}, overdue" if self.is_overdue else self.state


def for_pack(pack: Pack) -> list[Row]:
    """What the committee of a pack asked of its directorate and is unfinished, the oldest first:
    the next paper tells it, but nothing of its own meeting or a later one."""
    unfinished = Recommendation.objects.unfinished().filter(
        committee=pack.committee_id, directorate=pack.directorate_id
    )
    if pack.meeting:
        unfinished = unfinished.filter(meeting__day__lt=pack.meeting.day)
    return rows_of(unfinished.order_by("year", "number"))


def of_directorate(directorate: Directorate) -> list[Row]:
    """What committees asked of a directorate and is unfinished, the most pressing first."""
    return rows_of(
        Recommendation.objects.unfinished().filter(directorate=directorate).order_by("due", "pk")
    )


def of_owners(people: frozenset[int]) -> list[Row]:
    """What these people own and is unfinished, the most pressing first."""
    if not people:
        return []
    return rows_of(
        Recommendation.objects.unfinished().filter(owner__in=people).order_by("due", "pk")
    )


def rows_of(recommendations: QuerySet[Recommendation]) -> list[Row]:
    """Recommendations as rows, in their order: two queries."""
    last = RecommendationResponse.objects.order_by("recommendation_id", "-pk").distinct(
        "recommendation_id"
    )
    found = recommendations.prefetch_related(Prefetch("responses", last, to_attr="last_response"))
    return [_row(each) for each in found]


def _row(recommendation: Recommendation) -> Row:
    responses: list[RecommendationResponse] = recommendation.last_response  # type: ignore[attr-defined]
    last = responses[0] if responses else None
    return Row(
        recommendation=recommendation,
        reference=recommendation.reference,
        text=recommendation.text,
        owner=recommendation.owner_name,
        due=recommendation.due,
        state=recommendation.get_state_display(),
        is_done=recommendation.is_done,
        is_overdue=recommendation.is_overdue,
        answer=last.text if last else "",
        answered_by=last.given_by_name if last else "",
        answered_on=timezone.localdate(last.given_at) if last else None,
    )
