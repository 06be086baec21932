"""The route of a plan to approval: which step may follow which, who takes it, what is kept."""

import threading
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from core.models import AuditAct, AuditChange
from plans.models import Plan, RouteStep
from plans.route import STEPS, next_steps, record_step
from tests.factories import PlanFactory, RoleAssignmentFactory, UserFactory

# From each state, where each step leads; a step that is not here does not fit.
ROUTE = {
    ("draft", "consider"): "considered",
    ("considered", "submit"): "submitted",
    ("considered", "send_back"): "draft",
    ("submitted", "approve"): "approved",
    ("submitted", "send_back"): "draft",
    ("approved", "publish"): "published",
    ("approved", "send_back"): "draft",
    ("draft", "withdraw"): "withdrawn",
    ("considered", "withdraw"): "withdrawn",
    ("submitted", "withdraw"): "withdrawn",
    ("approved", "withdraw"): "withdrawn",
    ("published", "withdraw"): "withdrawn",
    ("withdrawn", "take_up"): "draft",
}
MAY_RECORD = {
    "officer": set(),
    "plan_lead": set(STEPS),
    "leadership_team": {"consider", "approve", "send_back"},
    "committee_member": set(),
    "school_respondent": set(),
    "admin": set(),
}
EVERY_PAIR = [(status, key) for status in Plan.Status.values for key in STEPS]


def lead_of(plan, **user):
    assignment = RoleAssignmentFactory(role="plan_lead", directorate=plan.directorate)
    assignment.user.name = user.get("name", assignment.user.name)
    assignment.user.save()
    return assignment.user


def take(plan, key, *, actor=None, note="Figures of 2024 are missing", decided_by="DSLT"):
    return record_step(
        plan,
        STEPS[key],
        decided_by=decided_by,
        decided_on=date(2026, 5, 1),
        note=note,
        actor=actor or lead_of(plan),
    )


@pytest.mark.django_db
class TestSteps:
    @pytest.mark.parametrize(("status", "key"), EVERY_PAIR)
    def test_each_step_leads_where_it_is_meant_to_or_is_refused(self, status, key):
        plan = PlanFactory(status=status)
        taken = plan.route_steps.count()
        if (status, key) in ROUTE:
            take(plan, key)
        else:
            with pytest.raises(ValidationError, match="no longer fits"):
                take(plan, key)
        expected = ROUTE.get((status, key), status)
        assert plan.status == expected
        assert Plan.objects.get().status == expected
        assert plan.route_steps.count() - taken == ((status, key) in ROUTE)

    @pytest.mark.parametrize("status", Plan.Status.values)
    def test_only_the_steps_that_fit_are_offered(self, status):
        offered = {step.key for step in next_steps(PlanFactory(status=status))}
        assert offered == {key for source, key in ROUTE if source == status}

    def test_what_is_published_is_withdrawn_or_stays(self):
        assert [step.key for step in next_steps(PlanFactory(published=True))] == ["withdraw"]

    def test_the_whole_route_from_draft_to_published(self):
        plan = PlanFactory()
        actor = lead_of(plan)
        for key in ("consider", "submit", "approve", "publish"):
            take(plan, key, actor=actor)
        assert plan.status == "published"
        assert [
            (step.from_status, step.to_status) for step in RouteStep.objects.order_by("pk")
        ] == [
            ("draft", "considered"),
            ("considered", "submitted"),
            ("submitted", "approved"),
            ("approved", "published"),
        ]

    def test_a_plan_is_a_draft_in_print_until_it_is_approved(self):
        approved = [s for s in Plan.Status.values if PlanFactory(status=s).is_approved]
        assert approved == ["approved", "published"]


@pytest.mark.django_db
class TestReason:
    @pytest.mark.parametrize("status", ["considered", "submitted"])
    def test_sending_back_without_a_reason_is_refused_at_its_field(self, status):
        plan = PlanFactory(status=status)
        with pytest.raises(ValidationError) as refused:
            take(plan, "send_back", note="")
        assert list(refused.value.message_dict) == ["note"]
        assert Plan.objects.get().status == status

    def test_the_reason_of_sending_back_stays(self):
        plan = PlanFactory(submitted=True)
        actor = lead_of(plan)
        take(plan, "send_back", actor=actor, note="Figures of 2024 are missing")
        for key in ("consider", "submit", "approve", "publish"):
            take(plan, key, actor=actor, note="")
        assert plan.route_steps.get(to_status="draft").note == "Figures of 2024 are missing"

    def test_the_other_steps_need_no_note(self):
        take(PlanFactory(), "consider", note="")


