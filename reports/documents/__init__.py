"""The kinds of printed documents, one to a file, and where they are looked up by name.

A kind knows how to find its subject for a person and how to compose it; everything else
(rendering, the background, keeping, downloading) is the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import User
from reports.documents import comparison, plan

if TYPE_CHECKING:
    from reports.rendering import Pdf

AUDIENCES = ("officer", "committee", "public")


def _itself(subject: Any, _parameters: Mapping[str, str], _user: User | None) -> Any:
    return subject


@dataclass(frozen=True)
class Kind:
    """A kind of document.

    Most are made of their subject alone. A kind with parameters is made of what `made_of`
    finds for them.
    """

    key: str
    name: str
    subjects: Callable[[], QuerySet[Any]]
    """Everything it can be made of, for the command line."""
    readable_by: Callable[[User], QuerySet[Any]]
    """What a person may have it made of."""
    compose: Callable[[Any, str], Pdf]
    """Makes it of a subject, for an audience."""
    file_name: Callable[[Any], str]
    parameters: tuple[str, ...] = ()
    """What it needs besides its subject, each by its name in a form."""
    made_of: Callable[[Any, Mapping[str, str], User | None], Any | None] = _itself
    """What is composed: of the subject and the parameters, for a person (None: the command
    line). None where they mean nothing that this person may read."""

    def subject_for(
        self, user: User, number: int, parameters: Mapping[str, str] | None = None
    ) -> Any | None:
        """What the document of this number and parameters is made of, if one may read it."""
        subject = self.readable_by(user).filter(pk=number).first()
        return None if subject is None else self.made_of(subject, parameters or {}, user)


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
        Kind(
            "compare",
            "Comparison",
            plan.subjects,
            plan.readable_by,
            comparison.compose,
            comparison.file_name,
            comparison.PARAMETERS,
            comparison.comparison_of,
        ),
    )
}
