"""What every kind of printed document states of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import User

if TYPE_CHECKING:
    from reports.rendering import Pdf


def _itself(subject: Any, _parameters: Mapping[str, str], _user: User | None) -> Any:
    return subject


@dataclass(frozen=True)
class Kind:
    """A kind of document: what it is made of, for whom, and how it is composed.

    Rendering, the background, keeping and downloading are the same for all. Most are made
    of their subject alone. A kind with parameters is made of what `made_of` finds for them.
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
