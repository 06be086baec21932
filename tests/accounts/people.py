"""Somebody of each role, and a browser in which they have signed in."""

from django.test import Client

from accounts.models import User
from tests.factories import (
    CommitteeFactory,
    RoleAssignmentFactory,
    SchoolFactory,
    UserFactory,
)
from tests.signing_in import signed_in


def somebody_who_is(role: str, **scope: object) -> User:
    """A user who holds one role, for whatever the role needs unless it is given."""
    if role.startswith("committee_"):
        scope.setdefault("committee", CommitteeFactory())
    if role == "school_respondent":
        scope.setdefault("school", SchoolFactory())
    places = {"directorate": None, "committee": None, "school": None}
    return RoleAssignmentFactory(role=role, **(places | scope)).user


def an_admin() -> User:
    return somebody_who_is("admin")


def browser_of(user: User) -> Client:
    """A browser in which a user has signed in."""
    return signed_in(user)


def somebody_without_a_role() -> User:
    return UserFactory()


def everybody_but(*roles: str) -> list[User]:
    """A user of each role but those named, and one without any role."""
    from accounts.roles import ROLES

    return [somebody_without_a_role(), *(somebody_who_is(key) for key in ROLES if key not in roles)]
