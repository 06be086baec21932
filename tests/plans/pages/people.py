"""The people of the tests: one for each role, with or without a tie to a plan's directorate."""

from typing import Any

from django.test import Client

from accounts.models import User
from council.models import Directorate
from tests.factories import RoleAssignmentFactory
from tests.signing_in import signed_in


def holder(role: str, directorate: Directorate | None = None, **scope: Any) -> User:
    """Somebody who holds a role."""
    return RoleAssignmentFactory(role=role, directorate=directorate, **scope).user


def client_of(user: User) -> Client:
    """A browser in which a user has signed in."""
    return signed_in(user)


def the_six_roles(directorate: Directorate) -> dict[str, User]:
    """A holder of each role that a plan of this directorate can meet."""
    return {
        "officer": holder("officer", directorate),
        "plan_lead": holder("plan_lead", directorate),
        "leadership_team": holder("leadership_team", directorate),
        "committee_member": holder("committee_member", committee=directorate.committee),
        "school_respondent": RoleAssignmentFactory(school_respondent=True).user,
        "admin": holder("admin"),
        "officer elsewhere": RoleAssignmentFactory(officer=True).user,
    }
