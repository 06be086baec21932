"""The warnings about a snapshot's table, and what is answered to them."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from workforce.checking import GONE, Checked, Checks, answer_warning, check, take_answer_back
from workforce.forms.answer import AnswerForm
from workforce.kinds_of_slip import EXPLAINED
from workforce.models import CheckAnswer, Snapshot


@dataclass(frozen=True)
class Section:
    """The warnings of one kind, with what they mean."""

    heading: str
    explanation: str
    warnings: list[Checked]


def _sections(found: Checks) -> list[Section]:
    sections = [
        Section(*words, [each for each in found.warnings if each.slip.kind == kind])
        for kind, words in EXPLAINED.items()
    ]
    return [each for each in sections if each.warnings]


@requires(Capability.KEEP_WORKFORCE)
def checks(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every warning by kind, with its answer."""
    snapshot = get_object_or_404(Snapshot.objects.select_related("directorate"), pk=pk)
    found = check(snapshot)
    context = {
        "snapshot": snapshot,
        "found": found,
        "sections": _sections(found),
        "title": "Checks",
    }
    return render(request, "workforce/checks.html", context)


@requires(Capability.KEEP_WORKFORCE)
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a warning, or change its answer."""
    key = request.GET.get("key", "")
    rows = Snapshot.objects.select_related("directorate")
    with row_to_edit(request, rows, pk=pk) as snapshot:
        back = reverse("workforce:checks", args=[snapshot.pk])
        found = next((each for each in check(snapshot).warnings if each.slip.key == key), None)
        if found is None and request.method != "POST":
            messages.error(request, GONE)
            return redirect(back)
        given = found.answer if found else None
        form = AnswerForm(
            request.POST or None, instance=given or CheckAnswer(snapshot=snapshot, key=key)
        )
        if form.is_valid():
            try:
                answer_warning(snapshot, key, actor=request.user, **form.said)
            except ValidationError as gone:
                form.add_error(None, " ".join(gone.messages))
            else:
                messages.success(request, "The warning is answered")
                return redirect(back)
    context = {
        "snapshot": snapshot,
        "found": found,
        "form": form,
        "title": "Answer a warning",
        "submit_label": "Save the answer",
        "cancel_url": back,
    }
    return render(request, "workforce/answer.html", context)


@requires(Capability.KEEP_WORKFORCE)
@require_POST
def take_back(request: SignedInRequest, pk: int, answer: int) -> HttpResponse:
    """Take an answer back, unless it was changed since it was read."""
    given = get_object_or_404(
        CheckAnswer.objects.select_related("snapshot__directorate"), pk=answer, snapshot=pk
    )
    seen = request.POST.get("revision", "")
    given.revision = int(seen) if seen.isdecimal() and len(seen) < 10 else 0
    try:
        take_answer_back(given, actor=request.user)
    except ValidationError as changed:
        messages.error(request, " ".join(changed.messages))
    else:
        messages.success(request, "The answer is taken back")
    return redirect("workforce:checks", pk)
