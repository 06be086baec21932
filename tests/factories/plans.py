from datetime import date

import factory
from django.utils import timezone

from plans.models import (
    Plan,
    PlanImport,
    RagDefinition,
    ReportingPeriod,
    RiskScale,
    RouteStep,
)
from tests.factories.accounts import UserFactory
from tests.factories.council import DirectorateFactory
from tests.factories.row import RowFactory

_Status = Plan.Status
WAYS = {
    _Status.DRAFT: [],
    _Status.CONSIDERED: [_Status.CONSIDERED],
    _Status.SUBMITTED: [_Status.CONSIDERED, _Status.SUBMITTED],
    _Status.APPROVED: [_Status.CONSIDERED, _Status.SUBMITTED, _Status.APPROVED],
    _Status.PUBLISHED: [
        _Status.CONSIDERED,
        _Status.SUBMITTED,
        _Status.APPROVED,
        _Status.PUBLISHED,
    ],
    _Status.WITHDRAWN: [_Status.WITHDRAWN],
}
"""The steps by which a plan gets to each state."""


class PlanFactory(RowFactory):
    """A draft plan of a directorate of its own for 2026/27, without parts.

    Traits: `considered`, `submitted`, `approved`, `published`, `withdrawn`: a plan that took
    the steps of the route to there. `full` gives it a part of every kind. A year is chosen
    by `first_year`.
    """

    class Meta:
        model = Plan

    class Params:
        first_year = 2026
        considered = factory.Trait(status=Plan.Status.CONSIDERED)
        submitted = factory.Trait(status=Plan.Status.SUBMITTED)
        approved = factory.Trait(status=Plan.Status.APPROVED)
        published = factory.Trait(status=Plan.Status.PUBLISHED)
        withdrawn = factory.Trait(status=Plan.Status.WITHDRAWN)
        full = factory.Trait(
            council_name="Ellenshaw Metropolitan Borough Council",
            contact_name="Amina Yusuf",
            contact_post="Equality Officer",
            contact_address="Civic Hall\nEllenshaw",
            contact_telephone="01632 960100",
            contact_email="equality@ellenshaw.example",
            section=factory.RelatedFactory(
                "tests.factories.parts.SectionFactory", "plan", full=True
            ),
            appendix=factory.RelatedFactory(
                "tests.factories.parts.AppendixFactory", "plan", full=True
            ),
        )

    directorate = factory.SubFactory(DirectorateFactory)
    title = factory.Sequence(lambda n: f"Equality and diversity action plan {n}")
    start = factory.LazyAttribute(lambda plan: date(plan.first_year, 4, 1))
    finish = factory.LazyAttribute(lambda plan: date(plan.first_year + 1, 3, 31))
    risk_scale = factory.LazyFunction(RiskScale.in_force)
    rag_definition = factory.LazyFunction(RagDefinition.in_force)

    @classmethod
    def _create(cls, model_class, *args, status=Plan.Status.DRAFT, **kwargs):
        plan = super()._create(model_class, *args, **kwargs)
        if way := WAYS[Plan.Status(status)]:
            take_steps(plan, *way)
        return plan


def take_steps(plan, *way, decided_on=date(2026, 2, 2)):
    """Take a plan along the route, all steps decided on one day."""
    froms = [plan.status, *way[:-1]]
    approvals = plan.route_steps.filter(to_status=Plan.Status.APPROVED).count()
    RouteStep.objects.bulk_create(
        RouteStep(
            plan=plan,
            from_status=was,
            to_status=becomes,
            decided_by="Directorate strategic leadership team",
            decided_on=decided_on,
            note="As was asked" if becomes in (Plan.Status.DRAFT, Plan.Status.WITHDRAWN) else "",
            version=approvals + 1 if becomes == Plan.Status.APPROVED else None,
            recorded_by_name="Amina Yusuf",
        )
        for was, becomes in zip(froms, way, strict=True)
    )
    plan.status = way[-1]
    plan.revision += len(way)


def bring_to(plan, status):
    """Take the steps that a plan still lacks to get to a state."""
    plan.refresh_from_db(fields=["status"])
    way = WAYS[Plan.Status(status)]
    take_steps(plan, *way[way.index(plan.status) + 1 if plan.status in way else 0 :])
    return plan


class RouteStepFactory(RowFactory):
    class Meta:
        model = RouteStep

    plan = factory.SubFactory(PlanFactory)
    from_status = factory.SelfAttribute("plan.status")
    to_status = Plan.Status.CONSIDERED
    decided_by = "Directorate strategic leadership team"
    decided_on = date(2026, 5, 1)
    recorded_by_name = "Amina Yusuf"


class PlanImportFactory(RowFactory):
    class Meta:
        model = PlanImport

    uploaded_by = factory.SubFactory(UserFactory)
    file_name = "plan.json"
    document = factory.LazyFunction(dict)


class ReportingPeriodFactory(RowFactory):
    """The first quarter of a published plan of 2026/27, open for reports; trait `not_opened`."""

    class Meta:
        model = ReportingPeriod

    class Params:
        not_opened = factory.Trait(opened_at=None)

    plan = factory.SubFactory(PlanFactory, full=True, published=True)
    name = factory.Sequence(lambda n: f"Quarter {n}")
    start = date(2026, 4, 1)
    finish = date(2026, 6, 30)
    due_on = date(2026, 7, 31)
    opened_at = factory.LazyFunction(timezone.now)
