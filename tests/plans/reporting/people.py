"""The people of a reporting period, and what they do in it."""

from accounts.models import User
from plans.models import CriticalAction, ProgressUpdate, ReportingPeriod
from plans.parts import KINDS
from plans.reporting.acts_on_updates import Report, report_progress
from tests.plans.pages.people import holder


def officer_of(period: ReportingPeriod) -> User:
    return holder("officer", period.plan.directorate)


def lead_of(period: ReportingPeriod) -> User:
    return holder("plan_lead", period.plan.directorate)


def action_of(period: ReportingPeriod) -> CriticalAction:
    return KINDS["action"].parts_of(period.plan).get()


def reported(
    period: ReportingPeriod,
    words: str = "The leaflet is printed",
    status: str = "on_track",
    actor: User | None = None,
    **more,
) -> ProgressUpdate:
    """An update of the plan's action for a period."""
    return report_progress(
        action_of(period),
        Report(status, words, **more),
        plan=period.plan,
        period=period,
        actor=actor or officer_of(period),
    )
