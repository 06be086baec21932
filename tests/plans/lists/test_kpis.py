"""The list of KPIs across plans: the rating is the one of the plan's page, whatever is asked."""

import pytest

from plans.rag import rate
from tests.factories import (
    IndicatorActualFactory,
    IndicatorFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
)
from tests.plans.lists.pages import KPIS, cells, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def _rated():
    for measure, target, actual in [
        ("Met", "50", "51"),
        ("Nearly", "100", "97"),
        ("Missed", "100", "60"),
        ("In words", "To follow", "60"),
        ("Untargeted", None, "60"),
        ("Unreported", "100", None),
    ]:
        IndicatorFactory(measure=measure, target=target, actual=actual)


def listed(**query) -> list[str]:
    return [kpi.measure for kpi in rows(KPIS, **query)]


@pytest.mark.usefixtures("_rated")
@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("green", {"Met"}),
        ("amber", {"Nearly"}),
        ("red", {"Missed"}),
        ("grey", {"In words", "Untargeted", "Unreported"}),
        ("no_target", {"Untargeted"}),
        ("no_actual", {"Unreported"}),
    ],
)
def test_a_status_finds_the_kpis_that_show_it(status, expected):
    assert set(listed(status=status)) == expected


@pytest.mark.usefixtures("_rated")
def test_the_rating_filtered_by_is_the_rating_that_the_plan_shows():
    for kpi in rows(KPIS):
        plan = kpi.objective.block.appendix.plan
        rating = rate(kpi, plan.year, plan.rag_definition)
        assert kpi.measure in listed(status=str(rating.rag))
    for status in ("green", "amber", "red", "grey"):
        for row in cells(KPIS, status=status):
            assert f"app-chip--{status}" in row["status"]


@pytest.mark.usefixtures("_rated")
def test_by_status_red_comes_first_and_grey_last_either_way():
    assert listed(sort="status")[:3] == ["Missed", "Nearly", "Met"]
    assert listed(sort="-status")[:3] == ["Met", "Nearly", "Missed"]
    assert listed(sort="-status", status="red") == ["Missed"]


def test_kpis_stand_by_plan_and_then_as_they_are_printed():
    old = ObjectiveFactory(block__appendix__plan=PlanFactory(first_year=2024))
    new = ObjectiveFactory(block__appendix__plan=PlanFactory(first_year=2026))
    IndicatorFactory(measure="Old", objective=old)
    IndicatorFactory(measure="Second", objective=new, position=2)
    IndicatorFactory(measure="First", objective=new, position=1)
    assert listed() == ["First", "Second", "Old"]


def test_words_are_looked_for_in_refs_measure_and_responsible():
    IndicatorFactory(measure="Children in care", refs=["NI 111", "T_F 001"])
    IndicatorFactory(measure="Other", responsible="Cora Dunn")
    assert listed(words="ni 111") == ["Children in care"]
    assert listed(words="T_F children") == ["Children in care"]
    assert listed(words="cora") == ["Other"]
    assert listed(words="T%F") == []


def test_the_other_filters_are_those_of_the_plan_and_of_the_cell():
    person = PersonFactory()
    block = OutcomeBlockFactory(outcome_text="Be healthy")
    kpi = IndicatorFactory(measure="Wanted", objective__block=block)
    kpi.people.add(person)
    IndicatorFactory(measure="Other", objective__block__appendix__plan__first_year=2024)
    plan = block.appendix.plan
    for query in (
        {"directorate": plan.directorate_id},
        {"year": "2026/27"},
        {"outcome": "Be healthy"},
        {"lead": person.pk},
    ):
        assert listed(**query) == ["Wanted"], query


def test_a_row_shows_the_target_of_the_plan_s_year_and_the_latest_actual():
    kpi = IndicatorFactory(target="51%", refs=["A", "B"])
    IndicatorActualFactory(indicator=kpi, year="2024/25", text="47%")
    IndicatorActualFactory(indicator=kpi, year="2025/26", text="49%")
    [row] = cells(KPIS)
    assert (row["refs"], row["target"], row["actual"]) == ("A, B", "51%", "49% (2025/26)")
    assert "no actual" in row["status"]
    IndicatorActualFactory(indicator=kpi, year="2026/27", text="0")
    [row] = cells(KPIS)
    assert row["actual"] == "0"
    assert "app-chip--red" in row["status"]
