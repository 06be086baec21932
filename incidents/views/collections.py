"""Collections: the list, one of them with its schools at a glance, and what is done with it."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from accounts.columns import OwnColumns
from core.conflicts import row_to_edit
from core.lists import list_page
from core.text import counted
from incidents.access import collection_page
from incidents.acts_on_collections import (
    ask_more_schools,
    begin_collection,
    change_collection,
    close_collection,
    open_collection,
    remove_collection,
    reopen_collection,
)
from incidents.acts_on_returns import accept_all
from incidents.chasing import chase
from incidents.collecting import AtAGlance, schools_to_ask, with_counts, with_standing
from incidents.filters.collection import ReturnFilter, ReturnOfKindsFilter
from incidents.forms.collection import CollectionForm, ReasonForm, SchoolsForm
from incidents.models import Collection
from incidents.tables.collection import CollectionTable, ReturnOfKindsTable, ReturnTable


@requires(Capability.COLLECT_RETURNS)
def collections(request: SignedInRequest) -> HttpResponseBase:
    """All collections."""
    return list_page(
        request,
        queryset=with_counts(Collection.objects.all()),
        table_class=CollectionTable,
        template_name="incidents/collections.html",
        context={"title": "Incident returns"},
        export_name="incident-returns",
    )


@collection_page
def collection(request: SignedInRequest, collection: Collection) -> HttpResponseBase:
    """A collection with the returns of its schools."""
    kinds = list(collection.types.all())
    glance = AtAGlance.of(collection)
    several = len(kinds) > 1
    return list_page(
        request,
        queryset=with_standing(collection.returns.all()),
        table_class=ReturnOfKindsTable if several else ReturnTable,
        filterset_class=ReturnOfKindsFilter if several else ReturnFilter,
        template_name="incidents/collection.html",
        context={
            "collection": collection,
            "kinds": kinds,
            "states": glance.counts,
            "missing": glance.missing,
            "to_accept": glance.to_accept,
            "days_late": collection.days_late(timezone.localdate()),
            "title": str(collection),
        },
        columns_for=OwnColumns(request.user, "incidents.returns"),
        export_name=collection.file_name("").rstrip("."),
        per_page=100,
    )


@requires(Capability.COLLECT_RETURNS)
def add(request: SignedInRequest) -> HttpResponse:
    """Prepare a collection."""
    form = CollectionForm(request.POST or None, instance=Collection())
    if form.is_valid():
        types = form.cleaned_data["types"]
        begun = form.save_or_explain(
            lambda: begin_collection(form.save(commit=False), types, actor=request.user)
        )
        if begun is not None:
            return redirect(begun)
    context = {
        "form": form,
        "title": "Prepare a collection",
        "cancel_url": reverse("incidents:collections"),
    }
    return render(request, "incidents/form.html", context)


@collection_page
def edit(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Change a collection; once it is open only its due date and its note."""
    with row_to_edit(request, Collection.objects.all(), pk=collection.pk) as row:
        form = CollectionForm(request.POST or None, instance=row)
        if form.is_valid():
            types = form.cleaned_data.get("types", ())
            saved = form.save_or_explain(
                lambda: change_collection(form.save(commit=False), types, actor=request.user)
            )
            if saved is not None:
                messages.success(request, f"{saved} is saved")
                return redirect(saved)
    context = {
        "form": form,
        "title": f"Change {collection}",
        "collection": collection,
        "cancel_url": collection.get_absolute_url(),
    }
    return render(request, "incidents/form.html", context)


@collection_page
def open_(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Open a collection: which schools are asked, all of them unless some are taken out."""
    return _ask(
        request,
        collection,
        ticked=True,
        title=f"Open {collection}",
        submit="Open and ask these schools",
        ask=open_collection,
    )


@collection_page
def ask_more(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Ask schools that were not asked when the collection was opened."""
    return _ask(
        request,
        collection,
        ticked=False,
        title="Ask more schools",
        submit="Ask these schools",
        ask=ask_more_schools,
    )


def _ask(
    request: SignedInRequest,
    collection: Collection,
    *,
    ticked: bool,
    title: str,
    submit: str,
    ask: Callable[..., int],
) -> HttpResponse:
    form = SchoolsForm(request.POST or None, schools=schools_to_ask(collection), ticked=ticked)
    if form.is_valid():
        try:
            number = ask(collection, form.cleaned_data["schools"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{counted(number, 'return')} asked for")
            return redirect(collection)
    context = {
        "form": form,
        "title": title,
        "collection": collection,
        "submit_label": submit,
        "cancel_url": collection.get_absolute_url(),
    }
    return render(request, "incidents/form.html", context)


@collection_page
@require_POST
def accept_waiting(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Accept every return that waits for nothing else."""
    try:
        number = accept_all(collection, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"{counted(number, 'return')} accepted")
    return redirect(collection)


@collection_page
def close(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Close a collection, having been shown who has not made a return."""
    missing = collection.returns.missing().select_related("school", "type")
    if request.method == "POST":
        try:
            number = close_collection(collection, actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            were = "was" if number == 1 else "were"
            messages.success(
                request, f"{collection} is closed. {counted(number, 'return')} {were} not made"
            )
        return redirect(collection)
    context = {"collection": collection, "missing": missing, "title": f"Close {collection}"}
    return render(request, "incidents/close.html", context)


@collection_page
def reopen(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Reopen a closed collection, for a reason."""
    form = ReasonForm(
        request.POST or None,
        label="Why is it reopened?",
        called="why the collection is reopened",
        hint="Kept in the audit trail",
    )
    if form.is_valid():
        try:
            reopen_collection(collection, reason=form.cleaned_data["reason"], actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{collection} is open again")
            return redirect(collection)
    context = {
        "form": form,
        "title": f"Reopen {collection}",
        "collection": collection,
        "submit_label": "Reopen",
        "cancel_url": collection.get_absolute_url(),
    }
    return render(request, "incidents/form.html", context)


@collection_page
@require_POST
def remove(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Remove a collection that was never opened."""
    try:
        remove_collection(get_object_or_404(Collection, pk=collection.pk), actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(collection)
    messages.success(request, f"{collection} is removed")
    return redirect("incidents:collections")


@collection_page
def chase_schools(request: SignedInRequest, collection: Collection) -> HttpResponse:
    """Write to every school whose return is missing, having been shown which."""
    if request.method == "POST":
        try:
            told = chase(collection, today=timezone.localdate(), actor=request.user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, told.in_words())
        return redirect(collection)
    missing = collection.returns.missing().select_related("school", "type")
    context = {"collection": collection, "missing": missing, "title": "Write to schools"}
    return render(request, "incidents/chase.html", context)
