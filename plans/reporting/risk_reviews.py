"""The risk reviews that wait for somebody: on My work, and in reminders once they are late."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.reminders.waiting import Recipient, Waiting
from core.dates import in_words, quarter_of
from plans.models import Risk
from plans.reporting.reminders import deputies_on, recipients_of, short


@dataclass(frozen=True)
class RiskReview:
    """A risk that names somebody and is reviewed this quarter, or should have been before."""

    risk: Risk
    due_on: date
    is_overdue: bool


def reviews_of(user: User, today: date) -> list[RiskReview]:
    """The reviews that wait for a user, or whom they stand in for, the latest ones first."""
    if not user.stands_for:
        return []
    due = _due(quarter_of(today).last, today).filter(people__in=user.stands_for)
    return [RiskReview(risk, risk.review_now, risk.review_now < today) for risk in due.distinct()]


def reviews_waiting(today: date) -> Iterator[Waiting]:
    """Each review that is overdue, for each of whom it waits."""
    deputies = deputies_on(today)
    overdue = _due(today, today).exclude(review_now=today).prefetch_related("people__user")
    for risk in overdue:
        named, directorate = [risk.people.all()], risk.plan.directorate
        for recipient in recipients_of(named, directorate, deputies, today):
            yield _waiting(risk, recipient, today)


def _due(last: date, today: date) -> QuerySet[Any]:
    due: QuerySet[Any] = _scored().review_due(None, last, today)
    return due.select_related("plan__directorate").order_by("review_now", "pk")


def _scored() -> Any:
    return Risk.objects.with_scores()


def _waiting(risk: Any, recipient: Recipient, today: date) -> Waiting:
    due_on: date = risk.review_now

    def still_waits() -> bool:
        return bool(_scored().filter(pk=risk.pk, review_now=due_on).exists())

    return Waiting(
        recipient=recipient,
        what=f"Review of the risk {short(risk.ref, risk.text)} ({risk.plan}, due "
        f"{in_words(due_on)}).",
        path=reverse("plans:risk", args=[risk.plan_id, risk.pk]),
        due_on=due_on,
        still_waits=still_waits,
    )
