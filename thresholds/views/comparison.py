"""Two versions of the framework, compared."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest
from thresholds import comparing
from thresholds.access import editor_page
from thresholds.forms.comparing import CompareForm
from thresholds.models import Framework


@editor_page()
def compare(request: SignedInRequest, framework: Framework) -> HttpResponse:
    """What was added, removed, changed and moved since another version."""
    form = CompareForm(request.GET if "with" in request.GET else None, framework=framework)
    comparison = None
    if form.is_valid():
        comparison = comparing.compare(form.cleaned_data["with"], framework)
    context = {
        "form": form,
        "framework": framework,
        "comparison": comparison,
        "has_others": Framework.objects.exclude(pk=framework.pk).exists(),
        "title": "Compare two versions",
    }
    return render(request, "thresholds/edit/compare.html", context)
