"""The period after a plan's."""

from __future__ import annotations

from datetime import date, timedelta

from plans.models import Plan


def next_period(plan: Plan) -> tuple[date, date]:
    """First and last day of a plan as long as this one, beginning the day after it ends."""
    start = plan.finish + timedelta(days=1)
    months = (start.year - plan.start.year) * 12 + start.month - plan.start.month
    if start.day == plan.start.day and months > 0:
        after = _months_later(start, months)
    else:
        after = start + (start - plan.start)
    return start, after - timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    count = day.month - 1 + months
    first = date(day.year + count // 12, count % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(first.replace(day=1) + timedelta(days=day.day - 1), following)
