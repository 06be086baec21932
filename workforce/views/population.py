"""The borough's population, as the council enters it from a census."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Sum
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core.conflicts import row_to_edit
from core.forms import GovukForm
from core.lists import list_page
from workforce.acts_on_population import remove_population, save_population
from workforce.forms.population import PopulationForm, WhichListForm
from workforce.models import Population
from workforce.population import BoroughPopulation
from workforce.tables.population import PopulationTable


@requires(Capability.KEEP_WORKFORCE)
def populations(request: SignedInRequest) -> HttpResponseBase:
    """All that is held of the borough's population."""
    return list_page(
        request,
        queryset=Population.objects.select_related("list").annotate(people=Sum("counts__count")),
        table_class=PopulationTable,
        template_name="workforce/populations.html",
        context={"title": "Population of the borough"},
        export_name="population-of-the-borough",
    )


@requires(Capability.KEEP_WORKFORCE)
def population(request: SignedInRequest, pk: int) -> HttpResponse:
    """One population with the sums of broad categories and the shares."""
    row = get_object_or_404(Population.objects.select_related("list"), pk=pk)
    context = {"population": row, "figures": BoroughPopulation.of(row), "title": str(row)}
    return render(request, "workforce/population.html", context)


@requires(Capability.KEEP_WORKFORCE)
def add(request: SignedInRequest) -> HttpResponse:
    """Enter a population: first its list, then how many people are in each category."""
    asked = WhichListForm(request.GET if "list" in request.GET else None)
    if not asked.is_valid():
        context = {"form": asked, "title": "Enter the population of the borough"}
        return render(request, "workforce/population_list.html", context)
    row = Population(list=asked.cleaned_data["list"])
    characteristic = row.list.get_characteristic_display().lower()
    form = PopulationForm(request.POST or None, instance=row)
    return _entered(request, form) or _form_page(
        request,
        form,
        title=f"Population by {characteristic}",
        cancel_url=reverse("workforce:populations"),
    )


@requires(Capability.KEEP_WORKFORCE)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change what is held of a population."""
    with row_to_edit(request, Population.objects.select_related("list"), pk=pk) as row:
        title = f"Change {row}"
        form = PopulationForm(request.POST or None, instance=row)
        saved = _entered(request, form)
    return saved or _form_page(request, form, title=title, cancel_url=row.get_absolute_url())


def _entered(request: SignedInRequest, form: PopulationForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    saved = form.save_or_explain(
        lambda: save_population(form.save(commit=False), form.counts, actor=request.user)
    )
    if saved is None:
        return None
    messages.success(request, f"{saved} is saved")
    return redirect(saved)


def _form_page(
    request: SignedInRequest, form: PopulationForm, *, title: str, cancel_url: str
) -> HttpResponse:
    context = {"form": form, "title": title, "cancel_url": cancel_url}
    return render(request, "workforce/population_form.html", context)


@requires(Capability.KEEP_WORKFORCE)
def remove(request: SignedInRequest, pk: int) -> HttpResponse:
    """Remove a population, once the person is sure."""
    form = GovukForm(request.POST if request.method == "POST" else None)
    with row_to_edit(request, Population.objects.select_related("list"), pk=pk) as row:
        if form.is_valid():
            remove_population(row, actor=request.user)
            messages.success(request, f"{row} is removed")
            return redirect("workforce:populations")
    context = {
        "form": form,
        "title": f"Remove {row}?",
        "population": row,
        "cancel_url": row.get_absolute_url(),
        "submit_label": "Remove",
    }
    return render(request, "workforce/population_remove.html", context)
