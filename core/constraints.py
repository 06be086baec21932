"""Saying beside a field what a rule of the table refuses.

The database is the judge of its rules; a form only knows in which words to tell a person,
and at which box. Two people who take the same name at the same moment get the same words
as one who takes a name that is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, transaction

from core.forms import GovukModelForm

Saved = TypeVar("Saved")


class ConstrainedModelForm(GovukModelForm):
    """A form of a row whose table has rules (unique names, checks)."""

    constraint_messages: Mapping[str, tuple[str | None, str]] = {}
    """By the name of the constraint: the field to mend (None: the whole form), and the words."""

    def add_error(self, field: str | None, error: Any) -> None:
        """Django tells a broken constraint of the form as a whole; here it goes to its field."""
        if field is None and hasattr(error, "error_dict"):
            whole = error.error_dict.pop(NON_FIELD_ERRORS, [])
            left = [problem for problem in whole if not self._tell(self._constraint_of(problem))]
            if left:
                error.error_dict[NON_FIELD_ERRORS] = left
        super().add_error(field, error)

    def save_or_explain(self, save: Callable[[], Saved]) -> Saved | None:
        """What `save` returns; None, with a message on the form, where the table refuses."""
        try:
            with transaction.atomic():
                return save()
        except IntegrityError as error:
            diagnosis = getattr(error.__cause__, "diag", None)
            if not self._tell(getattr(diagnosis, "constraint_name", None)):
                raise
            return None

    def send_again_with(self, name: str, value: Any) -> None:
        """Let the page that shows the form once more hold another value in a hidden box."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = str(value)
        self.data = data

    def _tell(self, constraint: str | None) -> bool:
        if constraint is None or constraint not in self.constraint_messages:
            return False
        field, message = self.constraint_messages[constraint]
        super().add_error(field if field in self.fields else None, message)
        return True

    def _constraint_of(self, problem: ValidationError) -> str | None:
        for constraint in self._meta.model._meta.constraints:
            if constraint.get_violation_error_message() == problem.message:
                return constraint.name
        return None