@pytest.mark.django_db
class TestWho:
    @pytest.mark.parametrize("key", STEPS)
    @pytest.mark.parametrize("role", MAY_RECORD)
    def test_each_step_is_recorded_by_who_holds_its_right(self, role, key):
        plan = PlanFactory(status=STEPS[key].sources[0])
        place = (
            {}
            if role in ("committee_member", "school_respondent", "admin")
            else {"directorate": plan.directorate}
        )
        actor = RoleAssignmentFactory(**{role: True}, **place).user
        offered = {step.key for step in next_steps(plan, actor)}
        assert (key in offered) == (key in MAY_RECORD[role])
        if key in MAY_RECORD[role]:
            take(plan, key, actor=actor)
        else:
            with pytest.raises(PermissionDenied):
                take(plan, key, actor=actor)

    def test_the_lead_of_another_directorate_does_not(self):
        plan = PlanFactory()
        with pytest.raises(PermissionDenied):
            take(plan, "consider", actor=lead_of(PlanFactory()))

    def test_who_decided_and_who_recorded_are_two_facts(self):
        plan = PlanFactory(submitted=True)
        actor = lead_of(plan, name="Ian Leadbetter")
        step = take(plan, "approve", actor=actor, decided_by="Cllr Amina Yusuf")
        assert (step.decided_by, step.recorded_by_name) == ("Cllr Amina Yusuf", "Ian Leadbetter")
        assert step.decided_on == date(2026, 5, 1)

    def test_the_names_stay_when_somebody_is_renamed(self):
        plan = PlanFactory()
        actor = lead_of(plan, name="Ian Leadbetter")
        step = take(plan, "consider", actor=actor)
        actor.name = "Ian Leadbetter-Rao"
        actor.save()
        assert RouteStep.objects.get(pk=step.pk).recorded_by_name == "Ian Leadbetter"


@pytest.mark.django_db
class TestTrail:
    def test_each_step_is_an_act_about_the_plan(self):
        plan = PlanFactory(directorate__name="Adult Social Care")
        actor = lead_of(plan, name="Ian Leadbetter")
        take(plan, "consider", actor=actor)
        entry = AuditAct.objects.get(action="plan.moved")
        assert entry.sentence == (
            "Ian Leadbetter recorded a step of the route to approval of the plan "
            "Adult Social Care, 2026/27"
        )
        assert entry.note == "Considered by the leadership team"
        changed = {c.table_name: c for c in AuditChange.objects.filter(act=entry)}
        assert changed["plans_plan"].after["status"] == "considered"
        assert changed["plans_routestep"].operation == "I"

    def test_a_refused_step_leaves_nothing(self):
        plan = PlanFactory(published=True)
        with pytest.raises(ValidationError):
            take(plan, "consider", actor=lead_of(plan))
        assert not AuditAct.objects.filter(action="plan.moved").exists()

    def test_who_edits_the_plan_meanwhile_is_told_of_the_step(self):
        """The step counts as an edit of the row, so that an open form notices it."""
        plan = PlanFactory()
        take(plan, "consider")
        assert plan.revision == Plan.objects.get().revision == 2


@pytest.mark.django_db
def test_a_step_offered_on_an_old_page_is_refused():
    plan = PlanFactory()
    on_the_old_page = Plan.objects.get()
    take(plan, "consider")
    with pytest.raises(ValidationError, match="Considered by leadership team"):
        take(on_the_old_page, "consider")


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_take_a_step_at_once_one_does():
    plan = PlanFactory()
    actor = lead_of(plan)
    start = threading.Barrier(2)
    outcomes = []

    def run():
        mine = Plan.objects.get()
        start.wait(timeout=10)
        try:
            take(mine, "consider", actor=actor)
            outcomes.append("taken")
        except ValidationError:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)
    assert sorted(outcomes) == ["refused", "taken"]
    assert RouteStep.objects.count() == 1


@pytest.mark.django_db
def test_a_user_without_any_role_moves_nothing():
    with pytest.raises(PermissionDenied):
        take(PlanFactory(), "consider", actor=UserFactory())
