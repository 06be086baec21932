"""'As approved' beside 'now': what a reader can always see."""

import pytest

from plans.amending.as_approved import AsApproved, NotApproved
from plans.models import CriticalAction, Indicator, Objective
from tests.factories import (
    IndicatorActualFactory,
    PlanFactory,
    ProgressUpdateFactory,
    take_steps,
)
from tests.plans.amending.amended import action_of, add, agreed, approved_plan, change

pytestmark = pytest.mark.django_db


def told(plan) -> dict[str, list[tuple[str, str, str]]]:
    """The cells that differ, by the part."""
    found = {}
    for part in AsApproved(plan).differences.parts:
        for each in part.flat():
            if each.has_news and each.changed_cells:
                cells = [(c.label, c.before, c.after) for c in each.changed_cells]
                found[each.kind] = cells
    return found


def test_what_was_amended_stands_beside_what_was_approved():
    plan = approved_plan()
    assert AsApproved(plan).differences.is_empty
    agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
    assert told(plan) == {"action": [("Finish", "Mar 2027", "Jun 2027")]}
    beside = AsApproved(plan)
    assert [amendment.number for amendment in beside.amendments] == [1]
    assert beside.summary == "Version 1, approved on 2 February 2026, with 1 amendment"


def test_an_added_action_is_told_as_added():
    plan = approved_plan()
    agreed(add(plan, "action", Objective.objects.get(), ref="1.9", text="Train governors"))
    assert AsApproved(plan).differences.summary == ["1 action added"]


def test_progress_is_no_difference():
    plan = approved_plan()
    action = CriticalAction.objects.get()
    ProgressUpdateFactory(action=action)
    action.status = "complete"
    action.save()
    IndicatorActualFactory(indicator=Indicator.objects.get(), year="2027/28")
    plan.risks.update(text="Another risk")
    assert AsApproved(plan).differences.is_empty


def test_what_was_only_proposed_is_no_difference():
    plan = approved_plan()
    change(plan, action_of(plan), finish_text="Jun 2027")
    beside = AsApproved(plan)
    assert (beside.differences.is_empty, beside.amendments) == (True, [])


def test_a_new_approval_is_a_new_version_with_no_amendment_yet():
    plan = approved_plan()
    agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
    take_steps(plan, "draft", "considered", "submitted", "approved", "published")
    beside = AsApproved(plan)
    assert beside.summary == "Version 2, approved on 2 February 2026, with no amendments"
    assert beside.differences.is_empty


@pytest.mark.parametrize("status", ["draft", "submitted", "withdrawn"])
def test_a_plan_that_is_not_approved_has_no_such_side(status):
    with pytest.raises(NotApproved):
        AsApproved(PlanFactory(status=status))
