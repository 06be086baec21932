"""The versions of the framework: the list, one of them as its editor sees it, and what is done
with it as a whole."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Case, Count, Q, When
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.forms import GovukForm
from core.lists import list_page
from thresholds.access import editor_page
from thresholds.acts import (
    begin_framework,
    begin_new_version,
    put_in_force,
    remove_draft,
    show_to,
    take_out_of_use,
    what_is_missing,
)
from thresholds.checking import warnings_of
from thresholds.forms.framework import BeginForm, PutInForceForm
from thresholds.models import Framework, Indicator
from thresholds.overview import grid_of
from thresholds.places import Places
from thresholds.reading import FrameworkReading
from thresholds.tables.versions import COLOURS, VersionTable


@requires(Capability.EDIT_THRESHOLDS)
def versions(request: SignedInRequest) -> HttpResponseBase:
    """All versions."""
    need = Q(levels__indicators__kind=Indicator.Kind.NEED)
    rows = Framework.objects.annotate(
        level_count=Count("levels", distinct=True),
        indicator_count=Count("levels__indicators", filter=need, distinct=True),
    )
    rows = rows.order_by(Case(When(state="draft", then=0), default=1), "-in_force_from", "-pk")
    context = {
        "title": "Threshold framework",
        "in_force": Framework.objects.in_force(),
        "latest": rows.first(),
    }
    return list_page(
        request,
        queryset=rows,
        table_class=VersionTable,
        template_name="thresholds/edit/versions.html",
        context=context,
        export_name="threshold-frameworks",
    )


@requires(Capability.EDIT_THRESHOLDS)
def begin(request: SignedInRequest) -> HttpResponse:
    """Begin a framework with the ready-made levels, domains and headings."""
    form = BeginForm(request.POST or None, instance=Framework())
    if form.is_valid():
        return redirect(begin_framework(form.save(commit=False), actor=request.user))
    context = {
        "form": form,
        "title": "Begin a framework",
        "cancel_url": reverse("thresholds:versions"),
        "submit_label": "Begin",
    }
    return render(request, "thresholds/edit/begin.html", context)


@editor_page()
def framework(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """A whole version: what it says, how full it is, and what is still missing."""
    reading = FrameworkReading(framework)
    context = {
        "framework": framework,
        "reading": reading,
        "places": Places(framework),
        "grid": grid_of(reading),
        "colour": COLOURS[framework.state],
        "missing": what_is_missing(framework) if framework.is_draft else [],
        "warnings": warnings_of(reading) if framework.is_draft else [],
        "title": str(framework),
    }
    return render(request, "thresholds/edit/framework.html", context)


@editor_page()
@require_POST
def new_version(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Begin a draft with everything that this version has."""
    draft = begin_new_version(framework, actor=request.user)
    messages.success(request, f"A new version is begun from {framework}")
    return redirect(draft)


@editor_page(of_draft=True)
def put_in_force_(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Put a draft in force from a day, in place of the version before."""
    replaced = Framework.objects.in_force()
    initial = {"in_force_from": framework.in_force_from}
    form = PutInForceForm(request.POST or None, replaced=replaced, initial=initial)
    if form.is_valid():
        day = form.cleaned_data["in_force_from"]
        still_used = form.cleaned_data.get("still_used", False)
        try:
            held = put_in_force(framework, day, still_used=still_used, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{held} is in force")
            return redirect(held)
    context = {
        "form": form,
        "framework": framework,
        "missing": what_is_missing(framework),
        "title": "Put in force",
        "submit_label": "Put in force",
        "cancel_url": framework.get_absolute_url(),
    }
    return render(request, "thresholds/edit/put_in_force.html", context)


@editor_page()
@require_POST
def out_of_use(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Take a replaced version out of use."""
    try:
        take_out_of_use(framework, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{framework} is no longer in use")
    return redirect(framework)


@editor_page()
@require_POST
def readers(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Say whether a version is read without signing in."""
    everybody = request.POST.get("everybody") == "yes"
    show_to(framework, everybody=everybody, actor=request.user)
    who = "everybody" if everybody else "those who have signed in"
    messages.success(request, f"{framework} is read by {who}")
    return redirect(framework)


@editor_page(of_draft=True)
def remove(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Remove a draft, once the person is sure."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        words = str(framework)
        try:
            remove_draft(framework, actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(framework)
        messages.success(request, f"{words} is removed")
        return redirect("thresholds:versions")
    context = {
        "form": form,
        "framework": framework,
        "goes": ["its levels, domains and headings with all that stands under them"],
        "title": f"Remove {framework}?",
        "cancel_url": framework.get_absolute_url(),
    }
    return render(request, "thresholds/edit/remove.html", context)
