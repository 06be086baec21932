"""After approval a plan changes only by an amendment: what, old, new, why, by whom."""

import threading
from datetime import date

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from core.models import AuditAct
from plans.acts_on_parts import save_part
from plans.amending.acts import Decision, agree, decline, withdraw
from plans.forms.of_part import form_of
from plans.models import Amendment, CriticalAction, Indicator, Objective, Paragraph, Section
from plans.parts import KINDS
from plans.route import STEPS, record_step
from tests.factories import (
    IndicatorActualFactory,
    IndicatorTargetFactory,
    PersonFactory,
    RoleAssignmentFactory,
    take_steps,
)
from tests.plans.amending.amended import (
    DECISION,
    action_of,
    add,
    agreed,
    approved_plan,
    change,
    lead_of,
    officer_of,
    remove,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return approved_plan()


def test_a_proposal_changes_nothing_and_keeps_the_words_of_its_day(plan):
    action = action_of(plan)
    proposed = change(plan, action, finish_text="Jun 2027", why="The school asked for it")
    assert proposed.state == "proposed"
    [cell] = proposed.printed_cells
    assert (cell.label, cell.old, cell.new) == ("Finish", "Mar 2027", "Jun 2027")
    assert (proposed.why, proposed.version, proposed.number) == ("The school asked for it", 1, 1)
    assert proposed.what == f"action {action.ref} “{action.text}”"
    assert action_of(plan).finish_text == "Mar 2027"


def test_once_agreed_it_is_made_with_what_follows_from_it(plan):
    amendment = agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
    action = action_of(plan)
    assert (action.finish_text, str(action.finish_on)) == ("Jun 2027", "2027-06-30")
    assert (amendment.state, amendment.decided_by) == ("agreed", "Cabinet member")
    assert amendment.meeting == "Cabinet, 17 March 2026"


def test_cells_that_were_not_amended_stay_as_they_are_at_the_agreement(plan):
    proposed = change(plan, action_of(plan), finish_text="Jun 2027")
    CriticalAction.objects.update(responsible="Ann Lee / TF", status="slipping")
    agreed(proposed)
    action = action_of(plan)
    assert (action.responsible, action.status) == ("Ann Lee / TF", "slipping")


def test_who_is_named_in_an_amended_cell_is_linked(plan):
    person = PersonFactory(name="Dave Perrett")
    agreed(change(plan, action_of(plan), responsible="Dave Perrett"))
    assert list(action_of(plan).people.all()) == [person]


def test_the_targets_of_a_kpi_are_amended_and_its_actuals_stay(plan):
    kpi = Indicator.objects.get()
    IndicatorTargetFactory(indicator=kpi, text="51%")
    IndicatorActualFactory(indicator=kpi, text="52%")
    proposed = change(plan, kpi, target_2026_27="60%", refs="NI 111\nNI 112")
    assert {cell.label: (cell.old, cell.new) for cell in proposed.printed_cells} == {
        "2026/27 target": ("51%", "60%"),
        "Refs": ("NI 111\nT_F 001", "NI 111\nNI 112"),
    }
    agreed(proposed)
    assert [(row.year, row.text) for row in kpi.targets.all()] == [("2026/27", "60%")]
    assert [row.text for row in kpi.actuals.all()] == ["52%"]


def test_a_paragraph_is_amended_with_its_list(plan):
    agreed(change(plan, Paragraph.objects.get(), text="New words", bullets="One\nTwo"))
    paragraph = Paragraph.objects.get()
    assert paragraph.text == "New words"
    assert [bullet.text for bullet in paragraph.bullets.all()] == ["One", "Two"]


def test_an_action_is_added_at_the_end_of_its_objective(plan):
    objective = Objective.objects.get()
    proposed = add(plan, "action", objective, ref="1.9", text="Train governors")
    assert proposed.what == (
        f"action 1.9 “Train governors” under objective {objective.ref} “{objective.text}”"
    )
    assert (proposed.printed_cells[0].label, proposed.printed_cells[0].old) == ("Ref", "")
    amendment = agreed(proposed)
    new = objective.actions.last()
    assert (new.ref, new.text) == ("1.9", "Train governors")
    assert amendment.part_pk == new.pk


def test_an_objective_is_removed_with_all_under_it_and_its_words_stay(plan):
    objective = Objective.objects.get()
    proposed = remove(plan, objective)
    cells = {cell.label: cell.old for cell in proposed.printed_cells}
    assert cells["Objective"] == objective.text
    action, kpi = action_of(plan), Indicator.objects.get()
    assert cells["With it"] == (f"Action {action.ref} “{action.text}”\nKPI NI 111 “{kpi.measure}”")
    agreed(proposed)
    assert not Objective.objects.exists()
    assert not plan.risks.exists()
    assert Amendment.objects.get().printed_cells[0].old == objective.ref


class TestStale:
    def test_what_was_amended_meanwhile_is_not_overwritten(self, plan):
        first = change(plan, action_of(plan), finish_text="Jun 2027")
        second = change(plan, action_of(plan), finish_text="Sep 2027")
        agreed(first)
        with pytest.raises(ValidationError, match="it now says “Jun 2027”"):
            agreed(second)
        assert action_of(plan).finish_text == "Jun 2027"
        assert Amendment.objects.get(pk=second.pk).state == "proposed"

    def test_what_was_removed_meanwhile_is_not_amended(self, plan):
        late = change(plan, action_of(plan), finish_text="Jun 2027")
        agreed(remove(plan, action_of(plan)))
        with pytest.raises(ValidationError, match="has been removed"):
            agreed(late)

    def test_nothing_is_added_under_what_was_removed(self, plan):
        late = add(plan, "paragraph", Section.objects.get(), text="More")
        agreed(remove(plan, Section.objects.get()))
        with pytest.raises(ValidationError, match="has been removed"):
            agreed(late)

    def test_a_part_to_be_removed_may_have_been_handed_over(self, plan):
        proposed = remove(plan, action_of(plan))
        CriticalAction.objects.update(responsible="Ann Lee / TF")
        agreed(proposed)
        assert not CriticalAction.objects.exists()

    def test_what_goes_with_a_part_must_still_be_the_same(self, plan):
        proposed = remove(plan, Objective.objects.get())
        agreed(add(plan, "action", Objective.objects.get(), ref="1.9", text="Train governors"))
        with pytest.raises(ValidationError, match="With it"):
            agreed(proposed)

    def test_it_is_of_the_version_that_was_approved(self, plan):
        proposed = change(plan, action_of(plan), finish_text="Jun 2027")
        take_steps(plan, "draft", "considered", "submitted", "approved")
        assert Amendment.objects.get(pk=proposed.pk).is_proposed
        with pytest.raises(ValidationError, match="not the approved one any more"):
            agreed(proposed)


class TestWho:
    @pytest.mark.parametrize("role", ["leadership_team", "committee_member", "admin"])
    def test_only_who_writes_the_plan_proposes(self, plan, role):
        place = {"directorate": plan.directorate} if role == "leadership_team" else {}
        actor = RoleAssignmentFactory(**{role: True}, **place).user
        with pytest.raises(PermissionDenied):
            change(plan, action_of(plan), text="Other", actor=actor)

    @pytest.mark.parametrize("role", ["officer", "leadership_team"])
    def test_only_a_plan_lead_decides(self, plan, role):
        proposed = change(plan, action_of(plan), text="Other")
        actor = RoleAssignmentFactory(role=role, directorate=plan.directorate).user
        for decide in (agree, decline):
            with pytest.raises(PermissionDenied):
                decide(proposed, Decision("X", DECISION.decided_on, reason="No"), actor=actor)

    def test_nobody_decides_on_their_own(self, plan):
        lead = lead_of(plan)
        proposed = change(plan, action_of(plan), text="Other", actor=lead)
        for decide in (agree, decline):
            with pytest.raises(PermissionDenied):
                decide(proposed, Decision("X", DECISION.decided_on, reason="No"), actor=lead)

    def test_only_who_proposed_it_takes_it_back(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        with pytest.raises(PermissionDenied):
            withdraw(proposed, actor=lead_of(plan))
        assert withdraw(proposed, actor=proposed.proposed_by).state == "withdrawn"

    def test_a_draft_is_changed_and_not_amended(self):
        plan = approved_plan()
        take_steps(plan, "draft")
        with pytest.raises(PermissionDenied, match="Only an approved plan"):
            change(plan, action_of(plan), text="Other")


class TestDecision:
    def test_declining_needs_a_reason_which_stays(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        with pytest.raises(ValidationError) as refused:
            decline(proposed, DECISION, actor=lead_of(plan))
        assert list(refused.value.message_dict) == ["reason"]
        why = Decision("Cabinet member", DECISION.decided_on, reason="Too late in the year")
        decline(proposed, why, actor=lead_of(plan))
        assert Amendment.objects.get().reason == "Too late in the year"
        assert action_of(plan).text != "Other"

    @pytest.mark.parametrize("day", [date(2026, 2, 1), date(2199, 1, 1)])
    def test_its_day_is_neither_before_the_approval_nor_in_the_future(self, plan, day):
        proposed = change(plan, action_of(plan), text="Other")
        with pytest.raises(ValidationError) as refused:
            agree(proposed, Decision("Cabinet member", day), actor=lead_of(plan))
        assert list(refused.value.message_dict) == ["decided_on"]
        assert action_of(plan).text != "Other"

    def test_it_is_decided_once(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        agreed(proposed)
        with pytest.raises(ValidationError, match="agreed already"):
            agreed(proposed)
        with pytest.raises(ValidationError, match="agreed already"):
            withdraw(proposed, actor=proposed.proposed_by)

    def test_a_plan_that_is_sent_back_leaves_no_proposal_waiting(self, plan):
        change(plan, action_of(plan), text="Other")
        record_step(
            plan,
            STEPS["send_back"],
            decided_by="Cabinet member",
            decided_on=DECISION.decided_on,
            note="Figures are missing",
            actor=lead_of(plan),
        )
        [left] = Amendment.objects.all()
        assert (left.state, left.reason) == (
            "withdrawn",
            "The plan itself moved on: sent back to draft",
        )

    def test_each_act_is_in_the_trail_with_the_rows_it_changed(self, plan):
        amendment = agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
        proposed, made = AuditAct.objects.filter(action__startswith="amendment.").order_by("pk")
        assert (proposed.action, made.action) == ("amendment.proposed", "amendment.agreed")
        assert proposed.note == made.note == str(amendment)
        assert "plans_criticalaction" in made.changes.values_list("table_name", flat=True)


def test_those_whom_it_concerns_are_told(plan, django_capture_on_commit_callbacks):
    lead, officer, other = lead_of(plan), officer_of(plan), officer_of(plan)
    with django_capture_on_commit_callbacks(execute=True):
        proposed = change(plan, action_of(plan), text="Other", actor=officer)
    assert [m.to for m in mail.outbox] == [[lead.email]]
    assert "Why: The school asked for it" in mail.outbox[0].body
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        agreed(proposed, actor=lead)
    assert sorted(m.to[0] for m in mail.outbox) == sorted([officer.email, other.email])
    assert "Decided by Cabinet member on 17 March 2026." in mail.outbox[0].body
    assert proposed.get_absolute_url() in mail.outbox[0].body


class TestDatabase:
    """What the database refuses, whatever way it is written."""

    def refused(self, amendment, **values):
        with pytest.raises(IntegrityError) as error, transaction.atomic():
            Amendment.objects.filter(pk=amendment.pk).update(**values)
        return str(error.value)

    def test_what_was_proposed_is_never_rewritten(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        for values in ({"why": "x"}, {"cells": []}, {"data": {}}, {"part_pk": 1}):
            assert "only the decision" in self.refused(proposed, **values)

    def test_a_decision_is_never_rewritten(self, plan):
        amendment = agreed(change(plan, action_of(plan), text="Other"))
        assert "only the decision" in self.refused(amendment, decided_by="Somebody else")

    def test_who_agrees_it_is_another_than_who_proposed_it(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        told = self.refused(
            proposed,
            state="agreed",
            decided_by="X",
            decided_on=DECISION.decided_on,
            settled_by=proposed.proposed_by,
            settled_at=proposed.proposed_at,
        )
        assert "amendment_is_agreed_by_another" in told

    def test_it_is_removed_with_its_plan_only(self, plan):
        change(plan, action_of(plan), text="Other")
        with pytest.raises(IntegrityError), transaction.atomic():
            plan.amendments.all().delete()
        plan.delete()
        assert not Amendment.objects.exists()

    def test_a_draft_has_none(self, plan):
        proposed = change(plan, action_of(plan), text="Other")
        take_steps(plan, "draft")
        proposed.pk, proposed.number = None, 2
        with pytest.raises(IntegrityError, match="of an approved plan"), transaction.atomic():
            proposed.save(force_insert=True)


def test_a_form_left_open_since_before_the_approval_saves_nothing(plan):
    action = action_of(plan)
    form = form_of(KINDS["action"], plan, {"text": "Changed late"}, part=action)
    assert form.is_valid()
    with pytest.raises(PermissionDenied, match="only by an amendment"):
        save_part(KINDS["action"], form, plan=plan, actor=officer_of(plan))


@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_does():
    plan = approved_plan()
    proposed = change(plan, action_of(plan), finish_text="Jun 2027")
    leads = [lead_of(plan), lead_of(plan)]
    start = threading.Barrier(2)
    outcomes = []

    def run(lead):
        mine = Amendment.objects.select_related("plan").get(pk=proposed.pk)
        start.wait(timeout=10)
        try:
            agree(mine, DECISION, actor=lead)
            outcomes.append("agreed")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[lead]) for lead in leads]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["agreed", "refused"]
    assert action_of(plan).finish_text == "Jun 2027"
