"""A plan as it was: rebuilt from what stands now and what the audit trail tells."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from plans.acts_on_parts import relocate, remove
from plans.comparing.outline import outline_of
from plans.comparing.past import plan_as_it_was
from plans.models import CriticalAction, Indicator, Objective, Paragraph, Plan, Section
from plans.parts import KINDS
from plans.reading import PlanReading
from tests.factories import (
    AppendixFactory,
    BulletFactory,
    IndicatorActualFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    PlanFactory,
    RiskAssessmentFactory,
    SectionFactory,
)
from tests.plans.comparing.told import cells_of, outline
from tests.plans.pages.people import holder

pytestmark = pytest.mark.django_db


def as_it_was(plan: Plan, moment) -> PlanReading:
    reading = plan_as_it_was(Plan.objects.get(pk=plan.pk), moment)
    assert reading is not None
    return reading


def move_an_action_to_a_new_objective(plan):
    action = CriticalAction.objects.get(objective__block__appendix__plan=plan)
    new = ObjectiveFactory(block=action.objective.block, text="A new home")
    relocate(KINDS["action"], action, new, plan=plan, actor=holder("officer", plan.directorate))


def move_an_action_and_remove_its_new_place(plan):
    move_an_action_to_a_new_objective(plan)
    Objective.objects.get(text="A new home").delete()


def remove_an_objective_with_all_under_it(plan):
    objective = Objective.objects.get(block__appendix__plan=plan)
    remove(KINDS["objective"], objective, plan=plan, actor=holder("officer", plan.directorate))


def replace_everything(plan):
    plan.sections.all().delete()
    plan.appendices.all().delete()
    plan.risks.all().delete()
    SectionFactory(plan=plan, full=True)
    AppendixFactory(plan=plan, full=True)


def write_and_remove_what_was_not_there(plan):
    section = SectionFactory(plan=plan, full=True, heading="Not for long")
    section.heading = "Gone soon"
    section.save()
    section.delete()


def change_cells_of_every_kind(plan):
    Plan.objects.filter(pk=plan.pk).update(title="Another title", finish=date(2027, 4, 30))
    Section.objects.filter(plan=plan).update(heading="Another heading")
    BulletFactory(paragraph=Paragraph.objects.get(section__plan=plan))
    kpi = Indicator.objects.get(objective__block__appendix__plan=plan)
    kpi.targets.update(text="60%")
    kpi.actuals.all().delete()
    kpi.refs = ["NI 9"]
    kpi.save()
    IndicatorTargetFactory(indicator=kpi, year="2027/28")
    RiskAssessmentFactory(risk=plan.risks.first(), at=(5, 5))
    RiskAssessmentFactory(risk=plan.risks.first(), at=(1, 1), kind="target")
    CriticalAction.objects.filter(objective__block__appendix__plan=plan).update(text="Twice")
    CriticalAction.objects.filter(objective__block__appendix__plan=plan).update(text="Thrice")


@pytest.mark.parametrize(
    "happens",
    [
        change_cells_of_every_kind,
        move_an_action_to_a_new_objective,
        move_an_action_and_remove_its_new_place,
        remove_an_objective_with_all_under_it,
        replace_everything,
        write_and_remove_what_was_not_there,
    ],
)
def test_whatever_happens_later_a_plan_is_read_as_it_was(happens):
    plan = PlanFactory(full=True)
    kpi = Indicator.objects.get(objective__block__appendix__plan=plan)
    IndicatorTargetFactory(indicator=kpi)
    IndicatorActualFactory(indicator=kpi)
    before, moment = cells_of(outline(plan)), timezone.now()
    happens(Plan.objects.get(pk=plan.pk))
    assert cells_of(outline_of(as_it_was(plan, moment))) == before
    after = cells_of(outline(plan))
    assert cells_of(outline_of(as_it_was(plan, timezone.now()))) == after


def test_each_moment_between_two_changes_has_its_own_state():
    section, moments = SectionFactory(heading="0"), []
    for number in (1, 2, 3):
        moments.append(timezone.now())
        section.heading = str(number)
        section.save()
    headings = [as_it_was(section.plan, moment).sections[0].heading for moment in moments]
    assert headings == ["0", "1", "2"]


def test_before_it_was_begun_there_is_no_plan():
    moment = timezone.now()
    assert plan_as_it_was(PlanFactory(), moment - timedelta(seconds=1)) is None


def test_what_is_older_than_the_trail_was_there_too():
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_section DISABLE TRIGGER core_audit")
        section = SectionFactory(heading="From the old system")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE plans_section ENABLE TRIGGER core_audit")
    moment = timezone.now()
    section.delete()
    assert as_it_was(section.plan, moment).sections[0].heading == "From the old system"


def test_other_plans_are_left_out():
    one, other = PlanFactory(full=True), PlanFactory(full=True)
    before, moment = cells_of(outline(one)), timezone.now()
    replace_everything(other)
    assert cells_of(outline_of(as_it_was(one, moment))) == before


def test_a_large_plan_costs_as_many_queries_as_a_small_one():
    counts = []
    for size in (1, 4):
        plan, moment = PlanFactory(), timezone.now()
        for _ in range(size):
            SectionFactory(plan=plan, full=True)
            AppendixFactory(plan=plan, full=True)
        moment = timezone.now()
        replace_everything(plan)
        plan = Plan.objects.select_related("directorate", "risk_scale", "rag_definition").get(
            pk=plan.pk
        )
        with CaptureQueriesContext(connection) as queries:
            outline_of(plan_as_it_was(plan, moment))
        counts.append(len(queries))
    assert counts[0] == counts[1] < 60
