"""Comments among those who work on a plan."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from core.models import AuditAct
from plans.comments import Subject, add_comment, edit_comment, mentioned, reopen, resolve
from plans.models import Comment, CriticalAction, Indicator, Plan, Risk
from plans.models.commitment import commitment_lifted
from tests.factories import DirectorateFactory, PersonFactory, PlanFactory, UserFactory
from tests.plans.history.test_entries import lines
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(
        full=True, published=True, directorate=DirectorateFactory(with_committee=True)
    )


@pytest.fixture
def officer(plan: Plan) -> User:
    return holder("officer", plan.directorate)


def all_of(plan: Plan) -> str:
    return reverse("plans:comments", args=[plan.pk])


def on_action(plan: Plan) -> str:
    return reverse("plans:part_comments", args=[plan.pk, "action", CriticalAction.objects.get().pk])


def said(plan: Plan, actor: User, text: str = "Who prints it?", **more) -> Comment:
    return add_comment(Subject(plan), text, actor=actor, **more)


def test_who_reads_the_plan_s_drafts_takes_part_and_a_committee_does_not(plan):
    for address in (all_of(plan), on_action(plan)):
        answers = {}
        for role, user in the_six_roles(plan.directorate).items():
            client = client_of(user)
            answers[role] = [
                client.get(address).status_code,
                client.post(address, {"text": "x"}).status_code,
            ]
        allowed, refused = [200, 302], [403, 403]
        assert answers == {
            "officer": allowed,
            "plan_lead": allowed,
            "leadership_team": allowed,
            "committee_member": refused,
            "school_respondent": refused,
            "admin": refused,
            "officer elsewhere": refused,
        }


def test_being_named_in_the_plan_is_enough_to_take_part(plan):
    user = UserFactory(person=PersonFactory())
    assert client_of(user).get(all_of(plan)).status_code == 403
    CriticalAction.objects.get().people.add(user.person)
    assert client_of(user).get(all_of(plan)).status_code == 200


def test_a_comment_stands_with_its_part_and_among_all_of_the_plan(plan, officer):
    client = client_of(officer)
    for kind, part in (
        ("action", CriticalAction.objects.get()),
        ("kpi", Indicator.objects.get()),
        ("risk", Risk.objects.first()),
    ):
        address = reverse("plans:part_comments", args=[plan.pk, kind, part.pk])
        client.post(address, {"text": f"About the {kind}"})
        assert f"About the {kind}" in client.get(address).content.decode()
    page = client.get(all_of(plan)).content.decode()
    assert all(f"About the {kind}" in page for kind in ("action", "kpi", "risk"))


def test_a_thread_is_answered_resolved_and_taken_up_again(plan, officer):
    thread = said(plan, officer)
    client = client_of(holder("plan_lead", plan.directorate))
    client.post(
        reverse("plans:comment_reply", args=[plan.pk, thread.pk]), {"text": "The print room"}
    )
    assert [str(reply) for reply in thread.replies.all()] == ["The print room"]
    settle = reverse("plans:comment_settle", args=[plan.pk, thread.pk])
    client.post(settle)
    thread.refresh_from_db()
    assert thread.is_resolved
    assert "Resolved" in client.get(all_of(plan)).content.decode()
    client.post(settle)
    thread.refresh_from_db()
    assert (thread.is_resolved, thread.resolved_by_name) == (False, "")


def test_open_threads_stand_above_resolved_ones(plan, officer):
    first, second, third = (said(plan, officer, text) for text in ("a", "b", "c"))
    resolve(third, Subject(plan), actor=officer)
    assert list(plan.comments.threads()) == [second, first, third]
    reopen(third, Subject(plan), actor=officer)
    assert list(plan.comments.threads()) == [third, second, first]


def test_only_the_author_changes_a_comment_and_the_change_is_marked(plan, officer):
    comment = said(plan, officer)
    address = reverse("plans:comment_edit", args=[plan.pk, comment.pk])
    lead = holder("plan_lead", plan.directorate)
    assert client_of(lead).post(address, {"text": "Mine"}).status_code == 403
    with pytest.raises(PermissionDenied):
        edit_comment(comment, "Mine", Subject(plan), actor=lead)
    client = client_of(officer)
    client.post(address, {"text": "Who prints them?"})
    assert "edited" in client.get(all_of(plan)).content.decode()
    comment.refresh_from_db()
    assert (comment.text, comment.edited_at is None) == ("Who prints them?", False)


def test_a_comment_saved_as_it_was_is_not_marked_as_edited(plan, officer):
    comment = said(plan, officer)
    edit_comment(comment, comment.text, Subject(plan), actor=officer)
    assert comment.edited_at is None


# Who is told


@pytest.fixture
def ben(plan: Plan) -> User:
    user = holder("leadership_team", plan.directorate)
    user.name = "Ben Okafor"
    user.save()
    return user


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("@Ben Okafor, who prints it?", True),
        ("Ask @ben okafor.", True),
        ("Ask Ben Okafor", False),
        ("Ask @Ben", False),
        ("@Ben Okaforson", False),
    ],
)
def test_somebody_is_named_with_at_and_their_whole_name(plan, ben, text, named):
    assert (ben in mentioned(text, plan)) == named


def test_nobody_is_named_who_does_not_take_part(plan):
    UserFactory(name="Zoe Quill")
    assert mentioned("@Zoe Quill", plan) == []


def test_who_is_named_gets_a_mail_with_the_place(
    plan, officer, ben, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        said(plan, officer, "@Ben Okafor, who prints it?")
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == ([ben.email], f"{officer} named you in a comment")
    assert "who prints it?" in sent.body
    assert all_of(plan) in sent.body


def test_nobody_is_told_of_their_own_words_nor_twice_of_the_same(
    plan, ben, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        own = said(plan, ben, "@Ben Okafor: do not forget")
        edit_comment(own, "@Ben Okafor: do it", Subject(plan), actor=ben)
    assert mail.outbox == []


# What stays


def test_the_trail_and_the_history_tell_it(plan, officer):
    comment = said(plan, officer)
    edit_comment(comment, "Who prints them?", Subject(plan), actor=officer)
    resolve(comment, Subject(plan), actor=officer)
    told = [". ".join(sentences) for sentences in lines(plan)][:3]
    assert told == [
        f"{officer} resolved a thread of comments",
        f"{officer} changed a comment to “Who prints them?”",
        f"{officer} commented: “Who prints it?”",
    ]
    assert AuditAct.objects.filter(action__startswith="comment.").count() == 3


def test_a_comment_on_a_part_that_was_removed_stays_in_the_plan(plan, officer):
    client = client_of(officer)
    client.post(on_action(plan), {"text": "Too dear"})
    with commitment_lifted():
        CriticalAction.objects.all().delete()
    page = client.get(all_of(plan)).content.decode()
    assert "Too dear" in page
    assert "A part that was removed" in page


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"kind": "action"}, "comment_is_of_a_part"),
        ({"kind": "plan", "part_pk": 1}, "comment_is_of_a_part"),
        ({"text": ""}, "comment_says_something"),
    ],
)
def test_the_database_refuses_what_no_comment_can_be(plan, officer, values, rule):
    said(plan, officer)
    with pytest.raises(IntegrityError, match=rule):
        Comment.objects.update(**values)


def test_only_a_thread_is_resolved(plan, officer):
    reply = said(plan, officer, thread=said(plan, officer))
    with pytest.raises(IntegrityError, match="resolved_is_a_thread"):
        Comment.objects.filter(pk=reply.pk).update(resolved_at="2026-01-01T00:00Z")


def test_a_part_of_another_plan_or_of_no_kind_is_not_found(plan, officer):
    other = PlanFactory(full=True)
    action = CriticalAction.objects.get(objective__block__appendix__plan=other)
    client = client_of(officer)
    for kind in ("action", "section"):
        address = reverse("plans:part_comments", args=[plan.pk, kind, action.pk])
        assert client.get(address).status_code == 404


def test_an_empty_comment_is_asked_for_its_words(plan, officer):
    page = client_of(officer).post(all_of(plan), {"text": " "})
    assert page.context["form"].errors["text"] == ["Enter your comment"]


def test_the_number_of_queries_does_not_grow_with_the_comments(plan, officer):
    client = client_of(officer)
    action = Subject(plan, "action", CriticalAction.objects.get())
    counts = []
    for _ in range(2):
        for _ in range(3):
            said(plan, officer, thread=add_comment(action, "x", actor=officer))
        with CaptureQueriesContext(connection) as queries:
            client.get(all_of(plan))
        counts.append(len(queries))
    assert counts[0] == counts[1]
