"""Three pages for every kind of reference data: its list, one row, and its removal."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires, signed_in
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.forms import GovukForm
from core.lists import list_page
from core.text import article
from council import acts
from council.reference import KINDS, PLACES, Kind, Place, row_links, row_pages


@signed_in
def index(request: SignedInRequest) -> HttpResponse:
    """What reference data there is, as far as one may read it."""
    places: list[Kind | Place] = list(PLACES.values())
    if request.user.can(Capability.SEE_PEOPLE):
        places += KINDS.values()
    context = {
        "places": sorted(places, key=lambda place: place.label),
        "may_change_settings": request.user.can(Capability.MANAGE_SETTINGS),
    }
    return render(request, "council/index.html", context)


@requires(Capability.SEE_PEOPLE)
def rows(request: SignedInRequest, kind: Kind) -> HttpResponseBase:
    """The rows of a kind."""
    may_change = request.user.can(Capability.MANAGE_REFERENCE)
    # Who may change a row finds these pages on the row's own.
    pages = [] if may_change else row_pages(kind.model, request.user)
    told = {"edit_kind": kind if may_change else None, "row_pages": pages}
    table = type(kind.table.__name__, (kind.table,), told)
    return list_page(
        request,
        queryset=kind.rows,
        table_class=table,
        filterset_class=kind.filters,
        template_name="council/list.html",
        context={"title": kind.label, "kind": kind, "may_change": may_change},
        export_name=kind.label,
    )


@requires(Capability.MANAGE_REFERENCE)
def edit(request: SignedInRequest, kind: Kind, pk: int | None = None) -> HttpResponse:
    """One row: a new one, or a change to one that is there."""
    links: list[tuple[str, str]] = []
    if pk is None:
        form = kind.form(_typed(request))
        saved = form.is_valid() and acts.add_row(kind, form, actor=request.user)
    else:
        with row_to_edit(request, kind.model._default_manager.all(), pk=pk) as row:
            name, links = str(row), row_links(row, request.user)
            form = kind.form(_typed(request), instance=row)
            saved = form.is_valid() and acts.change_row(kind, form, actor=request.user)
    if saved:
        messages.success(request, f"Saved: {saved}")
        return redirect(kind.url)
    context = {
        "kind": kind,
        "form": form,
        "title": f"Add {article(kind.noun)} {kind.noun}" if pk is None else name,
        "cancel_url": kind.url,
        "links": links,
        "remove_url": pk and reverse("reference:remove", args=[kind, pk]),
    }
    return render(request, "council/form.html", context)


@requires(Capability.MANAGE_REFERENCE)
def remove(request: SignedInRequest, kind: Kind, pk: int) -> HttpResponse:
    """Remove a row that nothing uses, once the person is sure."""
    form = GovukForm(_typed(request))
    with row_to_edit(request, kind.model._default_manager.all(), pk=pk) as row:
        name, links = str(row), row_links(row, request.user)
        if form.is_valid():
            try:
                acts.remove_row(kind, row, actor=request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, f"Removed: {name}")
                return redirect(kind.url)
    context = {
        "kind": kind,
        "form": form,
        "title": f"Remove {name}?",
        "links": links,
        "submit_label": "Remove",
        "cancel_url": reverse("reference:edit", args=[kind, pk]),
    }
    return render(request, "council/remove.html", context)


def _typed(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
