"""Where a part came from and what replaced it, seen from both sides."""

from __future__ import annotations

import pytest

from accounts.models import User
from core.models import AuditAct
from plans.acts_on_parts import remove, undo_removal
from plans.models import CriticalAction, Objective, Plan, Section
from plans.parts import KINDS
from plans.rolling.provenance import Provenance
from tests.factories import PlanFactory, bring_to
from tests.plans.pages.people import client_of, holder
from tests.plans.rolling.test_rolling_forward import rolled

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(full=True, title="Action plan 2026/27")


@pytest.fixture
def officer(plan: Plan) -> User:
    return holder("officer", plan.directorate)


@pytest.fixture
def new(plan: Plan, officer: User) -> Plan:
    return rolled(plan, officer).plan


def the(model, plan):
    paths = {Section: "plan", Objective: "block__appendix__plan"}
    path = paths.get(model, "objective__block__appendix__plan")
    return model.objects.get(**{path: plan})


@pytest.mark.parametrize("model", [Section, Objective, CriticalAction])
def test_a_part_links_to_where_it_came_from_and_back(plan, officer, new, model):
    old_part, new_part = the(model, plan), the(model, new)
    [came] = Provenance(new, officer).of(new_part)
    [went] = Provenance(plan, officer).of(old_part)
    assert (came.words, went.words) == ("Carried from 2026/27", "Carried into 2027/28")
    assert came.url.startswith(f"/plans/{plan.pk}/#")
    assert came.url.endswith(f"-{old_part.pk}")
    assert went.url.startswith(f"/plans/{new.pk}/#")
    assert went.url.endswith(f"-{new_part.pk}")


def test_a_risk_is_traced_to_its_place_under_an_objective(plan, officer, new):
    link = plan.risks.exclude(assessments=None).get().objective_risks.get()
    [went] = Provenance(plan, officer).of(link)
    there = new.risks.get(carried_from=link.risk).objective_risks.get()
    assert went.url == f"/plans/{new.pk}/#risk-{there.pk}"


def test_a_plan_one_may_not_read_leaves_no_trace(plan, new):
    bring_to(plan, "published")
    reader = holder("school_respondent", school_respondent=True)
    plan.refresh_from_db()
    provenance = Provenance(plan, reader)
    assert provenance.of_plan == []
    assert provenance.of(the(CriticalAction, plan)) == []


def test_the_traces_stand_on_the_plan_s_page_and_lead_to_each_other(plan, officer, new):
    client = client_of(officer)
    here = client.get(new.get_absolute_url()).content.decode()
    there = client.get(plan.get_absolute_url()).content.decode()
    assert "Rolled forward from Action plan 2026/27" in here
    assert "Rolled forward into Action plan 2027/28" in there
    assert f"#action-{the(CriticalAction, plan).pk}" in here
    assert f"#action-{the(CriticalAction, new).pk}" in there


def test_a_removed_part_that_is_put_back_is_traced_again(plan, officer, new):
    old = the(CriticalAction, plan)
    remove(KINDS["action"], old, plan=plan, actor=officer)
    carried = the(CriticalAction, new)
    assert carried.carried_from is None
    assert carried.text == old.text
    undo_removal(AuditAct.objects.get(action="part.removed"), plan=plan, actor=officer)
    carried.refresh_from_db()
    assert (
        carried.carried_from_id == CriticalAction.objects.get(text=old.text, carried_from=None).pk
    )


def test_the_page_of_a_plan_that_was_rolled_takes_a_constant_number_of_queries(
    plan, officer, new, django_assert_max_num_queries
):
    client = client_of(officer)
    with django_assert_max_num_queries(45):
        client.get(plan.get_absolute_url())
