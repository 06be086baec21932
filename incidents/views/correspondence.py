"""What is asked and answered about a return: queries, accepting, reopening."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from incidents.access import return_page
from incidents.acts_on_collections import no_longer_ask
from incidents.acts_on_returns import (
    accept_return,
    answer_query,
    ask_to_reopen,
    decline_to_reopen,
    query_return,
    reopen_return,
)
from incidents.forms.collection import ReasonForm
from incidents.models import SchoolReturn
from incidents.views.returns import return_context


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
