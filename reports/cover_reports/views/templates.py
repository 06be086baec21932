"""The sections of a template, in their order. The template itself is on the shared pages of
reference data."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.forms import GovukForm
from council.reference import KINDS
from reports.cover_reports import acts
from reports.cover_reports.forms.template import TemplateSectionForm
from reports.cover_reports.places import PLACES
from reports.cover_reports.reading import paragraphs_in
from reports.cover_reports.views.parts import REMOVED
from reports.models import CoverTemplate, TemplateSection


@requires(Capability.MANAGE_REFERENCE)
def show(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sections of a template, and the places that are filled."""
    template = get_object_or_404(CoverTemplate, pk=pk)
    kind = KINDS["cover-templates"]
    context = {
        "template": template,
        "kind": kind,
        "edit_url": reverse("reference:edit", args=[kind, template.pk]),
        "sections": [(each, paragraphs_in(each.text)) for each in template.sections.all()],
        "places": PLACES.items(),
        "title": f"Sections of {template}",
    }
    return render(request, "papers/cover_reports/template.html", context)


@requires(Capability.MANAGE_REFERENCE)
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add a section after the others."""
    with row_to_edit(request, CoverTemplate.objects.all(), pk=pk) as template:
        form = TemplateSectionForm(
            request.POST or None, instance=TemplateSection(template=template)
        )
        saved = _saved(form, request)
    if saved:
        messages.success(request, f"Added: {saved}"[:200])
        return redirect(_place_of(saved))
    return _form_page(request, template, form, "Add a section", _address_of(template))


@requires(Capability.MANAGE_REFERENCE)
def edit(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    """Change a section."""
    with row_to_edit(request, CoverTemplate.objects.all(), pk=pk) as template:
        held = template.sections.filter(pk=section).first()
        if held is None:
            return _removed_meanwhile(request, template)
        form = TemplateSectionForm(request.POST or None, instance=held)
        saved = _saved(form, request)
    if saved:
        messages.success(request, f"Saved: {saved}"[:200])
        return redirect(_place_of(saved))
    remove_url = reverse("papers:cover_template_section_remove", args=[pk, section])
    return _form_page(
        request, template, form, "Change this section", _place_of(held), remove_url=remove_url
    )


@requires(Capability.MANAGE_REFERENCE)
def remove(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    """Remove a section, once the person is sure."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    with row_to_edit(request, CoverTemplate.objects.all(), pk=pk) as template:
        held = get_object_or_404(template.sections, pk=section)
        words, place = str(held), _place_of(held)
        if form.is_valid():
            acts.remove_template_section(held, actor=request.user)
            messages.success(request, f"Removed: {words}"[:200])
            return redirect(_address_of(template))
    context = {"form": form, "template": template, "title": f"Remove {words}?"}
    context |= {"cancel_url": place}
    return render(request, "papers/cover_reports/template_remove.html", context)


@requires(Capability.MANAGE_REFERENCE)
@require_POST
def move(request: SignedInRequest, pk: int, section: int) -> HttpResponse:
    """Let a section change places with the one before or after it."""
    with row_to_edit(request, CoverTemplate.objects.all(), pk=pk) as template:
        held = get_object_or_404(template.sections, pk=section)
        acts.move_template_section(held, up=request.POST.get("to") == "up", actor=request.user)
    return redirect(_place_of(held))


def _removed_meanwhile(request: SignedInRequest, template: CoverTemplate) -> HttpResponse:
    """What somebody typed for a section that is gone: it can be added again."""
    if request.method != "POST":
        raise Http404
    form = TemplateSectionForm(request.POST, instance=TemplateSection(template=template))
    form.add_error(None, REMOVED.format(noun="section"))
    back = _address_of(template)
    add_url = reverse("papers:cover_template_section_add", args=[template.pk])
    return _form_page(request, template, form, "Add this section again?", back, add_url=add_url)


def _saved(form: Any, request: SignedInRequest) -> Any | None:
    if not form.is_valid():
        return None
    return form.save_or_explain(
        lambda: acts.save_template_section(form.save(commit=False), actor=request.user)
    )


def _address_of(template: CoverTemplate) -> str:
    return reverse("papers:cover_template", args=[template.pk])


def _place_of(section: TemplateSection) -> str:
    return f"{_address_of(section.template)}#section-{section.pk}"


def _form_page(
    request: SignedInRequest,
    template: CoverTemplate,
    form: Any,
    title: str,
    cancel_url: str,
    **more: str,
) -> HttpResponse:
    context = {"form": form, "template": template, "title": title, "cancel_url": cancel_url}
    return render(request, "papers/cover_reports/template_form.html", context | more)
