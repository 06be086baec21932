"""The questions by topic, and one of them with all its answers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.access import SignedInRequest, signed_in
from accounts.capabilities import Capability
from council.reference import KINDS
from reports.committee.kinds import in_words
from reports.models import Question
from reports.questions.reading import answers_readable_by, side_by_side, topics_for

PER_PAGE = 20


@signed_in
def questions(request: SignedInRequest) -> HttpResponse:
    """What a scrutiny member may ask, by topic."""
    context = {
        "topics": topics_for(request.user),
        "may_manage": request.user.can(Capability.MANAGE_REFERENCE),
        "kinds": [KINDS["questions"], KINDS["question-topics"]],
    }
    return render(request, "papers/questions/questions.html", context)


@signed_in
def question(request: SignedInRequest, pk: int) -> HttpResponse:
    """A question: what was answered this year and last year, and ever before."""
    asked = get_object_or_404(Question.objects.select_related("topic"), pk=pk)
    answers = answers_readable_by(request.user).filter(question=asked)
    page = Paginator(answers, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "question": asked,
        "kinds": in_words(asked.kinds),
        "pairs": side_by_side(answers, timezone.localdate()),
        "page": page,
    }
    return render(request, "papers/questions/question.html", context)
