"""Who reads, publishes and works on a paper."""

from accounts.models import User
from reports.models import Paper
from tests.factories.accounts import RoleAssignmentFactory


def clerk_of(paper: Paper, **named) -> User:
    return _somebody(paper, "committee_clerk", committee=paper.committee, **named)


def member_of(paper: Paper, **named) -> User:
    return _somebody(paper, "committee_member", committee=paper.committee, **named)


def writer_of(paper: Paper) -> User:
    return _somebody(paper, "officer", directorate=paper.directorate)


def approver_of(paper: Paper) -> User:
    return _somebody(paper, "leadership_team", directorate=paper.directorate)


def other_clerk() -> User:
    return RoleAssignmentFactory(committee_clerk=True).user


def other_member() -> User:
    return RoleAssignmentFactory(committee_member=True).user


def other_officer() -> User:
    return RoleAssignmentFactory(officer=True).user


def _somebody(paper: Paper, role: str, committee=None, directorate=None, **named) -> User:
    user = {f"user__{name}": value for name, value in named.items()}
    return RoleAssignmentFactory(
        role=role, committee=committee, directorate=directorate, **user
    ).user
