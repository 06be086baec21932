"""What changed since the last closed period, and who has not reported in the open one."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.brag import Brag
from plans.dashboard.since import SinceOfPlan
from plans.models import CriticalAction, Plan
from plans.reporting.acts_on_periods import reopen_period
from plans.reporting.course import Change, Turn, course_of
from plans.reporting.standing import PeriodReports
from tests.factories import PlanFactory, ProgressUpdateFactory, bring_to
from tests.plans.dashboard.made import action_of, filled, reported_on
from tests.plans.lists.pages import ACTIONS, page
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    return reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED))


def since_of(plan: Plan) -> SinceOfPlan:
    course = course_of(CriticalAction.objects.all(), TODAY).of(plan.pk)
    return SinceOfPlan(plan, course, {"plan": str(plan.pk)})


def turns(plan: Plan) -> dict[str, Turn]:
    return {change.action.ref: change.turn for change in since_of(plan).changes}


def test_each_change_goes_a_way(plan):
    assert turns(plan) == {
        "1.1": Turn.OTHER,
        "1.2": Turn.WORSE,
        "1.4": Turn.BETTER,
        "1.5": Turn.BETTER,
        "1.8": Turn.NEW,
    }


@pytest.mark.parametrize(
    ("was", "now", "turn"),
    [
        ("", "Overdue", Turn.NEW),
        ("Off track", "Overdue", Turn.WORSE),
        ("Overdue", "Off track", Turn.BETTER),
        ("Not started", "Slipping", Turn.WORSE),
        ("Not started", "On track", Turn.BETTER),
        ("Complete", "On track", Turn.WORSE),
        ("Slipping", "Complete", Turn.BETTER),
        ("Overdue", "Cancelled", Turn.OTHER),
        ("Cancelled", "On track", Turn.OTHER),
        ("A word of long ago", "On track", Turn.OTHER),
    ],
)
def test_which_way_an_action_went(was, now, turn):
    assert Change(CriticalAction(), was, "grey", Brag("grey", now)).turn is turn


def test_a_period_that_is_reopened_is_not_the_last_closed_one(plan):
    first = plan.reporting_periods.get(name="Quarter 1")
    reopen_period(first, reason="A slip", actor=holder("plan_lead", plan.directorate))
    since = since_of(plan)
    assert since.course.closed is None
    assert since.changes == []
    assert since.course.open == first  # the one that is due first


def test_what_is_missing_is_what_the_period_s_page_says(plan):
    second = plan.reporting_periods.get(name="Quarter 2")
    missing = {report.action for report in PeriodReports(second).missing}
    assert set(since_of(plan).course.missing) == missing
    assert {each.ref for each in missing} == {"1.3", "1.4", "1.8", "1.9"}


def test_what_is_told_of_no_period_is_no_report_for_the_open_one(plan):
    ProgressUpdateFactory(action=action_of(plan, "1.3"), period=None)
    assert "1.3" in {each.ref for each in since_of(plan).course.missing}


def test_who_has_not_reported_is_named_with_the_list_of_theirs(plan):
    since = since_of(plan)
    told = [(count.word, count.number) for count in since.people]
    assert told == [("Nobody named", 3), ("Ben Ode", 1), ("Ida Cox", 1)]
    client = client_of(holder("officer", plan.directorate))
    for count in since.people:
        assert len(client.get(count.url).context["table"].rows) == count.number


def test_the_council_s_dashboard_tells_it_plan_by_plan(plan):
    html = client_of(holder("officer")).get(reverse("plans:council_dashboard")).content.decode()
    for words in ("Quarter 1</a>, to 28 June 2026", "Quarter 2</a>, due on 28 September 2026"):
        assert words in html


def test_a_list_of_what_changed_is_of_plans_that_one_follows_only(plan):
    other = reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED))
    user = holder("officer", other.directorate)
    for query in ({"changed": "any"}, {"reporting": "missing"}):
        for row in page(ACTIONS, user, **query).context["table"].rows:
            assert row.record.objective.block.appendix.plan == other


def test_the_file_of_a_list_holds_what_the_figure_counts(plan):
    client = client_of(holder("officer", plan.directorate))
    worse = since_of(plan).turns[0]
    file = b"".join(client.get(f"{worse.url}&_export=csv").streaming_content).decode("utf-8-sig")
    assert [line.split(",")[0] for line in file.splitlines()[1:]] == ["1.2"]


def test_queries_grow_with_the_plans_only_and_by_a_few_each():
    client = client_of(holder("officer"))
    council = reverse("plans:council_dashboard")

    def queries(url: str) -> int:
        client.get(url)
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        return len(caught)

    lists = [f"{reverse(ACTIONS)}?changed=any", f"{reverse(ACTIONS)}?reporting=missing"]
    plans = [reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED)) for _ in range(2)]
    two, of_lists = queries(council), [queries(url) for url in lists]
    for plan in plans:
        filled(plan)
    assert queries(council) == two
    for _ in range(2):
        reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED))
    assert queries(council) - two <= 2 * 8
    assert [queries(url) for url in lists] == of_lists
