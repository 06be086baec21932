"""A whole plan read for screen, print and export: in a constant number of queries, and right."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.exchange.exporting import export_plan
from plans.exchange.importing import import_plan
from plans.models import Plan
from plans.reading import PlanReading
from plans.warnings import warnings_in, warnings_of
from tests.factories import (
    AppendixFactory,
    CouncilFactory,
    CriticalActionFactory,
    DivisionFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    ParagraphFactory,
    PlanFactory,
    ProgressUpdateFactory,
    SectionFactory,
    StrategyFactory,
)
from tests.plans.documents import document, with_objectives

pytestmark = pytest.mark.django_db


def imported(objectives):
    data = with_objectives(objectives, directorate=f"Directorate of {objectives}")
    return import_plan(document(data), actor=None).plan


def queries_of(work, objectives):
    plan = Plan.objects.select_related("directorate", "risk_scale", "rag_definition").get(
        pk=imported(objectives).pk
    )
    with CaptureQueriesContext(
        connection,
    ) as captured:
        work(plan)
    return len(captured)


def read_everything(plan):
    reading = PlanReading(plan)
    for section in reading.sections:
        for paragraph in section.paragraphs.all():
            assert reading.paragraph_number(paragraph)
            assert [bullet.text for bullet in paragraph.bullets.all()]
    for part in reading.objectives():
        assert part.objective.responsible
        assert [action.year_end_progress for action in part.actions]
        assert [(row.targets, row.actuals, row.rating) for row in part.kpis]
        assert [(row.score, row.band, row.impact, row.risk.text) for row in part.risks]
    for appendix in reading.appendix_readings:
        assert [block.block.outcome_text for block in appendix.blocks]
    assert reading.risks
    assert reading.matrix
    assert reading.risks_by_cell
    assert reading.unscored_with_objectives == []
    assert reading.bands
    assert reading.divisions_named is not None
    assert reading.strategies_named is not None
    assert reading.council_name
    assert warnings_in(reading) is not None


@pytest.mark.parametrize("work", [read_everything, warnings_of, export_plan])
def test_sixty_objectives_cost_as_many_queries_as_two(work):
    few, many = queries_of(work, 2), queries_of(work, 60)
    assert few == many
    assert many < 35


def test_importing_costs_hardly_more_for_sixty_objectives_than_for_two():
    """All rows of a kind are added at once."""
    counts = []
    for objectives in (2, 60):
        with CaptureQueriesContext(connection) as captured:
            imported(objectives)
        counts.append(len(captured))
    assert counts[1] - counts[0] <= 2


# Paragraph numbers


@pytest.fixture
def section():
    return SectionFactory(number="4.", plan__numbering="typed")


def numbers_of(plan):
    reading = PlanReading(plan)
    return [
        reading.paragraph_number(paragraph)
        for each in reading.sections
        for paragraph in each.paragraphs.all()
    ]


def test_numbers_that_skip_are_printed_as_typed(section):
    for number in ("4.1", "4.3", "", "4.4"):
        ParagraphFactory(section=section, number=number)
    assert numbers_of(section.plan) == ["4.1", "4.3", "", "4.4"]


def test_automatic_numbers_count_through_each_section(section):
    for number in ("4.1", "4.3", ""):
        ParagraphFactory(section=section, number=number)
    unnumbered = SectionFactory(plan=section.plan, number="")
    ParagraphFactory(section=unnumbered)
    section.plan.numbering = "automatic"
    assert numbers_of(section.plan) == ["4.1", "4.2", "4.3", "2.1"]


# The year columns of the KPI tables


def columns_of(plan):
    [appendix] = PlanReading(plan).appendix_readings
    rows = [row for block in appendix.blocks for o in block.objectives for row in o.kpis]
    return appendix, rows


def test_every_kpi_of_an_appendix_has_the_same_year_columns():
    objective = ObjectiveFactory(block__appendix__plan__first_year=2026)
    first = IndicatorFactory(objective=objective, target="51%")
    IndicatorTargetFactory(indicator=first, year="2027/28", text="To follow")
    second = IndicatorFactory(objective=objective)
    IndicatorTargetFactory(indicator=second, year="2028/29", text="-1%")
    IndicatorActualFactory(indicator=second, year="2025/26", text="0")
    appendix, rows = columns_of(objective.block.appendix.plan)
    assert appendix.target_years == ["2026/27", "2027/28", "2028/29"]
    assert appendix.actual_years == ["2025/26"]
    assert [row.targets for row in rows] == [["51%", "To follow", ""], ["", "", "-1%"]]
    assert [row.actuals for row in rows] == [[""], ["0"]]


def test_the_plans_own_year_has_a_column_also_where_no_target_is_set():
    indicator = IndicatorFactory(objective__block__appendix__plan__first_year=2026)
    appendix, rows = columns_of(indicator.objective.block.appendix.plan)
    assert (appendix.target_years, rows[0].targets) == (["2026/27"], [""])


@pytest.mark.parametrize(
    ("finish", "years"),
    [
        (date(2027, 3, 31), ["2026/27", "2027/28"]),
        (date(2028, 3, 31), ["2027/28"]),
        (date(2029, 3, 31), ["2027/28"]),
    ],
)
def test_a_plan_of_several_years_has_no_column_of_all_of_them(finish, years):
    plan = PlanFactory(start=date(2026, 4, 1), finish=finish)
    indicator = IndicatorFactory(objective__block__appendix__plan=plan)
    IndicatorTargetFactory(indicator=indicator, year="2027/28")
    appendix, _ = columns_of(plan)
    assert appendix.target_years == years


def test_an_appendix_without_kpis_has_no_year_columns():
    objective = ObjectiveFactory()
    appendix, rows = columns_of(objective.block.appendix.plan)
    assert (appendix.target_years, appendix.actual_years, rows) == ([], [], [])
    assert not appendix.has_baselines


def test_a_column_of_baselines_is_there_where_one_kpi_has_one():
    objective = ObjectiveFactory()
    IndicatorFactory(objective=objective)
    assert not columns_of(objective.block.appendix.plan)[0].has_baselines
    IndicatorFactory(objective=objective, baseline_text="0")
    assert columns_of(objective.block.appendix.plan)[0].has_baselines


def test_a_kpi_is_rated_once_its_year_is_reported_and_not_before():
    objective = ObjectiveFactory(block__appendix__plan__first_year=2026)
    IndicatorFactory(objective=objective, target="51%")
    IndicatorFactory(objective=objective, target="51%", actual="0%")
    IndicatorFactory(objective=objective, target="To follow", actual="51%")
    _, rows = columns_of(objective.block.appendix.plan)
    assert [row.rating and row.rating.word for row in rows] == [None, "Red", "Grey"]


# Progress, order, names


def test_of_an_actions_updates_the_last_is_printed_and_all_stay():
    action = CriticalActionFactory()
    assert action.year_end_progress == ""
    for words in ("Begun", "Begun in May"):
        ProgressUpdateFactory(action=action, commentary=words)
    assert action.year_end_progress == "Begun in May"
    assert action.updates.count() == 2


@pytest.mark.parametrize(
    ("values", "printed"),
    [
        ({"start_text": "Apr 2012", "finish_text": "Mar 2013"}, "Apr 2012 – Mar 2013"),
        ({"start_text": "Apr 2012", "finish_text": "Apr 2012"}, "Apr 2012"),
        ({"start_text": "Ongoing"}, "Ongoing"),
        ({"finish_text": "Mar 2013", "milestones": "Report in May"}, "Mar 2013\nReport in May"),
        ({"milestones": "Sept 07 – ongoing"}, "Sept 07 – ongoing"),
        ({}, ""),
    ],
)
def test_dates_and_milestones_stand_in_one_cell(values, printed):
    assert CriticalActionFactory(**values).when == printed


def test_parts_stand_in_the_authors_order_and_not_in_that_of_making():
    objective = ObjectiveFactory()
    for place, ref in ((3, "c"), (1, "a"), (2, "b")):
        CriticalActionFactory(objective=objective, position=place, ref=ref)
    [part] = PlanReading(objective.block.appendix.plan).objectives()
    assert [action.ref for action in part.actions] == ["a", "b", "c"]


def test_outcomes_without_objectives_and_appendices_without_outcomes_stay():
    block = OutcomeBlockFactory()
    AppendixFactory(plan=block.appendix.plan)
    readings = PlanReading(block.appendix.plan).appendix_readings
    assert [[b.objectives for b in a.blocks] for a in readings] == [[[]], []]


def test_the_key_names_the_divisions_and_strategies_that_the_plan_uses_by_a_code():
    action = CriticalActionFactory()
    used = DivisionFactory(code="C&F", name="Children and Families")
    DivisionFactory(code="TF", name="Targeted Families")
    action.divisions.add(used, DivisionFactory(code="XY", name=""))
    linked = StrategyFactory(code="CYPP", name="Children and Young People's Plan")
    action.strategies.add(linked, StrategyFactory(name="SEN Strategy"))
    action.objective.divisions.add(used)
    reading = PlanReading(action.objective.block.appendix.plan)
    assert reading.divisions_named == [used]
    assert reading.strategies_named == [linked]


def test_the_council_is_called_as_on_the_day_of_the_plan():
    CouncilFactory(name="Ellenshaw City Council")
    assert PlanReading(PlanFactory(council_name="Ellenshaw MBC")).council_name == "Ellenshaw MBC"
    assert PlanReading(PlanFactory()).council_name == "Ellenshaw City Council"


@pytest.mark.parametrize(
    ("start", "finish", "year", "period"),
    [
        ("2026-04-01", "2027-03-31", "2026/27", "April 2026 to March 2027"),
        ("2026-01-01", "2026-12-31", "2026", "January 2026 to December 2026"),
        ("2026-04-02", "2027-03-31", "2026/27", "2 April 2026 to 31 March 2027"),
        ("2027-02-01", "2028-02-29", "2027/28", "February 2027 to February 2028"),
        ("2027-02-01", "2028-02-28", "2027/28", "1 February 2027 to 28 February 2028"),
    ],
)
def test_the_period_of_a_plan_in_words(start, finish, year, period):
    plan = PlanFactory(start=start, finish=finish)
    plan.refresh_from_db()
    assert (plan.year, plan.period) == (year, period)
