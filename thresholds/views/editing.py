"""Editing a draft: its texts, its parts, and what stands at a level under a heading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from core.conflicts import RevisedModelForm, row_to_edit
from core.forms import GovukForm
from thresholds.access import editor_page
from thresholds.acts import remove_part, save_part
from thresholds.acts_on_parts import move_part
from thresholds.editable import EDITABLE, Editable
from thresholds.forms.framework import TextsForm
from thresholds.models import Framework


@editor_page(of_draft=True)
def texts(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """Change the texts that belong to no level."""
    with row_to_edit(request, Framework.objects.all(), pk=framework.pk) as row:
        form = TextsForm(request.POST or None, instance=row)
        if form.is_valid() and _saved(
            form, lambda: save_part(row, form.save(commit=False), actor=request.user)
        ):
            messages.success(request, f"{row} is saved")
            return redirect(row)
    return _form_page(request, framework, form, title="Change the texts")


@editor_page()
def add(request: SignedInRequest, framework: Framework, kind: str) -> HttpResponse:
    """Add a part after the others of its kind."""
    editable = _editable(framework, kind)
    with row_to_edit(request, Framework.objects.all(), pk=framework.pk) as row:
        part = editable.begun(row)
        form = editable.form_of(row, request.POST or None, part, **_asked(request))
        if form.is_valid() and _saved(
            form, lambda: save_part(row, form.save(commit=False), actor=request.user)
        ):
            messages.success(request, f"{part} is added")
            return redirect(_place_of(framework, kind))
    return _form_page(request, framework, form, title=f"Add {_a(editable.noun)}", kind=kind)


@editor_page()
def part(request: SignedInRequest, framework: Framework, kind: str, row: int) -> HttpResponse:
    """Change a part."""
    editable = _editable(framework, kind)
    with _held(request, framework, editable, row) as (draft, held):
        title = f"Change {held}"
        form = editable.form_of(draft, request.POST or None, held)
        if form.is_valid() and _saved(
            form, lambda: save_part(draft, form.save(commit=False), actor=request.user)
        ):
            messages.success(request, f"{held} is saved")
            return redirect(_place_of(framework, kind))
    return _form_page(request, framework, form, title=title, kind=kind, part=held)


@editor_page()
def remove(request: SignedInRequest, framework: Framework, kind: str, row: int) -> HttpResponse:
    """Remove a part, having been shown what goes with it."""
    editable = _editable(framework, kind)
    form = GovukForm(request.POST if request.method == "POST" else None)
    with _held(request, framework, editable, row) as (draft, held):
        words = str(held)
        if form.is_valid() and _saved(form, lambda: remove_part(draft, held, actor=request.user)):
            messages.success(request, f"{words} is removed")
            return redirect(_place_of(framework, kind))
        goes = editable.goes(held)
    context = {
        "form": form,
        "framework": framework,
        "goes": goes,
        "title": f"Remove {words}?",
        "cancel_url": _place_of(framework, kind),
    }
    return render(request, "thresholds/edit/remove.html", context)


@editor_page()
@require_POST
def move(request: SignedInRequest, framework: Framework, kind: str, row: int) -> HttpResponse:
    """Let a part change places with the one before or after it."""
    editable = _editable(framework, kind)
    if not editable.ordered:
        raise Http404
    with _held(request, framework, editable, row) as (draft, held):
        up = request.POST.get("to") == "up"
        move_part(draft, held, editable.siblings(held), up=up, actor=request.user)
    return redirect(_place_of(framework, kind))


def _editable(framework: Framework, kind: str) -> Editable:
    """The kind of part that an address names; not found where the version is no draft."""
    editable = EDITABLE.get(kind)
    if editable is None or not (framework.is_draft or editable.in_any_version):
        raise Http404
    return editable


@contextmanager
def _held(
    request: SignedInRequest, framework: Framework, editable: Editable, row: int
) -> Iterator[tuple[Framework, Any]]:
    """The version, locked where the request saves, then a part of it."""
    with row_to_edit(request, Framework.objects.all(), pk=framework.pk) as draft:
        yield draft, get_object_or_404(editable.rows(draft), pk=row)


def _saved(form: Any, save: Callable[[], object]) -> bool:
    """Whether it was saved or removed; where a rule refuses it, the form says why."""
    try:
        if not isinstance(form, RevisedModelForm):
            save()
            return True
        return form.save_or_explain(save) is not None
    except ValidationError as error:
        form.add_error(None, error)
        return False


def _asked(request: SignedInRequest) -> dict[str, int]:
    """The domain under which a heading is added, where the address names one."""
    domain = request.GET.get("domain", "")
    return {"domain": int(domain)} if domain.isdecimal() and len(domain) < 10 else {}


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _place_of(framework: Framework, kind: str) -> str:
    """Where parts of a kind stand on the page of the version."""
    return f"{framework.get_absolute_url()}#{kind}"


def _form_page(
    request: SignedInRequest,
    framework: Framework,
    form: Any,
    *,
    title: str,
    kind: str = "",
    part: Any = None,
) -> HttpResponse:
    removing = {}
    if part is not None:
        args = [framework.pk, kind, part.pk]
        removing = {
            "remove_url": reverse("thresholds:remove_part", args=args),
            "noun": EDITABLE[kind].noun,
        }
    context = {
        "form": form,
        "framework": framework,
        "title": title,
        "cancel_url": _place_of(framework, kind) if kind else framework.get_absolute_url(),
        **removing,
    }
    return render(request, "thresholds/edit/form.html", context)
