"""Plans with something of everything that a dashboard counts, and the figures on a page."""

import re
from datetime import date
from html import unescape

from django.test import Client

from plans.models import CriticalAction, Plan, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from tests.factories import (
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PersonFactory,
    ProgressUpdateFactory,
    ReportingPeriodFactory,
)
from tests.plans.pages.people import holder
from tests.plans.risks.scoring import scored

STATUSES = ["not_started", "on_track", "on_track", "slipping", "off_track", "complete", "cancelled"]


def filled(plan: Plan) -> Plan:
    """A plan with actions of every status, KPIs of every rating and scored risks."""
    objective = ObjectiveFactory(block__appendix__plan=plan, block__outcome_text="Stay safe")
    for number, status in enumerate(STATUSES, start=1):
        CriticalActionFactory(objective=objective, ref=f"1.{number}", status=status)
    CriticalActionFactory(
        objective=objective, ref="1.9", status="on_track", finish_on=date(2026, 6, 30)
    )
    for actual in ("60", "50", "49", "10"):
        IndicatorFactory(objective=objective, target="50", actual=actual)
    IndicatorFactory(objective=objective, target="50")
    IndicatorFactory(objective=objective, actual="7", contextual=True)
    for score in ((5, 5), (2, 2)):
        risk = ObjectiveRiskFactory(objective=objective).risk
        scored(risk, score)
    return plan


def action_of(plan: Plan, ref: str) -> CriticalAction:
    return CriticalAction.objects.get(objective__block__appendix__plan=plan, ref=ref)


def quarter(plan: Plan, number: int) -> ReportingPeriod:
    """An open quarter of a plan that begins in April, with a month to report."""
    start = 3 * number + 1
    return ReportingPeriodFactory(
        plan=plan,
        name=f"Quarter {number}",
        start=date(plan.start.year, start, 1),
        finish=date(plan.start.year, start + 2, 28),
        due_on=date(plan.start.year, start + 2, 28),
    )


def set_status(plan: Plan, **statuses: str) -> None:
    """Let actions stand otherwise, by the last figure of their ref."""
    for last, status in statuses.items():
        action = action_of(plan, f"1.{last.removeprefix('a')}")
        action.status = status
        action.save()


def reported_on(plan: Plan) -> Plan:
    """A filled plan whose first quarter is closed, and whose second is open: since then an
    action got worse, two got better, one is new and one was cancelled."""
    close_period(quarter(plan, 1), actor=holder("plan_lead", plan.directorate))
    set_status(plan, a2="slipping", a4="on_track", a5="complete", a1="cancelled")
    CriticalActionFactory(objective=action_of(plan, "1.2").objective, ref="1.8")
    second = quarter(plan, 2)
    ProgressUpdateFactory(action=action_of(plan, "1.2"), period=second, status="slipping")
    both = action_of(plan, "1.3")
    both.people.add(PersonFactory(name="Ida Cox"), PersonFactory(name="Ben Ode"))
    return plan


def linked(client: Client, url: str) -> list[tuple[str, str]]:
    """The links to lists on a page: address and the words that begin with their number."""
    page = client.get(url).content.decode()
    links = re.findall(r'href="(/plans/(?:actions|kpis|risks)/\?[^"]+)">(\d+)', page)
    return [(unescape(address), number) for address, number in links]
