"""The sections of a cover report and the options considered: added, changed, moved, removed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from core.conflicts import row_to_edit
from core.forms import GovukForm
from core.text import article
from reports.cover_reports import acts
from reports.cover_reports.access import cover_writing_page
from reports.cover_reports.acts import Part
from reports.cover_reports.forms.report import PARTS, PartKind
from reports.cover_reports.views.report import address_of
from reports.models import CoverReport

REMOVED = "Somebody removed this {noun} while you had it open. What you typed is still here"


@cover_writing_page
def add(request: SignedInRequest, report: CoverReport, kind: str) -> HttpResponse:
    """Add a section or an option after the others."""
    chosen = _kind(kind)
    with row_to_edit(request, CoverReport.objects.all(), pk=report.pk) as row:
        form = chosen.form(request.POST or None, instance=chosen.model(report=row))
        saved = _saved(form, request)
    if saved:
        messages.success(request, f"Added: {saved}"[:200])
        return redirect(_place_of(report, kind, saved))
    title = f"Add {article(chosen.noun)} {chosen.noun}"
    return _form_page(request, report, form, title, f"{address_of(report)}#{kind}s")


@cover_writing_page
def edit(request: SignedInRequest, report: CoverReport, kind: str, part: int) -> HttpResponse:
    """Change a section or an option."""
    chosen = _kind(kind)
    with row_to_edit(request, CoverReport.objects.all(), pk=report.pk) as row:
        held = _part(chosen, row, part)
        if held is None:
            return _removed_meanwhile(request, report, kind)
        place = _place_of(report, kind, held)
        form = chosen.form(request.POST or None, instance=held)
        saved = _saved(form, request)
    if saved:
        messages.success(request, f"Saved: {saved}"[:200])
        return redirect(place)
    removing = reverse("papers:cover_part_remove", args=[report.pk, kind, part])
    title = f"Change this {chosen.noun}"
    return _form_page(request, report, form, title, place, noun=chosen.noun, remove_url=removing)


@cover_writing_page
def remove(request: SignedInRequest, report: CoverReport, kind: str, part: int) -> HttpResponse:
    """Remove a section or an option, once the person is sure."""
    chosen = _kind(kind)
    form = GovukForm(request.POST if request.method == "POST" else None)
    with row_to_edit(request, CoverReport.objects.all(), pk=report.pk) as row:
        held = _held(chosen, row, part)
        words, place = str(held), _place_of(report, kind, held)
        if form.is_valid():
            acts.remove_part(held, actor=request.user)
            messages.success(request, f"Removed: {words}"[:200])
            return redirect(f"{address_of(report)}#{kind}s")
    context = {
        "form": form,
        "report": report,
        "title": f"Remove {words}?",
        "cancel_url": place,
    }
    return render(request, "papers/cover_reports/remove.html", context)


@cover_writing_page
@require_POST
def move(request: SignedInRequest, report: CoverReport, kind: str, part: int) -> HttpResponse:
    """Let a section or an option change places with the one before or after it."""
    chosen = _kind(kind)
    with row_to_edit(request, CoverReport.objects.all(), pk=report.pk) as row:
        held = _held(chosen, row, part)
        acts.move_part(held, up=request.POST.get("to") == "up", actor=request.user)
    return redirect(_place_of(report, kind, held))


def _kind(word: str) -> PartKind:
    if word not in PARTS:
        raise Http404
    return PARTS[word]


def _part(kind: PartKind, report: CoverReport, part: int) -> Part | None:
    rows: Any = kind.model.objects.filter(report=report)
    held: Part | None = rows.filter(pk=part).first()
    if held is not None:
        held.report = report
    return held


def _held(kind: PartKind, report: CoverReport, part: int) -> Part:
    """A part of a report, or 404."""
    held = _part(kind, report, part)
    if held is None:
        raise Http404
    return held


def _removed_meanwhile(request: SignedInRequest, report: CoverReport, kind: str) -> HttpResponse:
    """What somebody typed for a part that is gone: it can be added again."""
    if request.method != "POST":
        raise Http404
    chosen = PARTS[kind]
    form = chosen.form(request.POST, instance=chosen.model(report=report))
    form.add_error(None, REMOVED.format(noun=chosen.noun))
    add_url = reverse("papers:cover_part_add", args=[report.pk, kind])
    title = f"Add this {chosen.noun} again?"
    return _form_page(request, report, form, title, address_of(report), add_url=add_url)


def _saved(form: Any, request: SignedInRequest) -> Any | None:
    """The part, if it was valid and the table took it."""
    if not form.is_valid():
        return None
    return form.save_or_explain(lambda: acts.save_part(form.save(commit=False), actor=request.user))


def _place_of(report: CoverReport, kind: str, part: Any) -> str:
    """Where a part stands on the page of its report."""
    return f"{address_of(report)}#{kind}-{part.pk}"


def _form_page(
    request: SignedInRequest,
    report: CoverReport,
    form: Any,
    title: str,
    cancel_url: str,
    **more: str,
) -> HttpResponse:
    context = {"form": form, "report": report, "title": title, "cancel_url": cancel_url, **more}
    return render(request, "papers/cover_reports/form.html", context)
