"""The reporting periods that a plan usually has: its quarters and its year end."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from core.dates import months_later
from plans.models import Plan, ReportingPeriod

MONTHS_IN_A_QUARTER = 3


def suggested_periods(plan: Plan) -> list[ReportingPeriod]:
    """Periods to begin from, not saved: quarters counted from the plan's first day, and its
    year end. Updates are due at the end of the month after each: for June on 31 July.

    A last stretch of less than three months is a quarter too. The year end tells of the
    whole plan, so that its days are the plan's.
    """
    periods: list[ReportingPeriod] = []
    first = plan.start
    while first <= plan.finish:
        following = months_later(first, MONTHS_IN_A_QUARTER)
        last = min(following - timedelta(days=1), plan.finish)
        periods.append(
            ReportingPeriod(
                plan=plan,
                name=f"Quarter {len(periods) + 1}",
                start=first,
                finish=last,
                due_on=_end_of_next_month(last),
            )
        )
        first = following
    periods.append(
        ReportingPeriod(
            plan=plan,
            name="Year end",
            kind=ReportingPeriod.Kind.YEAR_END,
            start=plan.start,
            finish=plan.finish,
            due_on=_end_of_next_month(plan.finish),
        )
    )
    return periods


def _end_of_next_month(day: date) -> date:
    following = months_later(day.replace(day=1), 1)
    return following.replace(day=monthrange(following.year, following.month)[1])
