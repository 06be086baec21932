"""Reporting figures: all or none, never over what somebody else wrote, and remembered."""

from datetime import timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.utils import timezone

from accounts.models import User
from core.models import AuditAct
from council.models import Absence
from plans.history.entries import entries_of_plan
from plans.history.telling import tell
from plans.kpis.acts import Entry, NothingChanged, Overtaken, report_figures
from plans.kpis.entry import Typed
from plans.kpis.quarters import Quarter
from plans.models import Indicator, IndicatorActual, Plan, QuarterActual
from tests.factories import (
    CommitteeFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
    bring_to,
)
from tests.plain_rows import add, change, refused
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


def test_being_named_for_a_kpi_is_enough_and_nothing_less(kpi):
    named = UserFactory(person=PersonFactory())
    with pytest.raises(PermissionDenied):
        report(kpi, named, entry(kpi, "48"))
    kpi.people.add(named.person)
    assert report(kpi, named, entry(kpi, "48")) == 1
    assert QuarterActual.objects.get().recorded_by_name == named.name


def test_who_stands_in_reports_while_the_named_person_is_away(kpi):
    named, user = PersonFactory(), UserFactory(person=PersonFactory())
    kpi.people.add(named)

    def report_now(text: str) -> int:
        return report(kpi, User.objects.get(pk=user.pk), entry(kpi, text))

    today = timezone.localdate()
    away = Absence(person=named, deputy=user.person, first_day=today, last_day=today)
    with pytest.raises(PermissionDenied):
        report_now("48")
    away.save()
    assert report_now("48") == 1
    Absence.objects.update(first_day=today - timedelta(days=2), last_day=today - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        report_now("50")


def test_somebody_named_for_one_kpi_saves_none_together_with_another(kpi):
    other = IndicatorFactory(objective=kpi.objective)
    named = UserFactory(person=PersonFactory())
    kpi.people.add(named.person)
    with pytest.raises(PermissionDenied):
        report(kpi, named, entry(kpi, "48"), entry(other, "5"))
    assert not QuarterActual.objects.exists()


def test_a_kpi_of_another_plan_takes_no_figure_here(kpi, officer):
    """Also where one may write both."""
    other = new_kpi()
    holder("officer", plan_of(other).directorate, user=officer)
    with pytest.raises(PermissionDenied, match="not in this plan"):
        report(kpi, officer, entry(kpi, "48"), entry(other, "5"))
    assert not QuarterActual.objects.exists()


def test_a_kpi_that_was_removed_meanwhile_takes_no_figure(kpi, officer):
    Indicator.objects.filter(pk=kpi.pk).delete()
    with pytest.raises(PermissionDenied, match="not in this plan any more"):
        report(kpi, officer, entry(kpi, "48"))


def test_a_withdrawn_plan_takes_no_figure(kpi, officer):
    bring_to(plan_of(kpi), Plan.Status.WITHDRAWN)
    with pytest.raises(PermissionDenied, match="withdrawn"):
        report(kpi, officer, entry(kpi, "48"))
    assert not QuarterActual.objects.exists()


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


@pytest.mark.parametrize(
    "changed",
    [{"state": "provisional"}, {"note": "Without June"}, {"source": "Census"}],
)
def test_what_is_told_about_a_figure_is_a_change_like_the_figure_itself(kpi, officer, changed):
    report(kpi, officer, entry(kpi, "48"))
    assert report(kpi, officer, entry(kpi, "48", **changed)) == 1
    assert not changed.items() - vars(QuarterActual.objects.get()).items()


def test_other_counts_are_a_change_though_the_percentage_is_the_same(kpi, officer):
    report(kpi, officer, Entry(kpi, FIRST, Typed("50%", Decimal(45), Decimal(90))))
    assert report(kpi, officer, Entry(kpi, FIRST, Typed("50%", Decimal(1), Decimal(2)))) == 1
    assert QuarterActual.objects.get().share == "1 of 2"


def test_taking_back_what_nobody_entered_is_no_act(kpi, officer):
    with pytest.raises(NothingChanged):
        report(kpi, officer, entry(kpi, None))
    assert not AuditAct.objects.filter(action="figures.reported").exists()


def test_of_several_figures_only_what_changed_is_counted(kpi, officer):
    other = IndicatorFactory(objective=kpi.objective)
    report(kpi, officer, entry(kpi, "48"))
    assert report(kpi, officer, entry(kpi, "48"), entry(other, "5")) == 1


def test_one_overtaken_figure_saves_none_of_them(kpi, officer):
    other = IndicatorFactory(objective=kpi.objective)
    report(kpi, officer, entry(kpi, "48"))
    with pytest.raises(Overtaken):
        report(kpi, officer, entry(other, "5", seen=0), entry(kpi, "50", seen=0))
    assert [row.text for row in QuarterActual.objects.all()] == ["48"]
    assert AuditAct.objects.filter(action="figures.reported").count() == 1


def test_who_enters_the_same_as_somebody_else_is_not_overtaken(kpi, officer):
    report(kpi, officer, entry(kpi, "48", seen=0))
    with pytest.raises(NothingChanged):
        report(kpi, officer, entry(kpi, "48", seen=0))


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


def last_act() -> AuditAct:
    return AuditAct.objects.filter(action="figures.reported").latest("pk")


def test_the_audit_trail_tells_who_entered_which_figure(kpi, officer):
    report(kpi, officer, entry(kpi, "48"))
    assert last_act().sentence == (
        f"{officer.name} reported figures of KPIs of the plan {plan_of(kpi)}"
    )
    assert last_act().note == f"KPI SEN 1 {kpi.measure}, Quarter 1 of 2026/27: 48"
    report(kpi, officer, entry(kpi, "49"), entry(kpi, "50", Quarter("2026/27")))
    assert last_act().note == "2 figures, Quarter 1 of 2026/27, Year 2026/27"
    report(kpi, officer, entry(kpi, None))
    assert last_act().note.endswith("Quarter 1 of 2026/27: –")


def test_the_history_of_the_plan_tells_it_in_sentences(kpi, officer):
    plan = plan_of(kpi)

    def told(*entries) -> list[str]:
        report(kpi, officer, *entries)
        (last,) = tell(plan, entries_of_plan(plan)[:1])
        return ["".join(run.text for run in sentence) for sentence in last.sentences]

    who, name = officer.name, f"KPI “{kpi.measure}”"
    assert told(entry(kpi, "48")) == [
        f"{who} set the figure for quarter 1 of 2026/27 of {name} to “48”"
    ]
    assert told(entry(kpi, "50")) == [
        f"{who} changed the figure for quarter 1 of 2026/27 of {name} from “48” to “50”"
    ]
    assert told(entry(kpi, None)) == [
        f"{who} cleared the figure for quarter 1 of 2026/27 of {name} (was “50”)"
    ]
    assert told(entry(kpi, "50", Quarter("2026/27"))) == [
        f"{who} set the actual for 2026/27 of {name} to “50”"
    ]


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


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"numerator": 1, "denominator": 0}, "is_a_share_of_something"),
        ({"numerator": 1, "denominator": -1}, "is_a_share_of_something"),
        ({"numerator": 1}, "is_a_share_of_something"),
        ({"denominator": 9}, "is_a_share_of_something"),
        ({"state": ""}, "state_known"),
        ({"year": "26/27"}, "actual_year"),
    ],
)
def test_what_the_database_refuses_of_an_outturn(kpi, wrong, rule):
    row = {"indicator": kpi, "year": "2026/27", "text": "1", "state": "final"}
    with refused(rule):
        add(IndicatorActual(**row | wrong))


def test_a_noise_is_never_negative(kpi):
    with refused("indicator_noise_not_negative"):
        change(kpi, noise=-1)


def test_a_kpi_counts_in_one_of_three_ways(kpi):
    with refused("indicator_measures_known"):
        change(kpi, measures="sometimes")


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
