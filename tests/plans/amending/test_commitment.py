"""The commitment that the database keeps, whatever way somebody writes."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from plans.acts_on_parts import remove
from plans.exchange.exporting import export_plan
from plans.exchange.importing import import_plan
from plans.models import (
    Appendix,
    Bullet,
    CriticalAction,
    Indicator,
    IndicatorTarget,
    Objective,
    OutcomeBlock,
    Paragraph,
    Plan,
    Section,
)
from plans.models.commitment import commitment_lifted
from plans.parts import KINDS
from tests.factories import (
    IndicatorActualFactory,
    IndicatorTargetFactory,
    PlanFactory,
    ProgressUpdateFactory,
    bring_to,
    take_steps,
)
from tests.plans.amending.amended import officer_of

pytestmark = pytest.mark.django_db

COMMITTED = [
    (Section, {"heading": "Other"}),
    (Paragraph, {"text": "Other"}),
    (Bullet, {"text": "Other"}),
    (Appendix, {"introduction": "Other"}),
    (OutcomeBlock, {"aim_text": "Other"}),
    (Objective, {"text": "Other"}),
    (CriticalAction, {"finish_text": "Jun 2030"}),
    (CriticalAction, {"milestones": "Later"}),
    (CriticalAction, {"position": 99}),
    (Indicator, {"baseline_text": "1%"}),
    (IndicatorTarget, {"text": "1%"}),
    (Plan, {"finish": date(2030, 3, 31)}),
]
LOCKED = ["submitted", "approved", "published", "withdrawn"]


def full_plan(status):
    plan = PlanFactory(full=True)
    IndicatorTargetFactory(indicator=Indicator.objects.get())
    return bring_to(plan, status) if status != "draft" else plan


def refused():
    return pytest.raises(IntegrityError, match="only by an amendment")


@pytest.mark.parametrize("status", LOCKED)
def test_no_committed_column_changes(status):
    full_plan(status)
    for model, values in COMMITTED:
        with refused(), transaction.atomic():
            model.objects.update(**values)


@pytest.mark.parametrize("status", ["draft", "considered"])
def test_until_then_every_column_does(status):
    full_plan(status)
    for model, values in COMMITTED:
        model.objects.update(**values)


def test_no_part_comes_or_goes():
    full_plan("approved")
    for model in {model for model, _ in COMMITTED} - {Plan}:
        with refused(), transaction.atomic():
            model.objects.all()._raw_delete("default")
        row = model.objects.get()
        row.pk, row.position, row.year = None, 99, "2031/32"
        with refused(), transaction.atomic():
            row.save(force_insert=True)


def test_progress_and_who_is_responsible_are_no_part_of_it():
    full_plan("published")
    CriticalAction.objects.update(status="complete", responsible="Ann Lee / TF", revision=9)
    for model in (OutcomeBlock, Objective, Indicator):
        model.objects.update(responsible="Ann Lee / TF")
    ProgressUpdateFactory(action=CriticalAction.objects.get())
    IndicatorActualFactory(indicator=Indicator.objects.get(), year="2027/28")


def test_a_whole_plan_can_still_be_removed():
    full_plan("published").delete()
    full_plan("approved")
    Plan.objects.all().delete()
    assert not CriticalAction.objects.exists()


def test_it_is_lifted_only_for_as_long_as_an_act_runs():
    full_plan("approved")
    with commitment_lifted():
        CriticalAction.objects.update(text="Amended")
    with refused(), transaction.atomic():
        CriticalAction.objects.update(text="Changed")
    with pytest.raises(ValueError, match="given up"), transaction.atomic(), commitment_lifted():
        raise ValueError("given up")
    with refused(), transaction.atomic():
        CriticalAction.objects.update(text="Changed")


def test_sent_back_it_may_be_written_again():
    plan = full_plan("submitted")
    take_steps(plan, "draft")
    remove(KINDS["action"], CriticalAction.objects.get(), plan=plan, actor=officer_of(plan))
    assert not CriticalAction.objects.exists()


def test_a_plan_can_be_imported_beside_a_withdrawn_one():
    plan = full_plan("withdrawn")
    new = import_plan(export_plan(plan), actor=officer_of(plan)).plan
    assert new.pk != plan.pk
    assert new.status == "draft"
