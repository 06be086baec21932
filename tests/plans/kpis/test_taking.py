"""What a KPI can take from elsewhere, and who is told of its targets."""

from datetime import date

import pytest

from core.models import AuditAct
from core.supplied_figures import Withheld, targets_for
from plans.kpis.acts import report_figures
from plans.kpis.quarters import Quarter, last_day, quarters_of
from plans.kpis.taking import offers_for
from plans.models import Indicator, Plan, QuarterActual
from tests.factories import (
    CommitteeFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    PlanFactory,
    QuarterActualFactory,
    bring_to,
)
from tests.plain_rows import change, refused
from tests.plans.kpis.profile import BME, DISABLED, WORDS, figure
from tests.plans.pages.people import holder, the_six_roles

pytestmark = pytest.mark.django_db
SECOND = Quarter("2026/27", 2)
TOO_FEW = Withheld("it is that of too few people to be published")


def taking(key: str = BME, **about) -> Indicator:
    """A KPI of a plan of its own that takes its figures from somewhere."""
    if "objective" not in about:
        plan = PlanFactory(directorate__committee=CommitteeFactory())
        about["objective"] = ObjectiveFactory(block__appendix__plan=plan)
    return IndicatorFactory(takes_from=key, takes_from_words=WORDS[key], **about)


def plan_of(kpi: Indicator) -> Plan:
    return kpi.objective.block.appendix.plan


def offer(kpi: Indicator, quarter: Quarter = SECOND):
    return offers_for([kpi], plan_of(kpi), quarter)[kpi.pk]


@pytest.mark.parametrize(
    ("start", "finish", "days"),
    [
        (
            date(2026, 4, 1),
            date(2027, 3, 31),
            ["2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31", "2027-03-31"],
        ),
        (date(2026, 4, 1), date(2026, 8, 15), ["2026-06-30", "2026-08-15", "2026-08-15"]),
        (
            date(2026, 4, 1),
            date(2027, 6, 30),
            [
                *("2026-06-30", "2026-09-30", "2026-12-31", "2027-03-31", "2027-03-31"),
                *("2027-06-30", "2027-06-30"),
            ],
        ),
    ],
)
def test_the_last_day_of_each_quarter_and_year_of_a_plan(start, finish, days):
    plan = Plan(start=start, finish=finish)
    assert [str(last_day(plan, quarter)) for quarter in quarters_of(plan)] == days


def test_the_figure_of_the_last_day_of_the_quarter_is_offered(profile):
    kpi = taking()
    profile.held[BME] = figure("24.3%")
    assert offer(kpi).words == "Workforce profile, 31 March 2026: 24.3%"
    assert offer(kpi).can_be_taken
    assert set(profile.asked) == {("council/bme", date(2026, 9, 30))}


def test_last_years_figure_is_never_offered_for_this_years_end(profile):
    kpi = taking()
    profile.held[BME] = figure("24.3%", date(2026, 3, 31))
    told = offer(kpi, Quarter("2026/27"))
    assert told.words == "No figure is held for 31 March 2027 or the year before it"
    assert not told.can_be_taken


def test_a_withheld_figure_is_told_with_its_reason_and_cannot_be_taken(profile):
    profile.held[BME] = TOO_FEW
    told = offer(taking())
    assert told.words == ("The figure is withheld: it is that of too few people to be published")
    assert not told.can_be_taken


def test_a_figure_that_is_gone_is_said_to_be_gone(profile):
    profile.offered = []
    told = offer(taking())
    assert told.words == "This figure is no longer offered"
    assert not told.can_be_taken


def test_a_figure_that_is_held_though_no_longer_offered_can_be_taken(profile):
    profile.offered = []
    profile.held[BME] = figure("24.3%")
    assert offer(taking()).can_be_taken


def test_without_any_source_the_figure_is_gone(no_source):
    assert offer(taking()).words == "This figure is no longer offered"


def test_the_rules_for_typed_figures_judge_what_is_taken(profile):
    profile.held[BME] = figure("24.3%")
    told = offer(taking(unit="number"))
    assert told.unfit == "“24.3%” is a percentage, but this measure is counted in number"
    assert not told.can_be_taken


@pytest.mark.parametrize(
    ("stands", "already"),
    [
        ({}, True),
        ({"text": "24.2%"}, False),
        ({"state": "provisional"}, False),
        ({"source": "HR"}, False),
        ({"numerator": 243, "denominator": 1000}, False),
        ({"note": "Without schools"}, True),
    ],
)
def test_what_says_the_same_stands_there_already(profile, stands, already):
    kpi = taking()
    profile.held[BME] = figure("24.3%")
    said = {"text": "24.3%", "source": "Workforce profile, 31 March 2026"}
    QuarterActualFactory(indicator=kpi, quarter=2, **said | stands)
    assert offer(kpi).stands_already is already
    assert offer(kpi).can_be_taken is not already


