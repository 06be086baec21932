"""What every kind of printed document states of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from accounts.models import User
from reports.documents.writing import Written

if TYPE_CHECKING:
    from reports.rendering import Pdf


def _itself(subject: Any, _parameters: Mapping[str, str], _user: User | None) -> Any:
    return subject


def _of_several(_made_of: Any, _audience: str) -> Written:
    raise TypeError("This kind is made of several documents and has no words of its own.")


@dataclass(frozen=True, kw_only=True)
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
    file_name: Callable[[Any], str]
    write: Callable[[Any, str], Written] = _of_several
    """Writes it of a subject, for an audience."""
    make: Callable[[Any, str], Pdf] | None = None
    """Makes it, where more is to be done than to lay out what is written."""
    parameters: tuple[str, ...] = ()
    """What it needs besides its subject, each by its name in a form."""
    made_of: Callable[[Any, Mapping[str, str], User | None], Any | None] = _itself
    """What is composed: of the subject and the parameters, for a person (None: the command
    line). None where they mean nothing that this person may read."""

    def compose(self, made_of: Any, audience: str) -> Pdf:
        """The PDF of what it is made of, for an audience."""
        return self.make(made_of, audience) if self.make else self.write(made_of, audience).pdf()

    def subject_for(
        self, user: User, number: int, parameters: Mapping[str, str] | None = None
    ) -> Any | None:
        """What the document of this number and parameters is made of, if one may read it."""
        subject = self.readable_by(user).filter(pk=number).first()
        return None if subject is None else self.made_of(subject, parameters or {}, user)
