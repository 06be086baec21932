"""The pages of amendments: who may open which, what they show, that they do not slow down."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Amendment, CriticalAction, Objective
from plans.parts import KINDS
from tests.factories import CommitteeFactory, CriticalActionFactory, DirectorateFactory, take_steps
from tests.plans.amending.amended import (
    action_of,
    agreed,
    approved_plan,
    change,
    lead_of,
    officer_of,
)
from tests.plans.pages.people import client_of, the_six_roles

pytestmark = pytest.mark.django_db

WRITERS = {"officer", "plan_lead"}
WITHIN = WRITERS | {"leadership_team"}


@pytest.fixture
def plan():
    return approved_plan(directorate=DirectorateFactory(committee=CommitteeFactory()))


def url(name, plan, *args):
    return reverse(f"plans:{name}", args=[plan.pk, *args])


def addresses(plan) -> list[tuple[str, set[str]]]:
    action = CriticalAction.objects.get()
    amendment = Amendment.objects.first()
    return [
        (url("as_approved", plan), WITHIN | {"committee_member"}),
        (url("amendments", plan), WITHIN),
        (url("amendment", plan, amendment.pk), WITHIN),
        (url("amendment_choose", plan), WRITERS),
        (url("amendment_change", plan, "action", action.pk), WRITERS),
        (url("amendment_remove", plan, "action", action.pk), WRITERS),
        (url("amendment_add", plan, "action", action.objective_id), WRITERS),
    ]


def test_each_page_is_for_those_whom_it_concerns(plan):
    change(plan, action_of(plan), finish_text="Jun 2027")
    for address, allowed in addresses(plan):
        for role, user in the_six_roles(plan.directorate).items():
            status = client_of(user).get(address).status_code
            assert (status == 200) == (role in allowed), (address, role, status)


def test_an_officer_proposes_in_the_part_s_own_form_and_a_lead_agrees(plan):
    action = action_of(plan)
    officer, lead = officer_of(plan), lead_of(plan)
    page = client_of(officer).get(url("amendment_change", plan, "action", action.pk))
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"finish_text": "Jun 2027", "why": "The school asked for it"}
    client_of(officer).post(url("amendment_change", plan, "action", action.pk), typed)
    proposed = Amendment.objects.get()
    assert "Amendments (1" in client_of(lead).get(url("plan", plan)).content.decode()
    decision = {
        "decision": "agree",
        "decided_by": "Cabinet member",
        "decided_on_day": "17",
        "decided_on_month": "3",
        "decided_on_year": "2026",
    }
    client_of(lead).post(proposed.get_absolute_url(), decision)
    assert action_of(plan).finish_text == "Jun 2027"
    shown = client_of(lead).get(url("as_approved", plan)).content.decode()
    for words in ("The school asked for it", "Jun", "Mar", "Cabinet member", str(officer)):
        assert words in shown


@pytest.mark.parametrize("kind", ["objective", "kpi", "outcome", "paragraph", "section"])
def test_every_kind_is_proposed_anew_and_amended(plan, kind):
    client = client_of(officer_of(plan))
    part = KINDS[kind].parts_of(plan).get()
    page = client.get(url("amendment_change", plan, kind, part.pk))
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {"why": "Needed"}
    first = next(name for name in ("text", "measure", "heading", "outcome_text") if name in typed)
    client.post(url("amendment_change", plan, kind, part.pk), typed | {first: "Other words"})
    assert client.post(url("amendment_remove", plan, kind, part.pk), {"why": "Done"}).status_code
    parent = getattr(part, KINDS[kind].parent_field)
    client.post(url("amendment_add", plan, kind, parent.pk), typed | {first: "A new one"})
    made = list(Amendment.objects.order_by("number"))
    assert [a.operation for a in made] == ["change", "remove", "add"]
    for amendment in (made[0], made[2]):
        agreed(amendment)
    texts = {getattr(row, first) for row in KINDS[kind].parts_of(plan)}
    assert texts == {"Other words", "A new one"}


def test_a_proposal_says_why_and_changes_something(plan):
    action = action_of(plan)
    client = client_of(officer_of(plan))
    address = url("amendment_change", plan, "action", action.pk)
    form = client.get(address).context["form"]
    same = {name: form[name].value() or "" for name in form.fields}
    assert "Enter why the plan is to be amended" in client.post(address, same).content.decode()
    page = client.post(address, same | {"why": "x"}).content.decode()
    assert "Change at least one cell" in page
    assert not Amendment.objects.exists()


def test_declining_asks_for_the_reason_at_its_box(plan):
    proposed = change(plan, action_of(plan), finish_text="Jun 2027")
    decision = {
        "decision": "decline",
        "decided_by": "Cabinet member",
        "decided_on_day": "1",
        "decided_on_month": "2",
        "decided_on_year": "2026",
    }
    page = client_of(lead_of(plan)).post(proposed.get_absolute_url(), decision).content.decode()
    assert "Enter the reason for declining the amendment" in page
    assert "not be before the plan’s approval on 2 February 2026" in page


def test_one_s_own_is_withdrawn_and_not_decided(plan):
    lead = client_of(user := lead_of(plan))
    proposed = change(plan, action_of(plan), finish_text="Jun 2027", actor=user)
    page = lead.get(proposed.get_absolute_url()).content.decode()
    assert "another plan lead decides on it" in page
    assert lead.post(proposed.get_absolute_url(), {}).status_code == 403
    lead.post(url("amendment_withdraw", plan, proposed.pk))
    assert Amendment.objects.get().state == "withdrawn"


def test_risks_are_not_amended_and_drafts_neither(plan):
    client = client_of(officer_of(plan))
    risk = Objective.objects.get().objective_risks.first()
    assert client.get(url("amendment_change", plan, "risk", risk.pk)).status_code == 404
    take_steps(plan, "draft")
    assert client.get(url("amendment_choose", plan)).status_code == 403
    assert client.get(url("as_approved", plan)).status_code == 404


def test_the_history_tells_it_in_sentences(plan):
    officer = officer_of(plan)
    agreed(change(plan, action_of(plan), finish_text="Jun 2027", actor=officer, why="Too early"))
    shown = client_of(officer).get(url("history", plan)).content.decode()
    what = f"action {action_of(plan).ref} “{action_of(plan).text}”"
    assert f"proposed amendment 1 (change {what}): “Too early”" in shown
    assert f"recorded the agreement to amendment 1 (change {what})" in shown
    assert "decided by Cabinet member on 17 March 2026" in shown


def test_the_queries_do_not_grow_with_the_plan_or_its_amendments(plan):
    agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
    client = client_of(officer_of(plan))
    pages = [url(name, plan) for name in ("amendments", "amendment_choose", "as_approved")]

    def queries(page) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        return len(captured)

    before = [queries(page) for page in pages]
    for number in range(3):
        agreed(change(plan, action_of(plan), finish_text=f"Jun 203{number}"))
    CriticalActionFactory.create_batch(3, objective=Objective.objects.get())
    assert [queries(page) for page in pages] == before