def test_what_is_taken_is_a_report_of_that_person(profile):
    kpi = taking(refs=["W 1"], measure="BME staff")
    plan = plan_of(kpi)
    officer = holder("officer", plan.directorate)
    profile.held[BME] = figure("24.3%", provisional=True)
    report_figures([offer(kpi).entry], plan=plan, actor=officer)
    row = QuarterActual.objects.get()
    assert (row.printed, row.source) == (
        "24.3% (provisional)",
        "Workforce profile, 31 March 2026",
    )
    assert (row.numerator, row.denominator) == (None, None)
    assert row.recorded_by_name == officer.name
    last = AuditAct.objects.filter(action="figures.reported").latest("pk")
    assert last.sentence == f"{officer.name} reported figures of KPIs of the plan {plan}"
    assert last.note == "KPI W 1 BME staff, Quarter 2 of 2026/27: 24.3%"


def test_a_note_that_stands_there_stays(profile):
    kpi = taking()
    QuarterActualFactory(indicator=kpi, quarter=2, text="22%", note="Without schools")
    profile.held[BME] = figure("24.3%")
    officer = holder("officer", plan_of(kpi).directorate)
    report_figures([offer(kpi).entry], plan=plan_of(kpi), actor=officer)
    assert QuarterActual.objects.get().note == "Without schools"


def test_each_figure_is_asked_for_once_and_none_where_no_kpi_takes_any(profile):
    kpi = taking()
    others = [taking(objective=kpi.objective) for _ in range(3)]
    more = taking(DISABLED, objective=kpi.objective)
    offers_for([kpi, *others, more], plan_of(kpi), SECOND)
    assert sorted(key for key, _ in profile.asked) == ["council/bme", "council/disabled"]
    assert offers_for([IndicatorFactory(objective=kpi.objective)], plan_of(kpi), SECOND) == {}
    assert len(profile.asked) == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"takes_from": "profile:council/bme"},
        {"takes_from_words": "Council: BME"},
        {"takes_from": "profile:", "takes_from_words": "Council: BME"},
        {"takes_from": "council/bme", "takes_from_words": "Council: BME"},
    ],
)
def test_a_kpi_takes_from_a_source_that_has_a_name_in_words(wrong):
    with refused("indicator_takes_from_a_source"):
        change(IndicatorFactory(), **wrong)


class TestTargets:
    def test_a_target_is_told_with_its_kpi_its_plan_and_its_place(self):
        kpi = taking(refs=["W 1", "W 2"], measure="BME staff", target="27%")
        IndicatorFactory(objective=kpi.objective, target="5%")
        plan = plan_of(kpi)
        [target] = targets_for([BME, DISABLED], holder("officer", plan.directorate))
        assert (target.key, target.label, target.plan) == (BME, "W 1 W 2 BME staff", str(plan))
        assert (target.year, target.text) == ("2026/27", "27%")
        assert target.url == f"{plan.get_absolute_url()}#kpi-{kpi.pk}"

    def test_they_are_of_plans_that_the_user_may_read(self):
        kpi = taking(target="27%")
        plan = plan_of(kpi)
        people = the_six_roles(plan.directorate)

        def told_to() -> set[str]:
            return {name for name, user in people.items() if targets_for([BME], user)}

        of_the_directorate = {"officer", "plan_lead", "leadership_team"}
        assert told_to() == of_the_directorate
        bring_to(plan, Plan.Status.SUBMITTED)
        assert told_to() == of_the_directorate | {"committee_member"}
        bring_to(plan, Plan.Status.PUBLISHED)
        assert told_to() == set(people)

    def test_a_withdrawn_plan_promises_nothing_any_more(self):
        kpi = taking(target="27%")
        officer = holder("officer", plan_of(kpi).directorate)
        assert targets_for([BME], officer)
        bring_to(plan_of(kpi), Plan.Status.WITHDRAWN)
        assert targets_for([BME], officer) == []

    def test_many_targets_take_as_many_queries_as_few(self, django_assert_num_queries):
        kpi = taking(target="27%")
        officer = holder("officer", plan_of(kpi).directorate)
        targets_for([BME], officer)
        with django_assert_num_queries(1):
            assert len(targets_for([BME], officer)) == 1
        IndicatorTargetFactory(indicator=kpi, year="2027/28")
        taking(target="30%", objective=kpi.objective)
        with django_assert_num_queries(1):
            assert [t.year for t in targets_for([BME], officer)] == ["2026/27"] * 2 + ["2027/28"]
