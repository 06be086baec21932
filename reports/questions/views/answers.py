"""Answering questions in a pack, before a member must ask them."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import SignedInRequest
from reports.access import pack_writing_page
from reports.models import Pack
from reports.questions.acts import answer_questions
from reports.questions.answering import Answering


@pack_writing_page
def pack_answers(request: SignedInRequest, pack: Pack) -> HttpResponse:
    """A box for each question, with last year's answer beside it."""
    with transaction.atomic():
        if request.method == "POST":
            # Two who save at once come one after the other, and the second sees what the first did.
            pack = get_object_or_404(Pack.objects.select_for_update(of=("self",)), pk=pack.pk)
        answering = Answering(pack, request.POST if request.method == "POST" else None)
        if request.method == "POST" and answering.is_valid():
            number = answer_questions(pack, answering.touched, actor=request.user)
            if number:
                told = f"{number} answer{'' if number == 1 else 's'} saved"
                messages.success(request, told)
            return redirect("papers:pack_answers", pack.pk)
    context = {"pack": pack, "answering": answering, "title": "Answers to members’ questions"}
    return render(request, "papers/questions/pack_answers.html", context)
