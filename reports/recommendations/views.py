"""Recommendations: the list, one of them with its history, and how one is made."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, signed_in
from accounts.columns import OwnColumns
from accounts.models import User
from core.conflicts import row_to_edit
from core.dates import in_words
from core.lists import list_page
from reports.meetings.access import meeting_page
from reports.models import Meeting, Paper, Recommendation
from reports.recommendations.access import (
    may_answer,
    may_close,
    may_correct,
    may_hand_over,
    recommendation_page,
)
from reports.recommendations.acts import ANSWERED, make_recommendation
from reports.recommendations.acts import correct as correct_it
from reports.recommendations.filters import RecommendationFilter
from reports.recommendations.forms import CorrectForm, RecommendationForm
from reports.recommendations.tables import RecommendationTable


@signed_in
def recommendations(request: SignedInRequest) -> HttpResponseBase:
    """What all committees recommended: a public record."""
    return list_page(
        request,
        queryset=Recommendation.objects.select_related("directorate", "committee", "meeting"),
        table_class=RecommendationTable,
        filterset_class=RecommendationFilter,
        template_name="papers/recommendations/list.html",
        context={"title": "Recommendations"},
        columns_for=OwnColumns(request.user, "papers.recommendations"),
        export_name="recommendations",
    )


@recommendation_page()
def recommendation(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """A recommendation with all that was answered to it, in order."""
    responses = list(recommendation.responses.select_related("meeting__committee").order_by("pk"))
    user, is_done = request.user, recommendation.is_done
    context = {
        "recommendation": recommendation,
        "facts": _facts_of(recommendation, user),
        "responses": responses,
        "may_answer": not is_done and may_answer(user, recommendation),
        "may_hand_over": not is_done and may_hand_over(user, recommendation),
        "may_close": may_close(user, recommendation),
        "may_correct": not responses and may_correct(user, recommendation),
    }
    return render(request, "papers/recommendations/recommendation.html", context)


def _facts_of(recommendation: Recommendation, user: User) -> list[tuple[str, ...]]:
    facts: list[tuple[str, ...]] = [
        ("Owner", recommendation.owner_name),
        ("Directorate", str(recommendation.directorate)),
        ("Due", in_words(recommendation.due)),
    ]
    if recommendation.pack is not None:
        papers = Paper.objects.readable_by(user).filter(
            pack=recommendation.pack_id, meeting=recommendation.meeting_id
        )
        paper = papers.defer("data").order_by("version").last()
        link = (paper.get_absolute_url(), "Read") if paper is not None else ()
        facts.append(("Made on", str(recommendation.pack), *link))
    return facts


@meeting_page(of_clerk=True)
def add(request: SignedInRequest, meeting: Meeting) -> HttpResponse:
    """Record what a meeting recommended."""
    form = RecommendationForm(request.POST or None, instance=Recommendation(), meeting=meeting)
    if form.is_valid():
        try:
            made = make_recommendation(form.save(commit=False), meeting=meeting, actor=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, f"Recorded as {made}. Its owner is told by email")
            return redirect(made)
    context = {
        "form": form,
        "title": "Record a recommendation",
        "submit_label": "Record it",
        "meeting": meeting,
        "cancel_url": meeting.get_absolute_url(),
    }
    return render(request, "papers/recommendations/add.html", context)


@recommendation_page(may_correct)
def correct(request: SignedInRequest, recommendation: Recommendation) -> HttpResponse:
    """Correct the words of a recommendation that nobody has answered."""
    if request.method != "POST" and recommendation.responses.exists():
        messages.error(request, ANSWERED)
        return redirect(recommendation)
    with row_to_edit(request, Recommendation.objects.all(), pk=recommendation.pk) as row:
        form = CorrectForm(request.POST or None, instance=row)
        if form.is_valid():
            saved = form.save_or_explain(
                lambda: correct_it(form.save(commit=False), actor=request.user)
            )
            if saved is not None:
                messages.success(request, f"Saved: {saved}")
                return redirect(saved)
    context = {
        "form": form,
        "title": f"Correct {recommendation}",
        "recommendation": recommendation,
        "cancel_url": recommendation.get_absolute_url(),
    }
    return render(request, "papers/recommendations/respond.html", context)
