"""Comments on a plan and on its actions, KPIs and risks."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from plans.access import plan_page
from plans.comments import (
    Subject,
    add_comment,
    edit_comment,
    may_discuss,
    reopen,
    resolve,
)
from plans.forms.comment import CommentForm
from plans.models import Comment, Plan
from plans.parts import KINDS
from plans.views.plan import plan_context


@plan_page()
def comments(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Every thread of the plan, and a new one about all of it."""
    return _page(request, Subject(plan), everything=True)


@plan_page()
def part_comments(
    request: SignedInRequest, plan: Plan, kind_key: str, part_pk: int
) -> HttpResponse:
    """The threads about one action, KPI or risk."""
    return _page(request, _subject(plan, kind_key, part_pk))


def _page(request: SignedInRequest, subject: Subject, *, everything: bool = False) -> HttpResponse:
    plan = subject.plan
    if not may_discuss(request.user, plan):
        raise PermissionDenied
    form = CommentForm(request.POST or None)
    if form.is_valid():
        comment = add_comment(subject, form.cleaned_data["text"], actor=request.user)
        return redirect(f"{subject.url}#comment-{comment.pk}")
    rows = plan.comments.threads().prefetch_related("replies")
    if not everything:
        rows = rows.filter(kind=subject.kind, part_pk=subject.part.pk)
    context = plan_context(
        request,
        plan,
        form=form,
        threads=_with_subjects(plan, list(rows)),
        subject=subject,
        everything=everything,
    )
    return render(request, "plans/comments/page.html", context)


@plan_page()
def reply(request: SignedInRequest, plan: Plan, comment_pk: int) -> HttpResponse:
    """A reply to a thread."""
    thread = _comment(request, plan, comment_pk, thread=None)
    subject = _of(thread, plan)
    form = CommentForm(request.POST or None)
    if form.is_valid():
        made = add_comment(subject, form.cleaned_data["text"], actor=request.user, thread=thread)
        return redirect(f"{subject.url}#comment-{made.pk}")
    return _form_page(request, subject, form, "Reply", thread)


@plan_page()
def edit(request: SignedInRequest, plan: Plan, comment_pk: int) -> HttpResponse:
    """Change one's own comment."""
    comment = _comment(request, plan, comment_pk)
    if comment.author_id != request.user.pk:
        raise PermissionDenied
    subject = _of(comment, plan)
    form = CommentForm(request.POST or None, initial={"text": comment.text})
    if form.is_valid():
        edit_comment(comment, form.cleaned_data["text"], subject, actor=request.user)
        return redirect(f"{subject.url}#comment-{comment.pk}")
    return _form_page(request, subject, form, "Change your comment")


@require_POST
@plan_page()
def settle(request: SignedInRequest, plan: Plan, comment_pk: int) -> HttpResponse:
    """Resolve a thread, or take it up again."""
    thread = _comment(request, plan, comment_pk, thread=None)
    subject = _of(thread, plan)
    (reopen if thread.is_resolved else resolve)(thread, subject, actor=request.user)
    return redirect(f"{subject.url}#comment-{thread.pk}")


def _comment(request: SignedInRequest, plan: Plan, pk: int, **rule: None) -> Comment:
    if not may_discuss(request.user, plan):
        raise PermissionDenied
    comment: Comment = get_object_or_404(plan.comments, pk=pk, **rule)
    return comment


def _subject(plan: Plan, kind_key: str, part_pk: int) -> Subject:
    """The part that an address names; a risk by its own number, wherever it stands."""
    if kind_key not in Comment.KINDS:
        raise Http404
    parts = plan.risks.all() if kind_key == "risk" else KINDS[kind_key].parts_of(plan)
    return Subject(plan, kind_key, get_object_or_404(parts, pk=part_pk))


def _of(comment: Comment, plan: Plan) -> Subject:
    """What a comment is about; the plan where its part is gone."""
    if comment.part_pk is None:
        return Subject(plan)
    try:
        return _subject(plan, comment.kind, comment.part_pk)
    except Http404:
        return Subject(plan)


def _with_subjects(plan: Plan, threads: list[Comment]) -> list[tuple[Comment, Subject | None]]:
    """Each thread with what it is about, in one query for a kind; None where that is gone."""
    subjects: dict[tuple[str, int | None], Subject] = {("", None): Subject(plan)}
    for kind in Comment.KINDS:
        numbers = [thread.part_pk or 0 for thread in threads if thread.kind == kind]
        parts = plan.risks.all() if kind == "risk" else KINDS[kind].parts_of(plan)
        for part in parts.filter(pk__in=numbers) if numbers else ():
            subjects[kind, part.pk] = Subject(plan, kind, part)
    return [(thread, subjects.get((thread.kind, thread.part_pk))) for thread in threads]


def _form_page(
    request: SignedInRequest,
    subject: Subject,
    form: CommentForm,
    title: str,
    thread: Comment | None = None,
) -> HttpResponse:
    context = plan_context(
        request, subject.plan, form=form, title=title, subject=subject, thread=thread
    )
    return render(request, "plans/comments/form.html", context)
