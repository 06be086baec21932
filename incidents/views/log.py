"""A school's incident log: recording, changing and removing, and the summary for governors."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.lists import list_page
from council.models import School
from incidents.access import return_page
from incidents.acts_on_log import keep_incident, remove_incident
from incidents.acts_on_returns import save_return
from incidents.filters.log import IncidentFilter
from incidents.forms.incident import IncidentForm, InvolvedFormSet
from incidents.log import counted_from_log, recent_terms, summaries_of
from incidents.models import Incident, SchoolReturn
from incidents.tables.log import IncidentTable


def schools_of(request: SignedInRequest) -> list[School]:
    """The schools that a user answers for."""
    schools = request.user.reach(Capability.MAKE_RETURNS).schools
    return list(School.objects.filter(pk__in=schools))


@requires(Capability.MAKE_RETURNS)
def log(request: SignedInRequest) -> HttpResponseBase:
    """The incidents that one's school has recorded."""
    return list_page(
        request,
        queryset=Incident.objects.readable_by(request.user).select_related("school", "type"),
        table_class=IncidentTable,
        filterset_class=IncidentFilter,
        template_name="incidents/log.html",
        context={"title": "Incident log", "schools": schools_of(request)},
        export_name="incident-log",
    )


@requires(Capability.MAKE_RETURNS)
def add(request: SignedInRequest) -> HttpResponse:
    """Record an incident."""
    return _edit(request, Incident(), title="Record an incident")


@requires(Capability.MAKE_RETURNS)
def incident(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what was recorded of an incident."""
    with row_to_edit(request, Incident.objects.readable_by(request.user), pk=pk) as row:
        return _edit(request, row, title="Change an incident")


def _edit(request: SignedInRequest, row: Incident, *, title: str) -> HttpResponse:
    schools = schools_of(request)
    form = IncidentForm(request.POST or None, instance=row, schools=schools)
    involved = InvolvedFormSet(request.POST or None, instance=row)
    if form.is_valid() and involved.is_valid():

        def save() -> Incident:
            kept: Incident = form.save()
            involved.instance = kept
            involved.save()
            return kept

        with transaction.atomic():
            kept = form.save_or_explain(lambda: keep_incident(row, save, actor=request.user))
        if kept is not None:
            messages.success(request, f"The {kept} is recorded")
            return redirect("incidents:log")
    context = {
        "form": form,
        "formset": involved,
        "incident": row if row.pk else None,
        "title": title,
        "cancel_url": reverse("incidents:log"),
    }
    return render(request, "incidents/incident.html", context)


@requires(Capability.MAKE_RETURNS)
@require_POST
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove an incident that was recorded by mistake."""
    row = get_object_or_404(Incident.objects.readable_by(request.user), pk=pk)
    words = str(row)
    remove_incident(row, actor=request.user)
    messages.success(request, f"The {words} is removed")
    return redirect("incidents:log")


@requires(Capability.MAKE_RETURNS)
def summary(request: SignedInRequest, pk: int) -> HttpResponse:
    """The summary of a term for the governors of a school."""
    school = next((each for each in schools_of(request) if each.pk == pk), None)
    if school is None:
        raise PermissionDenied
    terms = recent_terms(timezone.localdate())
    chosen = next((t for t in terms if t.name == request.GET.get("term")), terms[0])
    context = {
        "school": school,
        "terms": terms,
        "chosen": chosen,
        "summaries": summaries_of(school, chosen),
        "title": "Summary for governors",
    }
    return render(request, "incidents/log_summary.html", context)


@return_page(of_school=True)
@require_POST
def count_from_log(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Fill a return with what the log makes of it; the head confirms it as any other."""
    figures = counted_from_log(school_return.school, school_return.type, school_return.collection)
    if not figures.total:
        messages.error(request, "The log holds no incident of this time")
        return redirect(school_return)
    try:
        save_return(school_return, figures, actor=request.user, from_log=True)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(school_return)
    messages.success(request, "The return is counted from the log. Look at it, then confirm it")
    return redirect("incidents:fill_in", school_return.pk)
