"""Reporting figures: all or none, never over what somebody else wrote, and remembered."""

from datetime import date
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from core.models import AuditAct
from plans.history.entries import entries_of_plan
from plans.history.telling import tell
from plans.kpis.acts import Entry, NothingChanged, Overtaken, report_figures
from plans.kpis.entry import Typed
from plans.kpis.quarters import Quarter, quarter_of, quarters_of, year_counted
from plans.models import Indicator, IndicatorActual, Plan, QuarterActual, ReportingPeriod
from tests.factories import (
    CommitteeFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PlanFactory,
    bring_to,
)
from tests.plain_rows import add, refused
from tests.plans.pages.people import holder, the_six_roles

pytestmark = pytest.mark.django_db
FIRST = Quarter("2026/27", 1)


def new_kpi(**about) -> Indicator:
    plan = PlanFactory(directorate__committee=CommitteeFactory())
    return IndicatorFactory(objective=ObjectiveFactory(block__appendix__plan=plan), **about)


@pytest.fixture
def kpi() -> Indicator:
    return new_kpi(refs=["SEN 1"])


def plan_of(kpi: Indicator) -> Plan:
    return kpi.objective.block.appendix.plan


@pytest.fixture
def officer(kpi):
    return holder("officer", plan_of(kpi).directorate)


def entry(kpi: Indicator, text: str | None, quarter: Quarter = FIRST, **more) -> Entry:
    return Entry(kpi, quarter, Typed(text) if text is not None else None, **more)


def report(kpi, actor, *entries) -> int:
    return report_figures(entries, plan=plan_of(kpi), actor=actor)


def test_who_may_report_a_figure(kpi):
    may = {"officer", "plan_lead"}
    for name, user in the_six_roles(plan_of(kpi).directorate).items():
        if name in may:
            assert report(kpi, user, entry(kpi, f"{len(name)}")) == 1
        else:
            with pytest.raises(PermissionDenied):
                report(kpi, user, entry(kpi, "1"))


def test_an_approved_plan_takes_figures_which_are_no_amendment(kpi, officer):
    bring_to(plan_of(kpi), Plan.Status.PUBLISHED)
    report(kpi, officer, entry(kpi, "48"), entry(kpi, "50", Quarter("2026/27")))
    assert QuarterActual.objects.get().text == "48"
    assert IndicatorActual.objects.get().text == "50"


@pytest.mark.parametrize("quarter", [Quarter("2025/26", 1), Quarter("2027/28"), Quarter("2026", 1)])
def test_a_year_outside_the_plan_saves_nothing(kpi, officer, quarter):
    with pytest.raises(ValidationError, match="is outside the plan, which is of 2026/27"):
        report(kpi, officer, entry(kpi, "1"), entry(kpi, "2", quarter))
    assert not QuarterActual.objects.exists()


def test_what_stands_there_already_is_no_act(kpi, officer):
    report(kpi, officer, entry(kpi, "48"))
    with pytest.raises(NothingChanged):
        report(kpi, officer, entry(kpi, "48"))
    assert AuditAct.objects.filter(action="figures.reported").count() == 1


def test_what_somebody_else_wrote_meanwhile_is_not_lost(kpi, officer):
    report(kpi, officer, entry(kpi, "48", seen=0))
    with pytest.raises(Overtaken) as overtaken:
        report(kpi, officer, entry(kpi, "50", seen=0))
    ((_, now),) = overtaken.value.overtaken
    assert now.text == "48"
    report(kpi, officer, entry(kpi, "50", seen=now.revision))
    assert QuarterActual.objects.get().text == "50"


def test_a_figure_that_was_taken_back_meanwhile_is_told(kpi, officer):
    report(kpi, officer, entry(kpi, "48"))
    report(kpi, officer, entry(kpi, None))
    with pytest.raises(Overtaken) as overtaken:
        report(kpi, officer, entry(kpi, "50", seen=1))
    assert overtaken.value.overtaken[0][1] is None


def test_the_history_of_the_plan_tells_it(kpi, officer):
    report(kpi, officer, entry(kpi, "48", state="provisional"))
    report(kpi, officer, entry(kpi, "50"))
    note = AuditAct.objects.filter(action="figures.reported").latest("pk").note
    assert "Quarter 1 of 2026/27: 50" in note
    plan = plan_of(kpi)
    (told,) = tell(plan, entries_of_plan(plan)[:1])
    assert "50" in " ".join(str(sentence) for sentence in told.sentences)


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"numerator": 1, "denominator": 0}, "is_a_share_of_something"),
        ({"numerator": 1}, "is_a_share_of_something"),
        ({"denominator": 9}, "is_a_share_of_something"),
        ({"state": "guessed"}, "state_known"),
        ({"quarter": 5}, "quarter_of_four"),
        ({"quarter": 0}, "quarter_of_four"),
        ({"year": "26/27"}, "quarter_actual_year"),
    ],
)
def test_what_the_database_refuses_of_a_figure(kpi, wrong, rule):
    row = {"indicator": kpi, "year": "2026/27", "quarter": 1, "text": "1", "state": "final"}
    with refused(rule):
        add(QuarterActual(**row | wrong))


def test_a_quarter_has_one_figure(kpi):
    row = {"indicator": kpi, "year": "2026/27", "quarter": 1, "text": "1"}
    with refused("actual_once_a_quarter"):
        add(QuarterActual(**row), QuarterActual(**row))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_enter_a_figure_at_the_same_second_the_second_is_told():
    kpi = new_kpi()
    actors = [holder("officer", plan_of(kpi).directorate) for _ in range(2)]
    start, outcomes = Barrier(2), []

    def enter(actor, text):
        try:
            start.wait()
            report(kpi, actor, entry(kpi, text, seen=0))
            outcomes.append("saved")
        except Overtaken as overtaken:
            outcomes.append(f"told of {overtaken.overtaken[0][1].text}")
        finally:
            connection.close()

    threads = [Thread(target=enter, args=each) for each in zip(actors, ("48", "50"), strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["saved", f"told of {QuarterActual.objects.get().text}"]


# The quarters themselves


def test_the_quarters_of_a_plan_of_three_years():
    plan = PlanFactory.build(start=date(2026, 4, 1), finish=date(2029, 3, 31))
    assert [q.key for q in quarters_of(plan)][:6] == [
        "2026/27-1", "2026/27-2", "2026/27-3", "2026/27-4", "2026/27", "2027/28-1",
    ]  # fmt: skip
    assert len(quarters_of(plan)) == 15


def test_a_longer_plan_is_rated_for_the_year_that_it_is_in(time_machine):
    plan = PlanFactory.build(start=date(2026, 4, 1), finish=date(2029, 3, 31))
    for day, year in (
        (date(2026, 1, 5), "2026/27"),
        (date(2028, 3, 31), "2027/28"),
        (date(2028, 4, 1), "2028/29"),
        (date(2031, 1, 1), "2028/29"),
    ):
        time_machine.move_to(day)
        assert year_counted(plan) == year


@pytest.mark.parametrize(
    ("start", "kind", "quarter"),
    [
        (date(2026, 4, 1), "quarter", FIRST),
        (date(2026, 7, 6), "quarter", Quarter("2026/27", 2)),  # an odd calendar
        (date(2027, 1, 1), "quarter", Quarter("2026/27", 4)),
        (date(2026, 4, 1), "year_end", Quarter("2026/27")),
    ],
)
def test_the_quarter_in_which_a_periods_figures_are_counted(start, kind, quarter):
    plan = PlanFactory.build()
    assert quarter_of(plan, ReportingPeriod(plan=plan, start=start, kind=kind)) == quarter
