"""What stands at one level under one heading, edited beside the levels next to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest
from core.conflicts import row_to_edit
from thresholds.access import editor_page
from thresholds.acts_on_parts import save_cell
from thresholds.checking import twice_under
from thresholds.forms.cell import CellForm
from thresholds.models import Framework, Heading, Level
from thresholds.overview import next_square
from thresholds.reading import FrameworkReading


@editor_page(of_draft=True)
def cell(
    request: SignedInRequest, framework: Framework, level_pk: int, heading_pk: int
) -> HttpResponse:
    """Change the indicators and protective factors, each as plain lines."""
    level = get_object_or_404(framework.levels.all(), pk=level_pk)
    headings = Heading.objects.filter(domain__framework=framework).select_related("domain")
    heading = get_object_or_404(headings, pk=heading_pk)
    with row_to_edit(request, Framework.objects.filter(state="draft"), pk=framework.pk) as draft:
        reading = FrameworkReading(draft)
        form = CellForm(request.POST or None, cell=reading.cell(level, heading))
        if form.is_valid():
            save_cell(draft, level, heading, form.lines, actor=request.user)
            messages.success(request, f"{heading} at level {level.number} is saved")
            for words in twice_under(FrameworkReading(draft), heading):
                messages.warning(request, words)
            return redirect(_after(request, reading, level, heading))
    context = {
        "form": form,
        "framework": framework,
        "level": level,
        "heading": heading,
        "others": [each for each in reading.under_heading(heading) if each.level.pk != level.pk],
        "goes_on": next_square(reading, level, heading) is not None,
        "title": f"{heading}, level {level.number}",
        "cancel_url": f"{framework.get_absolute_url()}#heading-{heading.pk}",
    }
    return render(request, "thresholds/edit/cell.html", context)


def _after(
    request: SignedInRequest, reading: FrameworkReading, level: Level, heading: Heading
) -> str:
    """The next cell where somebody goes on, or the page of the version."""
    following = next_square(reading, level, heading) if "go_on" in request.POST else None
    if following is None:
        return f"{reading.framework.get_absolute_url()}#heading-{heading.pk}"
    args = [reading.framework.pk, following[0].pk, following[1].pk]
    return reverse("thresholds:cell", args=args)
