"""A paper beside last year's."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest
from core.forms import GovukForm
from reports.access import paper_page
from reports.committee.comparing import compare as compared
from reports.committee.last_year import (
    RULE,
    Groups,
    last_years,
    others_offered,
    passages_of,
    plan_counts,
)
from reports.committee.readable import shown_papers
from reports.models import Paper


class OtherPaperForm(GovukForm):
    """Which paper to compare with, if not the one of last year."""

    mark_optional = False
    other = forms.ChoiceField(label="Compare with", required=False)

    def __init__(self, *args: Any, offered: Groups, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", "Last year’s paper"), *offered]


@paper_page
def compare(request: SignedInRequest, paper: Paper) -> HttpResponse:
    """What is new, gone and changed since last year's paper, or since another one."""
    offered = others_offered(paper, request.user)
    form = OtherPaperForm(request.GET if "other" in request.GET else None, offered=offered)
    chosen = form.cleaned_data["other"] if form.is_valid() else ""
    if chosen:
        other = shown_papers(request.user).filter(pk=chosen).first()
    else:
        other = last_years(paper, request.user)
    context: dict[str, Any] = {
        "paper": paper,
        "other": other,
        "form": form,
        "offered": offered,
        "rule": RULE,
    }
    if other is not None:
        before, after = sorted((other, paper), key=lambda each: (each.meeting_day, each.pk))
        texts = [passages_of(each, request.user) for each in (before, after)]
        context |= {
            "before": before,
            "after": after,
            "changes": compared(*texts),
            "counts": plan_counts(before, after, request.user),
        }
    return render(request, "papers/committee/compare.html", context)
