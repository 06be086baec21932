"""What a step of the route keeps and whom it tells: version, digest, meeting, day, mail."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from plans.exchange.digest import digest_of
from plans.models import CriticalAction, Plan
from plans.route import STEPS, record_step
from tests.factories import (
    CommitteeFactory,
    DirectorateFactory,
    PlanFactory,
    RoleAssignmentFactory,
    take_steps,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


def take(plan, key, *, actor=None, **values):
    values = {
        "decided_by": "Cabinet member",
        "decided_on": date(2026, 5, 1),
        "note": "Figures of 2024 are missing",
        **values,
    }
    actor = actor or holder("plan_lead", plan.directorate)
    return record_step(plan, STEPS[key], actor=actor, **values)


class TestVersion:
    def test_an_approval_belongs_to_the_text_that_was_approved(self):
        plan = PlanFactory(full=True, submitted=True)
        step = take(plan, "approve")
        assert (step.version, step.digest) == (1, digest_of(plan))

    def test_the_next_approval_is_the_next_version(self):
        plan = PlanFactory(full=True, submitted=True)
        first = take(plan, "approve")
        take(plan, "send_back")
        CriticalAction.objects.update(text="Rewritten")
        for key in ("consider", "submit"):
            assert take(plan, key).version is None
        second = take(plan, "approve")
        assert second.version == 2
        assert second.digest != first.digest

    def test_what_changed_since_it_was_read_is_not_approved(self):
        plan = PlanFactory(full=True, submitted=True)
        read = digest_of(plan)
        plan.risks.update(text="Another risk")
        with pytest.raises(ValidationError, match="since you opened this page"):
            take(plan, "approve", digest=read)
        assert Plan.objects.get().status == "submitted"
        take(plan, "approve", digest=digest_of(plan))

    def test_the_page_carries_what_was_read_and_says_when_it_changed(self):
        plan = PlanFactory(full=True, submitted=True)
        client = client_of(holder("plan_lead", plan.directorate))
        route = reverse("plans:route", args=[plan.pk])
        typed = {
            "step": "approve",
            "decided_by": "Cabinet member",
            "decided_on_day": "3",
            "decided_on_month": "2",
            "decided_on_year": "2026",
            "digest": client.get(route).context["form"]["digest"].value(),
        }
        plan.risks.update(text="Another risk")
        page = client.post(route, typed)
        assert "The plan was changed" in page.content.decode()
        typed["digest"] = page.context["form"]["digest"].value()
        assert client.post(route, typed).status_code == 302
        assert Plan.objects.get().status == "approved"


class TestDay:
    def test_it_is_not_in_the_future(self):
        tomorrow = timezone.localdate() + timedelta(days=1)
        with pytest.raises(ValidationError) as refused:
            take(PlanFactory(), "consider", decided_on=tomorrow)
        assert list(refused.value.message_dict) == ["decided_on"]

    def test_it_is_not_before_that_of_the_step_before(self):
        plan = PlanFactory(considered=True)
        with pytest.raises(ValidationError, match="was decided on 2 February 2026"):
            take(plan, "submit", decided_on=date(2026, 2, 1))
        take(plan, "submit", decided_on=date(2026, 2, 2))


class TestWithdrawn:
    def test_it_is_read_by_its_directorate_only_and_its_pages_tell_why(self):
        directorate = DirectorateFactory(committee=CommitteeFactory())
        plan = PlanFactory(directorate=directorate, published=True)
        people = the_six_roles(directorate)
        take(plan, "withdraw", note="Merged with another plan")
        for role, user in people.items():
            page = client_of(user).get(plan.get_absolute_url())
            within = role in ("officer", "plan_lead", "leadership_team")
            assert page.status_code == (200 if within else 404), role
            assert ("Merged with another plan" in page.content.decode()) == within

    def test_another_takes_its_place_and_is_named_where_it_shall_return(self):
        plan = PlanFactory(withdrawn=True)
        PlanFactory(directorate=plan.directorate, title="The new plan")
        with pytest.raises(ValidationError, match="now has “The new plan” for this period"):
            take(plan, "take_up")
        assert Plan.objects.get(pk=plan.pk).status == "withdrawn"

    def test_taken_up_again_it_is_a_draft_that_may_be_written(self):
        plan = PlanFactory(withdrawn=True)
        step = take(plan, "take_up")
        assert step.took == "Taken up again as a draft"
        assert Plan.objects.get().is_written


def test_who_recorded_a_step_is_kept_as_a_person_too():
    lead = holder("plan_lead", (plan := PlanFactory()).directorate)
    step = take(plan, "consider", actor=lead, meeting="Leadership team, 1 May 2026")
    assert (step.recorded_by, step.meeting) == (lead, "Leadership team, 1 May 2026")


def test_the_page_offers_only_the_steps_one_may_record():
    plan = PlanFactory(submitted=True)
    page = client_of(holder("leadership_team", plan.directorate)).get(
        reverse("plans:route", args=[plan.pk])
    )
    offered = [key for key, _ in page.context["form"].fields["step"].choices]
    assert offered == ["approve", "send_back"]


TOLD = {
    ("draft", "consider"): {"plan_lead"},
    ("considered", "submit"): {"leadership_team", "committee_member"},
    ("submitted", "approve"): {"officer", "plan_lead"},
    ("approved", "publish"): {"officer", "plan_lead"},
    ("submitted", "send_back"): {"officer", "plan_lead"},
    ("published", "withdraw"): {"officer", "plan_lead"},
}


@pytest.mark.parametrize(("status", "key"), TOLD)
def test_a_step_tells_those_whom_it_concerns_and_not_who_recorded_it(
    status, key, django_capture_on_commit_callbacks
):
    directorate = DirectorateFactory(committee=CommitteeFactory())
    plan = PlanFactory(directorate=directorate, status=status)
    people = the_six_roles(directorate)
    RoleAssignmentFactory(role="plan_lead", directorate=directorate, user__is_active=False)
    actor = holder("plan_lead", directorate)
    with django_capture_on_commit_callbacks(execute=True):
        take(plan, key, actor=actor)
    assert {m.to[0] for m in mail.outbox} == {people[role].email for role in TOLD[status, key]}
    assert len(mail.outbox) == len(TOLD[status, key])
    assert "Figures of 2024 are missing" in mail.outbox[0].body
    assert f"http://127.0.0.1:8000{plan.get_absolute_url()}" in mail.outbox[0].body


def test_a_step_that_is_refused_tells_nobody(django_capture_on_commit_callbacks):
    plan = PlanFactory(published=True)
    holder("officer", plan.directorate)
    with django_capture_on_commit_callbacks(execute=True), pytest.raises(ValidationError):
        take(plan, "consider")
    assert mail.outbox == []


def test_the_mail_reads_like_a_letter(django_capture_on_commit_callbacks):
    plan = PlanFactory(submitted=True, directorate__name="Adult Social Care")
    officer = holder("officer", plan.directorate)
    with django_capture_on_commit_callbacks(execute=True):
        take(plan, "approve", note="", meeting="Cabinet, 1 May 2026")
    [letter] = [m for m in mail.outbox if m.to == [officer.email]]
    assert letter.subject == "Approved by the cabinet member: Adult Social Care, 2026/27"
    assert "Decided by Cabinet member on 1 May 2026.\nMeeting: Cabinet, 1 May 2026." in letter.body
    assert "What was approved is version 1." in letter.body
    assert "\n\n\n" not in letter.body


def test_what_was_sent_back_says_so_on_the_plan_until_it_moves_on():
    plan = PlanFactory(submitted=True)
    take_steps(plan, "draft")
    client = client_of(holder("officer", plan.directorate))
    assert "Sent back to draft on 2 February 2026" in (
        client.get(plan.get_absolute_url()).content.decode()
    )
    take_steps(plan, "considered")
    assert "Sent back to draft on" not in client.get(plan.get_absolute_url()).content.decode()
