"""Pupils on roll of all schools in one year, on one page."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.dates import year_before
from council import acts
from council.reference import KINDS
from council.rolls import rolls_of, schools_of, years_known, years_offered
from council.school_forms import RollsForm, YearForm


@requires(Capability.MANAGE_REFERENCE)
def enter_rolls(request: SignedInRequest) -> HttpResponse:
    """A box for each school, with the figure of the year before beside it."""
    schools_url = KINDS["schools"].url
    asked = YearForm({"year": request.GET.get("year", years_offered()[0])})
    context = {
        "asked": asked,
        "form": asked,
        "years": years_known(),
        "kind": KINDS["schools"],
        "cancel_url": schools_url,
        "title": "Pupils on roll of all schools",
    }
    if not asked.is_valid():
        return render(request, "council/rolls.html", context)
    year = asked.cleaned_data["year"]
    with transaction.atomic():
        schools = schools_of(year)
        if request.method == "POST":  # in one order, so that two who save wait for each other
            schools = schools.order_by("pk").select_for_update(of=("self",))
        rows = sorted(schools, key=lambda school: school.name)
        data = request.POST if request.method == "POST" else None
        form = RollsForm(data, year=year, schools=rows, rolls=rolls_of(year, rows))
        if form.is_valid():
            count = acts.enter_rolls(form, actor=request.user)
            changed = "1 school" if count == 1 else f"{count:,} schools"
            messages.success(request, f"Saved: pupils on roll of {changed} in {year}")
            return redirect(schools_url)
    before = rolls_of(year_before(year), rows)
    lines = [
        (school, f"{before[school.pk].pupils:,}" if school.pk in before else "", box)
        for school, box in form.boxes()
    ]
    context |= {"form": form, "year": year, "before": year_before(year), "lines": lines}
    return render(request, "council/rolls.html", context)
