"""RAG of many KPIs at once: what a list filters and sorts by.

`plans.rag` reads targets and actuals from printed words, which no query can do. So the
ratings are worked out here for the rows that the other filters leave, and the list then
asks for those rows by number: the same calculation serves screen, sorting and file. It
takes a handful of queries however many rows there are, and time in proportion to them; a page
that neither filters nor sorts by rating works out only the rows it shows.
"""

from __future__ import annotations

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.db.models.expressions import OrderBy

from plans.kpis.lineage import fetch_lineage
from plans.kpis.quarters import year_counted
from plans.kpis.year_end import NO_ACTUAL
from plans.models import Indicator, Plan
from plans.rag import NO_TARGET, WATCHED, Rag, Rating, rate

WORST_FIRST = (Rag.RED, Rag.AMBER, Rag.GREEN)
CHOICES = [
    *((str(rag), rag.capitalize()) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY)),
    ("watched", "Only watched"),
    ("no_target", "No target for the year"),
    ("no_actual", "No actual for the year"),
    ("other", "Not rated for another reason"),
]
_RATED_BY = (
    "contextual",
    "unit",
    "polarity",
    "baseline_text",
    "measures",
    "seasonal",
    "carried_from",
)
"""The columns of a KPI on which its rating hangs."""
_REASONS = {WATCHED: "watched", NO_TARGET: "no_target", NO_ACTUAL: "no_actual"}


def rating_of(kpi: Indicator) -> Rating:
    """The rating of a KPI for its plan's year, by the definition that the plan was made with."""
    plan = kpi.objective.block.appendix.plan
    return rate(kpi, year_counted(plan), plan.rag_definition)


def ratings_of(kpis: QuerySet[Indicator]) -> dict[int, Rating]:
    """The ratings of all KPIs of a query, by number."""
    rows = (
        kpis.order_by()
        .select_related(None)
        .prefetch_related(None)
        .prefetch_related("targets", "actuals", "quarters")
        .annotate(plan_number=F("objective__block__appendix__plan"))
        .only(*_RATED_BY)
    )
    numbers = {kpi.plan_number for kpi in rows}
    plans = Plan.objects.select_related("rag_definition").in_bulk(numbers)
    fetch_lineage(kpi for kpi in rows if kpi.seasonal)
    found = {}
    for kpi in rows:
        plan = plans[kpi.plan_number]
        found[kpi.pk] = rate(kpi, year_counted(plan), plan.rag_definition)
    return found


def why_not_rated(rating: Rating) -> str:
    """Why a KPI has no rating, as one of the choices has it; empty for one that has."""
    return _REASONS.get(rating.reason, "other") if rating.rag is Rag.GREY else ""


def rated_as(kpis: QuerySet[Indicator], status: str) -> QuerySet[Indicator]:
    """The KPIs with a rating, or with one of the reasons for having none."""
    wanted = [
        number
        for number, rating in ratings_of(kpis).items()
        if status in (rating.rag, why_not_rated(rating))
    ]
    return kpis.filter(pk__in=wanted)


def by_rating(kpis: QuerySet[Indicator], *, descending: bool) -> QuerySet[Indicator]:
    """Red, amber, green, or the other way round; grey is no rating and always comes last."""
    numbers: dict[Rag, list[int]] = {rag: [] for rag in Rag}
    for number, rating in ratings_of(kpis).items():
        numbers[rating.rag].append(number)
    ranks = [When(pk__in=numbers[rag], then=Value(n)) for n, rag in enumerate(WORST_FIRST)]
    rank = Case(*ranks, output_field=IntegerField())
    order = OrderBy(F("rank"), descending=descending, nulls_last=True)
    return kpis.annotate(rank=rank).order_by(order)
