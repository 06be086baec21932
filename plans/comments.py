"""Comments among those who work on a plan: who takes part, what they do, who is told."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from plans.audit_actions import (
    COMMENT_ADDED,
    COMMENT_EDITED,
    COMMENT_REOPENED,
    COMMENT_RESOLVED,
)
from plans.models import Comment, Plan


@dataclass(frozen=True)
class Subject:
    """What a thread is about: a part of a plan, or the whole plan."""

    plan: Plan
    kind: str = ""
    part: Any = None

    @property
    def name(self) -> str:
        """What it is called in a heading."""
        return str(self.part) if self.part is not None else "The whole plan"

    @property
    def url(self) -> str:
        """The page of its comments."""
        if self.part is None:
            return reverse("plans:comments", args=[self.plan.pk])
        return reverse("plans:part_comments", args=[self.plan.pk, self.kind, self.part.pk])


def may_discuss(user: User, plan: Plan) -> bool:
    """Whether somebody takes part: who reads the plan in every state, and who is named in it.

    A committee and the public read what is printed, and comments never are.
    """
    if plan.allows(user, Capability.READ_PLANS):
        return True
    return Plan.objects.naming(user.stands_for).filter(pk=plan.pk).exists()


def add_comment(
    subject: Subject, text: str, *, actor: User, thread: Comment | None = None
) -> Comment:
    """A new thread, or a reply to one. Whoever is named with @ gets a mail."""
    _allowed(actor, subject.plan)
    with act(COMMENT_ADDED, actor=actor, target=subject.plan, note=subject.name[:300]):
        comment = Comment.objects.create(
            plan=subject.plan,
            kind=subject.kind,
            part_pk=subject.part.pk if subject.part is not None else None,
            thread=thread,
            text=text,
            author=actor,
            author_name=str(actor),
        )
        _tell(comment, subject, mentioned(text, subject.plan))
    return comment


def edit_comment(comment: Comment, text: str, subject: Subject, *, actor: User) -> None:
    """Change one's own comment; that it was edited stays visible. Who is newly named is told."""
    if comment.author_id != actor.pk:
        raise PermissionDenied
    _allowed(actor, subject.plan)
    if text == comment.text:
        return
    known = {user.pk for user in mentioned(comment.text, subject.plan)}
    with act(COMMENT_EDITED, actor=actor, target=subject.plan, note=subject.name[:300]):
        comment.text = text
        comment.edited_at = timezone.now()
        comment.save()
        newly = [user for user in mentioned(text, subject.plan) if user.pk not in known]
        _tell(comment, subject, newly)


def resolve(thread: Comment, subject: Subject, *, actor: User) -> None:
    """Say that nothing is left to talk about. Resolved twice at once it is resolved once."""
    _allowed(actor, subject.plan)
    with act(COMMENT_RESOLVED, actor=actor, target=subject.plan, note=subject.name[:300]):
        Comment.objects.filter(pk=thread.pk, thread=None, resolved_at=None).update(
            resolved_at=timezone.now(), resolved_by_name=str(actor)
        )


def reopen(thread: Comment, subject: Subject, *, actor: User) -> None:
    """Take up a resolved thread again."""
    _allowed(actor, subject.plan)
    with act(COMMENT_REOPENED, actor=actor, target=subject.plan, note=subject.name[:300]):
        Comment.objects.filter(pk=thread.pk).update(resolved_at=None, resolved_by_name="")


def mentioned(text: str, plan: Plan) -> list[User]:
    """The users named with @ and their whole name who take part in the plan."""
    if "@" not in text:
        return []
    users = User.objects.filter(is_active=True).order_by("pk")
    named = [
        user
        for user in users
        if user.name and re.search(rf"@{re.escape(user.name)}(?!\w)", text, re.IGNORECASE)
    ]
    return [user for user in named if may_discuss(user, plan)]


def _allowed(actor: User, plan: Plan) -> None:
    if not may_discuss(actor, plan):
        raise PermissionDenied


def _tell(comment: Comment, subject: Subject, users: Iterable[User]) -> None:
    """Mail whoever is named, once the comment is stored; nobody is told of their own."""
    for user in users:
        if user.pk == comment.author_id:
            continue
        context = {"user": user, "comment": comment, "subject": subject, "site": settings.SITE_URL}
        body = render_to_string("plans/comments/mail.txt", context)
        subject_line = f"{comment.author_name} named you in a comment"
        transaction.on_commit(
            partial(send_mail, subject_line, body, None, [user.email], fail_silently=True)
        )
