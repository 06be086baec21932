"""What people do to users and roles: each act checks, changes and logs in one transaction.

Who may do it is checked by the pages; that somebody can always manage users is checked
here, since it must hold whatever page or command asks.
"""

from __future__ import annotations

import logging
from typing import Any

from axes.utils import reset as forget_wrong_passwords
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.audit_actions import (
    LINK_SENT,
    PASSWORD_SET,
    ROLE_GRANTED,
    ROLE_WITHDRAWN,
    USER_ADDED,
    USER_CHANGED,
    USER_DEACTIVATED,
    USER_REACTIVATED,
)
from accounts.capabilities import Capability
from accounts.mails import send_password_link
from accounts.models import RoleAssignment, User
from accounts.roles import roles_with
from core.audit import act

logger = logging.getLogger(__name__)

MANAGING_ROLES = roles_with(Capability.MANAGE_USERS)


def add_user(form: Any, *, actor: User) -> User | None:
    """A new user without a password; None with a message on the form where there is one."""

    def save() -> User:
        with act(USER_ADDED, actor=actor) as entry:
            user: User = form.save(commit=False)
            user.set_unusable_password()
            user.save()
            entry.about(user)
        return user

    saved: User | None = form.save_or_explain(save)
    return saved


def change_user(form: Any, *, actor: User) -> User | None:
    """The changed user; None with a message on the form. A form sent back as it was is no act."""
    if not form.has_changed():
        unchanged: User = form.instance
        return unchanged

    def save() -> User:
        with act(USER_CHANGED, actor=actor) as entry:
            user: User = form.save()
            entry.about(user)
        return user

    saved: User | None = form.save_or_explain(save)
    return saved


def send_link(user: User, *, actor: User, request: HttpRequest) -> None:
    """Mail a user the link by which a password is set. Raises OSError where mail fails."""
    with act(LINK_SENT, actor=actor, target=user):
        send_password_link(user, request, invited=not user.has_usable_password())


def send_link_asked_for(user: User, *, request: HttpRequest) -> None:
    """The same link for somebody who asked for it without signing in.

    A mail that fails is noted in the log: the page must not tell who is a user.
    """
    try:
        with act(LINK_SENT, actor=None, target=user):
            send_password_link(user, request, invited=not user.has_usable_password())
    except OSError:
        logger.exception("The link to set a password could not be sent to user %s", user.pk)


def set_password(user: User, password: str) -> None:
    """The user's own new password, which also lifts the lock that wrong ones have laid."""
    with act(PASSWORD_SET, actor=user, target=user):
        user.set_password(password)
        user.save(update_fields=["password"])
    forget_wrong_passwords(username=user.email.lower())


def deactivate(user: User, *, actor: User) -> None:
    """Take the sign-in from a user, who keeps name and roles.

    Raises ValidationError for oneself, and where nobody could manage users any more.
    """
    if user == actor:
        raise ValidationError("You cannot take the sign-in from yourself")
    with act(USER_DEACTIVATED, actor=actor, target=user):
        _lock_managing_roles()
        user.is_active = False
        user.save()
        _keep_a_manager()


def reactivate(user: User, *, actor: User) -> None:
    """Give a user the sign-in back, with the roles still held."""
    with act(USER_REACTIVATED, actor=actor, target=user):
        user.is_active = True
        user.save()


def grant_role(form: Any, *, actor: User) -> RoleAssignment | None:
    """A role for a user; None with a message on the form where it is held already."""

    def save() -> RoleAssignment:
        user = form.instance.user
        with act(ROLE_GRANTED, actor=actor, target=user, note=str(form.instance)):
            assignment: RoleAssignment = form.save()
        return assignment

    saved: RoleAssignment | None = form.save_or_explain(save)
    return saved


def withdraw_role(assignment: RoleAssignment, *, actor: User) -> None:
    """Take a role from a user. Raises ValidationError where nobody could manage users any more."""
    with act(ROLE_WITHDRAWN, actor=actor, target=assignment.user, note=str(assignment)):
        _lock_managing_roles()
        assignment.delete()
        _keep_a_manager()


def _managers() -> Any:
    return RoleAssignment.objects.filter(role__in=MANAGING_ROLES, user__is_active=True)


def _lock_managing_roles() -> None:
    """Let two administrators who would take each other out do so one after the other."""
    list(_managers().select_for_update(of=("self",)).order_by("pk"))


def _keep_a_manager() -> None:
    if not _managers().exists():
        raise ValidationError(
            "Nobody else can manage users. Grant the administrator’s role to another user first"
        )
