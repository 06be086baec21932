"""The list of KPIs across plans: the rating is the one of the plan's page, whatever is asked."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.kpis.standing import KpiStanding
from plans.models import Indicator, Plan
from plans.rag import rate
from tests.factories import (
    DirectorateFactory,
    IndicatorActualFactory,
    IndicatorFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
    QuarterActualFactory,
    UserFactory,
    bring_to,
)
from tests.plans.lists.pages import KPIS, cells, rows
from tests.plans.pages.people import client_of, holder

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


def carried(text: str, number: int) -> Indicator:
    """A KPI that is to stay within a range, whose earlier figures and range an earlier plan
    tells."""
    about = {"polarity": "range", "measures": "count", "seasonal": True}
    old = PlanFactory(first_year=2025, directorate=DirectorateFactory())
    earlier = IndicatorFactory(objective__block__appendix__plan=old, measure="Old", **about)
    IndicatorTargetFactory(indicator=earlier, year="2025/26", text="16 to 22")
    IndicatorActualFactory(indicator=earlier, year="2024/25", text="10")
    IndicatorActualFactory(indicator=earlier, year="2025/26", text=text)
    return IndicatorFactory(measure=f"New {number}", carried_from=earlier, target="30", **about)


def test_the_direction_of_travel_and_the_year_end_are_told_as_on_the_kpi_s_page():
    kpi = carried("14", 1)
    user = holder("officer")
    columns = ["measure", "year_end", "travel"]
    client_of(user).post(reverse(KPIS), {"columns": columns})
    [row] = cells(KPIS, user, words="New")
    assert row["travel"] == "Improving: 14 in 2025/26, 10 in 2024/25"
    assert row["year_end"] == "no actual"
    QuarterActualFactory(indicator=kpi, year="2026/27", quarter=1, text="10")
    standing = KpiStanding(kpi, kpi.objective.block.appendix.plan)
    [row] = cells(KPIS, user, words="New")
    assert row["travel"] == standing.direction.words
    assert row["year_end"] == standing.end.words
    response = client_of(user).get(reverse(KPIS), {"words": "New", "_export": "csv"})
    head, line = csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig")))
    assert head == ["Measure", "Year end", "Direction of travel"]
    assert line == ["New 1", standing.end.words, standing.direction.words]


def test_what_earlier_plans_tell_takes_no_query_for_each_row():
    user = holder("officer")
    client_of(user).post(reverse(KPIS), {"columns": ["measure", "year_end", "travel", "status"]})
    counts = []
    for rows_more in (range(1), range(1, 6)):
        for number in rows_more:
            kpi = carried("14", number)
            QuarterActualFactory(indicator=kpi, text="5")
            QuarterActualFactory(indicator=kpi.carried_from, year="2025/26", text="4")
        with CaptureQueriesContext(connection) as queries:
            cells(KPIS, user)
        counts.append(len(queries))
    assert counts[0] == counts[1], counts


def test_the_direction_of_travel_is_told_to_those_only_who_follow_the_kpi():
    kpi = carried("14", 1)
    plan = kpi.objective.block.appendix.plan
    bring_to(plan, Plan.Status.PUBLISHED)
    [row] = cells(KPIS, holder("officer", plan.directorate), words="New")
    assert row["travel"].startswith("Improving")
    [row] = cells(KPIS, holder("officer", DirectorateFactory()), words="New")
    assert row["travel"] == "—"
    named = UserFactory(named=True)
    kpi.people.add(named.person)
    [row] = cells(KPIS, named, words="New")
    assert row["travel"].startswith("Improving")
    assert "travel" not in cells(KPIS, UserFactory(), words="New")[0]


def test_what_has_no_rating_is_found_by_the_reason():
    IndicatorFactory(measure="Watched", contextual=True, actual="7")
    IndicatorFactory(measure="In words", target="To follow", actual="7")
    IndicatorFactory(measure="Untold", target="50", actual="7", polarity="")
    assert listed(status="watched") == ["Watched"]
    assert set(listed(status="other")) == {"In words", "Untold"}
