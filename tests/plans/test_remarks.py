"""What is left to do in a plan, by the part it stands in and in the order of the plan."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Objective, Plan
from plans.reading import PlanReading
from plans.remarks import Remarks
from tests.factories import (
    AppendixFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    ParagraphFactory,
    PersonFactory,
    PlanFactory,
    SectionFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    """A plan with a slip in its text, and one in the second of two objectives."""
    plan = PlanFactory()
    section = SectionFactory(plan=plan, number="1", heading="Introduction")
    ParagraphFactory(section=section, number="1.1")
    ParagraphFactory(section=section, number="1.3")
    block = OutcomeBlockFactory(appendix=AppendixFactory(plan=plan, number="1", title="Actions"))
    IndicatorFactory(objective=ObjectiveFactory(block=block, ref="Ob 1"), target="51%")
    second = ObjectiveFactory(block=block, ref="Ob 2", text="Listen")
    CriticalActionFactory(objective=second, ref="2.1", text="", responsible="")
    return plan


def remarks_on(plan: Plan, *, writing: bool = True) -> Remarks:
    return Remarks(PlanReading(plan), writing=writing)


def test_remarks_stand_with_their_part_in_the_order_of_the_plan(plan):
    found = [
        (
            part.heading,
            part.above,
            [str(remark.remark) for remark in part.warnings],
            [str(remark.remark) for remark in part.questions],
        )
        for part in remarks_on(plan).parts
    ]
    assert found == [
        (
            "Section 1 Introduction",
            "",
            ["Section 1 Introduction: paragraph 1.3 follows 1.1"],
            [],
        ),
        (
            "Objective Ob 2 Listen",
            "Appendix 1: Actions",
            ["Action 2.1: has no text and no owner and no date or milestone"],
            [
                "Objective Ob 2: has no KPI",
                "Action 2.1: names no person who answers for it",
            ],
        ),
    ]


def test_what_is_left_is_counted_in_words(plan):
    assert remarks_on(plan).summary == (
        "2 warnings in 2 parts; the committee will ask 2 questions."
    )
    Objective.objects.filter(ref="Ob 2").delete()
    assert remarks_on(plan).summary == (
        "1 warning in 1 part; the committee will have nothing to ask."
    )
    plan.sections.all().delete()
    ready = remarks_on(plan)
    assert ready.summary.startswith("Nothing in this plan looks wrong")
    assert ready.parts == []
    CriticalActionFactory(objective=Objective.objects.get(), milestones="Ongoing")
    assert remarks_on(plan).summary == ("Nothing looks wrong; the committee will ask 1 question.")


def test_who_writes_is_led_to_the_writing_page_and_of_an_approved_plan_to_the_plan(plan):
    def address(**how) -> str:
        return remarks_on(plan, **how).parts[-1].warnings[0].url

    objective = Objective.objects.get(ref="Ob 2")
    anchor = f"#action-{objective.actions.get().pk}"
    assert address() == (reverse("plans:write_objective", args=[plan.pk, objective.pk]) + anchor)
    assert address(writing=False) == plan.get_absolute_url() + anchor

    client = client_of(holder("officer", plan.directorate))
    page = reverse("plans:readiness", args=[plan.pk])
    assert address() in client.get(page).content.decode()
    bring_to(plan, "approved")
    shown = client.get(page).content.decode()
    assert address() not in shown
    assert address(writing=False) in shown


def test_the_route_page_says_what_is_left_before_the_plan_is_submitted(plan):
    lead = client_of(holder("plan_lead", plan.directorate))
    route = reverse("plans:route", args=[plan.pk])
    page = lead.get(route).content.decode()
    assert "2 warnings in 2 parts" in page
    assert reverse("plans:readiness", args=[plan.pk]) in page
    bring_to(plan, "submitted")
    assert "2 warnings in 2 parts" not in lead.get(route).content.decode()


def test_the_queries_of_readiness_do_not_grow_with_the_plan(plan):
    client = client_of(holder("officer", plan.directorate))

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse("plans:readiness", args=[plan.pk]))
        return len(captured)

    few = queries()
    for _ in range(5):
        objective = ObjectiveFactory(block=Objective.objects.first().block)
        CriticalActionFactory(objective=objective).people.add(PersonFactory())
    assert queries() == few
