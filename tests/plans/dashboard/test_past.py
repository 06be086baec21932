"""The dashboard of a past day: what was known then, and who is told of it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from plans.dashboard.past import stood_then
from plans.dashboard.standing import Standing
from plans.models import Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    PlanFactory,
    UserFactory,
    bring_to,
)
from tests.plans.dashboard.made import action_of, filled, set_status
from tests.plans.pages.people import client_of, holder
from tests.plans.risks.scoring import scored

pytestmark = pytest.mark.django_db
THEN = date(2026, 11, 25)


@pytest.fixture
def now(time_machine):
    """Let the clock stand on a day, at noon; in the trail too."""

    def move(year: int, month: int, day: int) -> None:
        moment = datetime(year, month, day, 12, tzinfo=UTC)
        time_machine.move_to(moment)
        _tell_the_trail(moment)

    yield move
    _tell_the_trail(None)


def _tell_the_trail(moment: datetime | None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('audit.at', %s, false)", [moment.isoformat() if moment else ""]
        )


@pytest.fixture
def plan(now) -> Plan:
    """A published plan with something of everything, as it stood on 25 November 2026."""
    now(2026, 11, 20)
    plan = filled(PlanFactory(directorate__committee=CommitteeFactory()))
    bring_to(plan, Plan.Status.PUBLISHED)
    now(2027, 3, 17)
    return plan


def figures(standing) -> dict:
    return {
        "actions": [(each.word, each.number) for each in standing.actions_by_status.counts],
        "kpis": [(each.word, each.number) for each in standing.kpis_by_rating.counts],
        "on target": standing.on_target,
        "unrated": [(each.word, each.number) for each in standing.unrated],
        "bands": [(each.word, each.number) for each in standing.risks_by_band.counts],
        "highest": [(each.ref, each.score_now, each.band.name) for each in standing.top_risks],
        "outcomes": [(row.outcome, row.bar.words) for row in standing.by_outcome],
    }


def test_where_nothing_changed_it_is_the_dashboard_of_today(plan):
    officer = holder("officer")
    then = stood_then(plan, THEN, officer).standing
    assert figures(then) == figures(Standing([plan], {}, THEN, officer))


def test_what_happened_since_does_not_count(plan):
    officer = holder("officer")
    before = figures(stood_then(plan, THEN, officer).standing)
    set_status(plan, a2="complete", a4="complete", a5="cancelled")
    objective = action_of(plan, "1.2").objective
    kpi = objective.indicators.last()
    kpi.contextual = True
    kpi.save()
    IndicatorActualFactory(indicator=objective.indicators.first(), year="2027/28", text="1")
    risk = plan.risks.first()
    scored(risk, (1, 1), (1, 1))

    assert figures(stood_then(plan, THEN, officer).standing) == before
    assert figures(Standing([plan], {}, date(2027, 3, 17), officer)) != before


def test_what_became_overdue_since_was_not_overdue_then(plan, now):
    officer = holder("officer")
    objective = action_of(plan, "1.2").objective
    now(2026, 11, 24)
    CriticalActionFactory(
        objective=objective, ref="1.8", status="on_track", finish_on=date(2027, 1, 31)
    )
    now(2027, 3, 17)

    def overdue(day: date) -> int:
        counts = stood_then(plan, day, officer).standing.actions_by_status.counts
        return next(each.number for each in counts if each.word == "Overdue")

    assert (overdue(THEN), overdue(date(2027, 2, 1))) == (1, 2)


def test_a_kpi_of_a_longer_plan_is_rated_in_the_year_of_that_day(now):
    now(2026, 11, 20)
    plan = PlanFactory(finish=date(2028, 3, 31))
    kpi = IndicatorFactory(
        objective=ObjectiveFactory(block__appendix__plan=plan), target="50", actual="60"
    )
    IndicatorTargetFactory(indicator=kpi, year="2027/28", text="70")
    now(2027, 11, 20)
    standing = stood_then(plan, THEN, holder("officer")).standing
    assert standing.on_target == "1 of 1 rated KPIs is on target"
    assert stood_then(plan, date(2027, 11, 19), holder("officer")).standing.on_target == (
        "No KPI is rated yet"
    )


def test_the_page_says_of_which_day_it_is_and_what_is_not_known(plan):
    page = client_of(holder("officer")).get(f"/plans/{plan.pk}/dashboard/?on=2026-11-25")
    text = page.content.decode()
    assert "As it stood on 25 November 2026" in text
    assert "is not shown for a past day" in text
    assert "/plans/actions/?" not in text


def test_a_plan_not_begun_by_then_is_told_as_such(plan):
    told = stood_then(plan, date(2026, 11, 19), holder("officer"))
    assert told.standing is None
    assert told.why_not == "The plan had not been begun by 19 November 2026."


@pytest.mark.parametrize("day", ["2027-03-18", "yesterday", "2026-13-01", "٢٠٢٦-11-25"])
def test_a_day_to_come_or_none_at_all_is_not_found(plan, day):
    address = reverse("plans:dashboard", args=[plan.pk])
    assert client_of(holder("officer")).get(address, {"on": day}).status_code == 404


def test_today_is_the_living_dashboard(plan):
    page = client_of(holder("officer")).get(f"/plans/{plan.pk}/dashboard/?on=2027-03-17")
    assert "As of 17 March 2027" in page.content.decode()


def test_a_member_is_told_of_days_from_the_submission_on_and_everybody_from_publication_on(now):
    now(2026, 9, 1)
    plan = filled(PlanFactory(directorate__committee=CommitteeFactory()))
    now(2026, 10, 1)
    bring_to(plan, Plan.Status.SUBMITTED)
    now(2026, 11, 1)
    bring_to(plan, Plan.Status.PUBLISHED)
    now(2026, 12, 1)
    people = {
        "officer": holder("officer", plan.directorate),
        "member": holder("committee_member", committee=plan.directorate.committee),
        "member elsewhere": holder("committee_member", committee=CommitteeFactory()),
        "anybody": UserFactory(),
    }

    def told(month: int) -> set[str]:
        day = date(2026, month, 15)
        return {name for name, user in people.items() if stood_then(plan, day, user).standing}

    assert told(9) == {"officer"}
    assert told(10) == {"officer", "member"}
    assert told(11) == set(people)
    page = client_of(people["member"]).get(f"/plans/{plan.pk}/dashboard/?on=2026-09-15")
    assert "not yet before the committee on 15 September 2026" in page.content.decode()


def test_who_may_not_read_the_plan_has_no_dashboard_of_a_past_day(now):
    now(2026, 9, 1)
    draft = PlanFactory(directorate__committee=CommitteeFactory())
    now(2026, 12, 1)
    member = holder("committee_member", committee=draft.directorate.committee)
    for user in (member, UserFactory(), holder("admin")):
        page = client_of(user).get(f"/plans/{draft.pk}/dashboard/?on=2026-10-01")
        assert page.status_code == 404
