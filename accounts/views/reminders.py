"""Reminders: one's own choices, and for admins the log of what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires, signed_in
from accounts.acts_on_reminders import add_absence, choose_reminders, remove_absence
from accounts.capabilities import Capability
from accounts.filters import ReminderFilter
from accounts.models import Reminder, User
from accounts.reminders.forms import AbsenceForm, RemindersForm
from accounts.tables import ReminderTable
from core.lists import list_page
from council.models import Absence


@signed_in
def reminders(request: SignedInRequest) -> HttpResponse:
    """How often one is reminded, and when one is away."""
    user = User.objects.get(pk=request.user.pk)
    form = RemindersForm(request.POST or None, instance=user)
    if form.is_valid():
        choose_reminders(form, actor=request.user)
        messages.success(request, "Your choice is saved")
        return redirect("accounts:reminders")
    absences = Absence.objects.none()
    if user.person is not None:
        absences = user.person.absences.filter(last_day__gte=timezone.localdate())
    context = {
        "form": form,
        "absences": absences.select_related("deputy"),
        "may_be_away": user.person is not None,
        "title": "Reminders",
    }
    return render(request, "accounts/reminders/choices.html", context)


@signed_in
def away(request: SignedInRequest) -> HttpResponse:
    """Say when one is away and who stands in."""
    person = request.user.person
    if person is None:
        raise PermissionDenied
    form = AbsenceForm(request.POST or None, person=person)
    if form.is_valid() and (added := add_absence(form, actor=request.user)):
        messages.success(request, f"{added.deputy} stands in for you")
        return redirect("accounts:reminders")
    context = {
        "form": form,
        "title": "While you are away",
        "cancel_url": reverse("accounts:reminders"),
    }
    return render(request, "form_page.html", context)


@require_POST
@signed_in
def not_away(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an absence of one's own."""
    absence = get_object_or_404(Absence, pk=pk, person=request.user.person_id)
    remove_absence(absence, actor=request.user)
    messages.success(request, "Nobody stands in for you at that time any more")
    return redirect("accounts:reminders")


@requires(Capability.MANAGE_USERS)
def sent(request: SignedInRequest) -> HttpResponseBase:
    """Every reminder that was sent."""
    return list_page(
        request,
        queryset=Reminder.objects.all(),
        table_class=ReminderTable,
        filterset_class=ReminderFilter,
        template_name="list_page.html",
        context={"title": "Reminders sent"},
        export_name="Reminders",
    )


@requires(Capability.MANAGE_USERS)
def sent_mail(request: SignedInRequest, pk: int) -> HttpResponse:
    """One reminder in the words in which it was sent."""
    reminder = get_object_or_404(Reminder, pk=pk)
    return render(request, "accounts/reminders/sent_mail.html", {"reminder": reminder})
