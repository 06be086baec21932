"""The mails about a return: what the council asks a school, and what a school asks of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from accounts.capabilities import Capability
from accounts.models import RoleAssignment, User
from accounts.reminders.waiting import Recipient
from accounts.roles import roles_with
from accounts.telling import tell
from council.models import School
from incidents.models import SchoolReturn


class SchoolAddresses:
    """Where schools read mail: the people who answer for them, else their office."""

    def __init__(self, schools: Iterable[School]) -> None:
        self.schools = list(schools)

    @cached_property
    def _respondents(self) -> dict[int, list[Recipient]]:
        held: dict[int, list[Recipient]] = {}
        assignments = RoleAssignment.objects.filter(
            role="school_respondent", school__in=self.schools, user__is_active=True
        ).select_related("user")
        for each in assignments:
            if each.school_id is not None:
                recipient = Recipient(each.user.email, each.user.name)
                held.setdefault(each.school_id, []).append(recipient)
        return held

    def of(self, school: School) -> list[Recipient]:
        """Empty for a school that can only be telephoned."""
        if found := self._respondents.get(school.pk):
            return found
        return [Recipient(school.email, school.name)] if school.email else []


def tell_school(school_return: SchoolReturn, subject: str, words: str, actor: User) -> None:
    """Mail those who answer for the school what the council wants or has decided."""
    tell(
        SchoolAddresses([school_return.school]).of(school_return.school),
        f"{subject}: {school_return}",
        "incidents/mails/to_school.txt",
        {
            "school_return": school_return,
            "subject": subject,
            "words": words.strip(),
            "actor": actor,
        },
        besides=actor,
    )


def tell_collectors(school_return: SchoolReturn, what: str, actor: User) -> None:
    """Mail those who collect returns what a school asks or answers."""
    roles = roles_with(Capability.COLLECT_RETURNS)
    collectors = User.objects.filter(role_assignments__role__in=roles, is_active=True).distinct()
    tell(
        collectors.order_by("pk"),
        f"{school_return.school} {what}",
        "incidents/mails/to_council.txt",
        {"school_return": school_return, "what": what, "actor": actor},
        besides=actor,
    )
