"""Who does what in the demonstration: by their role, their division, or being named."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from plans.models import Plan


def holder(role: str, directorate: str, other_than: User | None = None) -> User:
    """Who holds a role for a directorate."""
    holders = User.objects.filter(
        role_assignments__role=role, role_assignments__directorate__name=directorate
    )
    return holders.exclude(pk=other_than.pk if other_than else 0).earliest("pk")


def named(address: str) -> User:
    """The user whose address begins so."""
    return User.objects.get(email__startswith=f"{address}@")


class Officers:
    """The officers of a plan's directorate, each with what is theirs to report."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.users = list(
            User.objects.filter(
                role_assignments__role="officer",
                role_assignments__directorate=plan.directorate_id,
            )
            .select_related("person")
            .order_by("pk")
        )

    def of(self, part: Any) -> User:
        """Who reports of a part: who is named for it, else who is of its division, else the
        first of all."""
        people = {person.pk for person in part.people.all()}
        divisions = {division.pk for division in part.divisions.all()}
        for user in self.users:
            if user.person_id in people:
                return user
        for user in self.users:
            if user.person is not None and user.person.division_id in divisions:
                return user
        return self.users[0]
