"""Dashboards: each figure is what its list counts, and each person sees what they may."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.dashboard.standing import Standing
from plans.models import CriticalAction, Plan
from plans.reporting.acts_on_periods import close_period
from plans.reporting.course import course_of
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PersonFactory,
    PlanFactory,
    ReportingPeriodFactory,
    bring_to,
)
from tests.plans.dashboard.made import filled
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.risks.scoring import scored

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    plan = filled(PlanFactory(directorate__committee=CommitteeFactory()))
    return bring_to(plan, Plan.Status.PUBLISHED)


def standing_of(plan: Plan, today: date = TODAY) -> Standing:
    return Standing([plan], {}, today, holder("officer"))


def test_actions_are_counted_by_how_they_stand(plan):
    counts = standing_of(plan).actions_by_status.counts
    assert [(count.word, count.number) for count in counts] == [
        ("Overdue", 1),
        ("Off track", 1),
        ("Slipping", 1),
        ("On track", 2),
        ("Complete", 1),
        ("Not started", 1),
        ("Cancelled", 1),
    ]


def test_what_is_only_watched_or_without_a_figure_is_not_among_the_rated(plan):
    standing = standing_of(plan)
    assert standing.on_target == "2 of 4 rated KPIs are on target"
    assert [count.number for count in standing.kpis_by_rating.counts] == [1, 1, 2, 2]


def test_a_plan_of_which_no_kpi_is_rated_says_so():
    plan = PlanFactory()
    IndicatorFactory(objective=ObjectiveFactory(block__appendix__plan=plan), target="50")
    assert standing_of(plan).on_target == "No KPI is rated yet"


def test_the_parts_of_a_bar_make_its_whole(plan):
    bar = standing_of(plan).actions_by_status
    last = bar.counts[-1]
    assert last.x + last.width == pytest.approx(600, abs=1)
    assert bar.counts[0].x == 0


def test_the_highest_risks_come_first(plan):
    standing = standing_of(plan)
    assert [risk.score_now for risk in standing.top_risks] == [25, 4]
    above, *_ = standing.risks_to_look_at
    assert (above.word, above.number) == ("above the council’s appetite and not accepted", 1)


def test_what_was_said_within_120_days_is_not_stale(plan):
    assert standing_of(plan).stale.number == 6  # all that are unfinished
    assert standing_of(plan, date(2026, 7, 1)).stale.number == 0  # begun too lately


def test_what_changed_since_the_last_closed_period_is_told_action_by_action(plan):
    period = ReportingPeriodFactory(plan=plan)
    lead = holder("plan_lead", plan.directorate)
    close_period(period, actor=lead)
    changed = CriticalAction.objects.get(ref="1.4")
    changed.status = "on_track"
    changed.save()
    (change,) = course_of(CriticalAction.objects.all(), TODAY).of(plan.pk).changes
    assert (change.action, change.was, change.now.word) == (changed, "Slipping", "On track")
    page = client_of(lead).get(reverse("plans:dashboard", args=[plan.pk])).content.decode()
    assert f"Changed since {period.name}" in page


def test_who_has_not_reported_is_named_to_those_only_who_follow_the_plan(plan):
    CriticalAction.objects.get(ref="1.2").people.add(PersonFactory(name="Ida Cox"))
    ReportingPeriodFactory(plan=plan)
    told = {
        name: "Ida Cox" in client_of(user).get(f"/plans/{plan.pk}/dashboard/").content.decode()
        for name, user in the_six_roles(plan.directorate).items()
    }
    followers = {"officer", "plan_lead", "leadership_team"}
    assert {name for name, sees in told.items() if sees} == followers


def test_a_plan_that_one_may_not_read_has_no_dashboard():
    draft = PlanFactory(directorate__committee=CommitteeFactory())
    readers = {"officer", "plan_lead", "leadership_team"}
    for name, user in the_six_roles(draft.directorate).items():
        status = client_of(user).get(f"/plans/{draft.pk}/dashboard/").status_code
        assert status == (200 if name in readers else 404), name


def test_a_directorate_without_a_running_plan_is_not_found(plan):
    client = client_of(holder("officer", plan.directorate))
    for typed in ("0", "x", "99999999"):
        url = f"{reverse('plans:council_dashboard')}?directorate={typed}"
        assert client.get(url).status_code == 404


def test_a_dashboard_takes_as_many_queries_for_a_large_plan(plan):
    small = PlanFactory(directorate=plan.directorate, first_year=2030)
    objective = ObjectiveFactory(block__appendix__plan=small)
    CriticalActionFactory(objective=objective)
    IndicatorFactory(objective=objective, target="50", actual="49")
    scored(ObjectiveRiskFactory(objective=objective).risk, (5, 5))
    client = client_of(holder("officer", plan.directorate))

    def queries(of: Plan) -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("plans:dashboard", args=[of.pk]))
        return len(caught)

    queries(small)
    few = queries(small)
    for _ in range(5):
        more = ObjectiveFactory(block__appendix__plan=small)
        CriticalActionFactory(objective=more)
        IndicatorFactory(objective=more, target="50", actual="49")
        scored(ObjectiveRiskFactory(objective=more).risk, (5, 5))
    assert queries(small) == few
