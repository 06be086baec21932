"""What people do to the council's own data: each act changes and logs in one transaction.

Who may do it is the business of the pages (`accounts.reference`), which stand above.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction

from core.audit import act
from core.models import Revised
from council.audit_actions import ROLLS_ENTERED, SETTINGS_CHANGED
from council.models import Council
from council.reference import Kind
from council.school_forms import RollsForm
from council.settings_form import CouncilForm
from council.usage import in_words, uses


def add_row(kind: Kind, form: Any, *, actor: Any) -> Revised | None:
    """A new row of reference data; None with a message on the form where it cannot be."""

    def save() -> Revised:
        with act(kind.added, actor=actor) as entry:
            row: Revised = form.save()
            entry.about(row)
        return row

    saved: Revised | None = form.save_or_explain(save)
    return saved


def change_row(kind: Kind, form: Any, *, actor: Any) -> Revised | None:
    """The changed row; None with a message on the form where it cannot be.

    A form sent back as it was is no act.
    """
    if not form.has_changed():
        row: Revised = form.instance
        return row

    def save() -> Revised:
        with act(kind.changed, actor=actor) as entry:
            changed: Revised = form.save()
            entry.about(changed)
        return changed

    saved: Revised | None = form.save_or_explain(save)
    return saved


def remove_row(kind: Kind, row: Revised, *, actor: Any) -> None:
    """Remove a row that nothing uses. Raises ValidationError saying what uses it, or why it
    stays whatever uses it."""
    if kind.stays and (why := kind.stays(row)):
        raise ValidationError(why)
    if found := uses(row, kind.parts):
        raise ValidationError(f"“{row}” is used by {in_words(found)}, so it cannot be removed")
    with act(kind.removed, actor=actor, target=row):
        row.delete()


def enter_rolls(form: RollsForm, *, actor: Any) -> int:
    """Keep the pupils on roll that a valid form of a year holds; how many were changed.

    A form sent back as it was is no act.
    """
    if form.changed:
        with act(ROLLS_ENTERED, actor=actor, note=f"In {form.year}"):
            form.save()
    return len(form.changed)


def change_settings(form: CouncilForm, *, actor: Any) -> Council:
    """The council's settings as typed; a logo that is replaced or removed is deleted.

    A form sent back as it was is no act.
    """
    if not form.has_changed() and form.instance.name:
        return form.instance
    before = Council.current().logo.name
    with act(SETTINGS_CHANGED, actor=actor) as entry:
        council = form.save()
        entry.about(council)
    if before and before != council.logo.name:
        transaction.on_commit(lambda: default_storage.delete(before))
    return council
