"""The kinds of printed documents, one to a file, and where they are looked up by name.

A kind knows how to find its subject for a person and how to compose it; everything else
(rendering, the background, keeping, downloading) is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Model, QuerySet

from accounts.models import User
from reports.documents import plan

if TYPE_CHECKING:
    from reports.rendering import Pdf

AUDIENCES = ("officer", "committee", "public")


@dataclass(frozen=True)
class Kind:
    """A kind of document."""

    key: str
    name: str
    subjects: Callable[[], QuerySet[Any]]
    """Everything it can be made of, for the command line."""
    readable_by: Callable[[User], QuerySet[Any]]
    """What a person may have it made of."""
    compose: Callable[[Any, str], Pdf]
    """Makes it of a subject, for an audience."""
    file_name: Callable[[Any], str]

    def subject_for(self, user: User, number: int) -> Model | None:
        """The subject of this number, where the person may read it."""
        return self.readable_by(user).filter(pk=number).first()


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind(
            "plan",
            "Plan",
            plan.subjects,
            plan.readable_by,
            plan.compose,
            plan.file_name,
        ),
    )
}
