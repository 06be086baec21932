"""How a directorate's plans stood on the day of a paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from plans.dashboard.past import PlanThen, stood_then
from plans.models import Plan
from reports.models import Paper


@dataclass(frozen=True)
class PaperDay:
    """A day of a paper for which the dashboard can be told."""

    key: str
    words: str
    day: date


def days_of(paper: Paper, today: date) -> list[PaperDay]:
    """The day on which it was frozen, and that of its meeting once it has come."""
    frozen = PaperDay("frozen", "the paper was frozen", timezone.localdate(paper.frozen_at))
    if paper.meeting_day > today or paper.meeting_day == frozen.day:
        return [frozen]
    return [frozen, PaperDay("meeting", "the committee met", paper.meeting_day)]


def plans_then(paper: Paper, day: date, user: User) -> list[PlanThen]:
    """The plans that a paper prints, then those of its directorate that were in force on the day,
    as far as somebody may read them; each as it stood."""
    data = Paper.objects.values_list("data", flat=True).get(pk=paper.pk)
    printed = {int(number) for number in data}
    plans = (
        Plan.objects.readable_by(user)
        .filter(
            Q(pk__in=printed) | Q(directorate=paper.directorate_id, start__lte=day, finish__gte=day)
        )
        .select_related("directorate", "risk_scale", "rag_definition")
        .order_by("-start", "pk")
    )
    then = [stood_then(plan, day, user) for plan in plans]
    then = [each for each in then if each.plan.pk in printed or each.was_approved]
    return sorted(then, key=lambda each: each.plan.pk not in printed)
