"""The pages on which somebody answers, hands over, closes or opens again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest
from reports.models import Recommendation
from reports.recommendations import answering
from reports.recommendations.access import (
    may_answer,
    may_close,
    may_hand_over,
    recommendation_page,
)
from reports.recommendations.answering import DONE, Overtaken, last_seen
from reports.recommendations.forms import (
    AnswerForm,
    CloseForm,
    HandOverForm,
    OpenAgainForm,
    RespondingForm,
)


@recommendation_page(may_answer)
def answer(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """Accept, reject or pause it, or tell how far it has come."""
    form = AnswerForm(
        request.POST or None, seen=last_seen(recommendation), stands=recommendation.state
    )
    return _respond(
        request,
        recommendation,
        form,
        lambda typed: answering.answer(
            recommendation, typed["text"], form.moves_to, seen=typed["seen"], actor=request.user
        ),
        title=f"Answer {recommendation}",
        submit="Send the answer",
        told="is answered",
    )


@recommendation_page(may_hand_over)
def hand_over(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """Make somebody else its owner."""
    form = HandOverForm(
        request.POST or None, seen=last_seen(recommendation), recommendation=recommendation
    )
    return _respond(
        request,
        recommendation,
        form,
        lambda typed: answering.hand_over(
            recommendation, typed["owner"], typed["reason"], seen=typed["seen"], actor=request.user
        ),
        title=f"Hand over {recommendation}",
        submit="Hand over",
        told="is handed over",
    )


@recommendation_page(may_close)
def close(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """The committee says that it is done."""
    form = CloseForm(
        request.POST or None, seen=last_seen(recommendation), recommendation=recommendation
    )
    return _respond(
        request,
        recommendation,
        form,
        lambda typed: answering.close(
            recommendation, typed["text"], typed["meeting"], seen=typed["seen"], actor=request.user
        ),
        title=f"Close {recommendation}",
        submit="Close as done",
        told="is done",
    )


@recommendation_page(may_close)
def open_again(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """The committee opens again what was done."""
    form = OpenAgainForm(request.POST or None, seen=last_seen(recommendation))
    return _respond(
        request,
        recommendation,
        form,
        lambda typed: answering.open_again(
            recommendation, typed["text"], seen=typed["seen"], actor=request.user
        ),
        title=f"Open {recommendation} again",
        submit="Open again",
        told="is open again",
        of_done=True,
    )


def _respond(
    request: SignedInRequest,
    recommendation: Recommendation,
    form: RespondingForm,
    respond: Callable[[dict[str, Any]], Any],
    *,
    title: str,
    submit: str,
    told: str,
    of_done: bool = False,
) -> HttpResponse:
    """The page of a form; once it is sent, the recommendation with what is now so."""
    if request.method != "POST" and recommendation.is_done != of_done:
        messages.error(request, "This recommendation is not done" if of_done else DONE)
        return redirect(recommendation)
    if form.is_valid():
        try:
            respond(form.cleaned_data)
        except Overtaken as overtaken:
            form.tell_overtaken(overtaken)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"{recommendation} {told}")
            return redirect(recommendation)
    context = {
        "form": form,
        "title": title,
        "submit_label": submit,
        "recommendation": recommendation,
        "last": recommendation.responses.order_by("pk").last(),
        "cancel_url": recommendation.get_absolute_url(),
    }
    return render(request, "papers/recommendations/respond.html", context)
