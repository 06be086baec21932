"""One return: reading it, filling it in, making it, and what is asked and answered about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from incidents.access import return_page
from incidents.acts_on_returns import (
    keep_draft,
    make_nil_return,
    make_return,
    save_return,
    why_not_filled_in,
)
from incidents.figures import Figures, blocks_of, figures_before
from incidents.forms.school_return import ConfirmForm, ReturnForm
from incidents.models import Collection, Incident, ReturnDraft, SchoolReturn


def return_context(
    request: SignedInRequest, school_return: SchoolReturn, **more: Any
) -> dict[str, Any]:
    """What every page of a return shows."""
    return {
        "school_return": school_return,
        "collection": school_return.collection,
        "collects": request.user.can(Capability.COLLECT_RETURNS),
        "answers": school_return.may_be_made_by(request.user),
        **more,
    }


@return_page()
def show(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """A return as it stands, with what was asked and answered, ready to be printed."""
    figures = Figures.of(school_return)
    in_log = Incident.objects.of_return(school_return).readable_by(request.user).count()
    context = return_context(
        request,
        school_return,
        title=str(school_return),
        figures=figures,
        blocks=blocks_of(school_return.collection, figures),
        queries=school_return.queries.all(),
        open_query=school_return.queries.filter(answered_at=None).first(),
        requests=school_return.reopening_requests.all(),
        open_request=school_return.reopening_requests.filter(granted=None).first(),
        days_late=school_return.days_late(timezone.localdate()),
        in_log=in_log,
        count_words=f"Count it from the log ({in_log})",
    )
    return render(request, "incidents/return.html", context)


@return_page()
def fill_in(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Fill in a return: save and come back, or save and make it."""
    if not school_return.may_be_filled_in and request.method != "POST":
        return redirect(school_return)
    draft = ReturnDraft.objects.filter(school_return=school_return).first()
    earlier = figures_before(school_return)
    with transaction.atomic():
        if request.method == "POST":
            # Before the form compares revisions, so that the second of two is told; the
            # collection first, as every act locks them.
            Collection.objects.select_for_update().get(pk=school_return.collection_id)
            locked = SchoolReturn.objects.select_for_update(of=("self",))
            school_return = locked.select_related("collection", "school", "type").get(
                pk=school_return.pk
            )
        form = ReturnForm(
            request.POST or None,
            instance=school_return,
            typed=draft.typed if draft else None,
            before=earlier[1] if earlier else None,
        )
        refused = why_not_filled_in(school_return)
        if form.is_bound and refused:
            form.add_error(None, refused)
            keep_draft(school_return, form.typed(), actor=request.user)
        elif form.is_valid():
            save_return(school_return, form.figures, actor=request.user)
            messages.success(request, "The return is saved")
            then = "incidents:confirm" if "make" in request.POST else "incidents:return"
            return redirect(then, school_return.pk)
    context = return_context(
        request,
        school_return,
        form=form,
        earlier=earlier[0] if earlier else None,
        draft=draft if not form.is_bound else None,
        title=str(school_return),
    )
    return render(request, "incidents/fill_in.html", context)


@return_page()
@require_POST
def draft(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Keep what is being typed, and add it up; asked by the page itself."""
    form = ReturnForm(request.POST, instance=school_return)
    keep_draft(school_return, form.typed(), actor=request.user)
    return render(request, "incidents/sums.html", {"form": form})


@return_page()
@require_POST
def discard_draft(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Let go of what was typed and never saved."""
    ReturnDraft.objects.filter(school_return=school_return).delete()
    return redirect("incidents:fill_in", school_return.pk)


@return_page()
def confirm(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """The head or a deputy confirms the return as it is saved."""
    return _confirm(
        request,
        school_return,
        template="incidents/confirm.html",
        make=make_return,
        done="The return is made. Thank you",
    )


@return_page()
def nil(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Say that there were no incidents, confirmed by the head or a deputy."""
    return _confirm(
        request,
        school_return,
        template="incidents/nil.html",
        make=make_nil_return,
        done="The nil return is made. Thank you",
    )


def _confirm(
    request: SignedInRequest, school_return: SchoolReturn, *, template: str, make: Any, done: str
) -> HttpResponse:
    if not school_return.may_be_filled_in and request.method != "POST":
        return redirect(school_return)
    form = ConfirmForm(request.POST or None, initial=_last_confirmed(request, school_return))
    if form.is_valid():
        try:
            make(school_return, form.confirmation, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, done)
            return redirect(school_return)
    figures = Figures.of(school_return)
    context = return_context(
        request,
        school_return,
        form=form,
        figures=figures,
        blocks=blocks_of(school_return.collection, figures),
        title=str(school_return),
    )
    return render(request, template, context)


def _last_confirmed(request: SignedInRequest, school_return: SchoolReturn) -> dict[str, str]:
    """Who confirmed the school's last return, so that a nil return takes two clicks."""
    last = (
        SchoolReturn.objects.made()
        .filter(school=school_return.school_id)
        .order_by("-returned_at")
        .first()
    )
    if last is None:
        return {}
    return {"name": last.confirmed_by, "post": last.confirmed_post}
