"""What people do about their reminders: how often they come, and who stands in meanwhile."""

from __future__ import annotations

from accounts.audit_actions import ABSENCE_ADDED, ABSENCE_REMOVED, REMINDERS_CHOSEN
from accounts.models import User
from accounts.reminders.forms import AbsenceForm, RemindersForm
from core.audit import act
from council.models import Absence


def choose_reminders(form: RemindersForm, *, actor: User) -> None:
    """How often a user wishes to be reminded. A form sent back as it was is no act."""
    if form.has_changed():
        note = form.instance.get_reminders_every_display()
        with act(REMINDERS_CHOSEN, actor=actor, target=form.instance, note=note):
            User.objects.filter(pk=form.instance.pk).update(
                reminders_every=form.cleaned_data["reminders_every"]
            )


def add_absence(form: AbsenceForm, *, actor: User) -> Absence | None:
    """A new absence; None with a message on the form where it overlaps another."""

    def save() -> Absence:
        with act(ABSENCE_ADDED, actor=actor) as entry:
            absence: Absence = form.save()
            entry.about(absence)
        return absence

    return form.save_or_explain(save)


def remove_absence(absence: Absence, *, actor: User) -> None:
    """Take an absence back."""
    with act(ABSENCE_REMOVED, actor=actor, target=absence):
        absence.delete()
