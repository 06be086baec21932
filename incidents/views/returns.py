"""One return: reading it, filling it in, making it, and what is asked and answered about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from incidents.access import return_page
from incidents.acts_on_collections import no_longer_ask
from incidents.acts_on_returns import (
    accept_return,
    answer_query,
    ask_to_reopen,
    decline_to_reopen,
    keep_draft,
    make_nil_return,
    make_return,
    query_return,
    reopen_return,
    save_return,
    why_not_filled_in,
)
from incidents.figures import Figures, blocks_of, figures_before
from incidents.forms.collection import ReasonForm
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


def _words(
    request: SignedInRequest,
    school_return: SchoolReturn,
    *,
    label: str,
    called: str,
    title: str,
    submit: str,
    act: Any,
    done: str,
    hint: str = "",
    intro: str = "",
) -> HttpResponse:
    """A page that asks for one text and then does one thing."""
    form = ReasonForm(request.POST or None, label=label, called=called, hint=hint)
    if form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, done)
            return redirect(school_return)
    context = return_context(
        request,
        school_return,
        form=form,
        title=title,
        intro=intro,
        submit_label=submit,
        cancel_url=school_return.get_absolute_url(),
    )
    return render(request, "incidents/form.html", context)


@return_page(of_council=True)
def query(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Ask the school about its return."""
    return _words(
        request,
        school_return,
        label="What do you want to ask the school?",
        called="your question",
        hint="The school is told by mail. The question and its answer are kept",
        title="Query this return",
        submit="Send the query",
        act=lambda words: query_return(school_return, words, actor=request.user),
        done="The school has been asked",
    )


@return_page()
def answer(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Answer the council's query."""
    asked = get_object_or_404(school_return.queries, answered_at=None)
    return _words(
        request,
        school_return,
        label="Answer",
        called="your answer",
        hint="If a figure must change, ask to reopen the return as well",
        intro=asked.question,
        title="Answer the query",
        submit="Send the answer",
        act=lambda words: answer_query(asked, words, actor=request.user),
        done="The answer is sent",
    )


@return_page(of_council=True)
@require_POST
def accept(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Accept a return as it is."""
    try:
        accept_return(school_return, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, f"The return of {school_return.school} is accepted")
    return redirect(school_return)


@return_page(of_school=True)
def ask_reopening(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """A school asks the council to reopen its return."""
    return _words(
        request,
        school_return,
        label="Why must the return change?",
        called="why the return must change",
        hint="Do not name anybody",
        title="Ask to reopen the return",
        submit="Ask the council",
        act=lambda words: ask_to_reopen(school_return, words, actor=request.user),
        done="The council has been asked",
    )


@return_page(of_council=True)
def reopen(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Let the school change its return."""
    return _words(
        request,
        school_return,
        label="Why is it reopened?",
        called="why the return is reopened",
        hint="The school is told by mail, and the reason is kept",
        title="Reopen this return",
        submit="Reopen",
        act=lambda words: reopen_return(school_return, words, actor=request.user),
        done="The return is open again, and the school has been told",
    )


@return_page(of_council=True)
def decline(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """Leave a return as it is, though its school asked to reopen it."""
    asked = get_object_or_404(school_return.reopening_requests, granted=None)
    return _words(
        request,
        school_return,
        label="Why does it stay as it is?",
        called="why the return stays as it is",
        hint="The school is told by mail",
        intro=asked.reason,
        title="Leave this return as it is",
        submit="Leave it as it is",
        act=lambda words: decline_to_reopen(asked, words, actor=request.user),
        done="The school has been told",
    )


@return_page(of_council=True)
@require_POST
def not_asked(request: SignedInRequest, school_return: SchoolReturn) -> HttpResponse:
    """No longer ask a school that has not begun."""
    try:
        no_longer_ask(school_return, actor=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(school_return)
    messages.success(request, f"{school_return.school} is no longer asked")
    return redirect(reverse("incidents:collection", args=[school_return.collection_id]))
