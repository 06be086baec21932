"""RAG of many KPIs at once: the same as of each alone, in as many queries for many as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Indicator
from plans.rag import Rag, rate
from plans.ratings import rated_as, rating_of, ratings_of
from tests.factories import (
    IndicatorActualFactory,
    IndicatorFactory,
    ObjectiveFactory,
    QuarterActualFactory,
)

pytestmark = pytest.mark.django_db
NOW, BEFORE = "2026/27", "2025/26"


@pytest.fixture
def objective():
    return ObjectiveFactory()


def seasonal(objective) -> Indicator:
    """A count with a quarter of this year, and of the year before in an earlier plan."""
    about = {"measures": "count", "seasonal": True}
    earlier = IndicatorFactory(objective=ObjectiveFactory(), **about)
    IndicatorActualFactory(indicator=earlier, year=BEFORE, text="200")
    QuarterActualFactory(indicator=earlier, year=BEFORE, text="20")
    found = IndicatorFactory(objective=objective, target="300", carried_from=earlier, **about)
    QuarterActualFactory(indicator=found, text="29")
    return found


def test_a_seasonal_kpi_is_rated_in_lists_as_on_its_page(objective):
    kpi = seasonal(objective)
    rating = ratings_of(Indicator.objects.filter(pk=kpi.pk))[kpi.pk]
    assert (rating.rag, rating.reason) == (Rag.AMBER, "290, projected from 1 quarter")
    assert rating == rating_of(Indicator.objects.get(pk=kpi.pk))


def test_all_are_rated_in_as_many_queries_as_one(objective):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            ratings_of(Indicator.objects.filter(objective=objective))
        return len(captured)

    seasonal(objective)
    one = queries()
    for _ in range(3):
        seasonal(objective)
        IndicatorFactory(objective=objective, target="51%", actual="52%")
    assert queries() == one


@pytest.mark.parametrize(
    ("status", "measures"),
    [
        ("amber", {"expected"}),
        ("grey", {"no target", "no actual", "words"}),
        ("no_target", {"no target"}),
        ("no_actual", {"no actual"}),
    ],
)
def test_kpis_are_found_by_rating_or_by_why_they_have_none(objective, status, measures):
    expected = IndicatorFactory(
        objective=objective, measure="expected", target="100", measures="count"
    )
    QuarterActualFactory(indicator=expected, text="24")
    for measure, target, actual in (
        ("no target", None, "5"),
        ("no actual", "5", None),
        ("words", "5", "to follow"),
        ("met", "5", "5"),
    ):
        IndicatorFactory(objective=objective, measure=measure, target=target, actual=actual)
    found = rated_as(Indicator.objects.filter(objective=objective), status)
    assert {kpi.measure for kpi in found} == measures


def test_only_the_figures_of_the_plans_year_are_rated(objective):
    kpi = IndicatorFactory(objective=objective, target="50", actual="50")
    IndicatorActualFactory(indicator=kpi, year="2027/28", text="1")
    definition = objective.block.appendix.plan.rag_definition
    assert rating_of(kpi) == rate(kpi, NOW, definition)
    assert rating_of(kpi).rag is Rag.GREEN
