"""Figures of KPIs in a CSV file: downloaded, filled in, imported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify

from accounts.access import SignedInRequest
from core.faults import FaultyFile
from core.text import counted
from plans.access import plan_page
from plans.forms.figures import FiguresFileForm
from plans.kpis.acts import NothingChanged
from plans.kpis.csv_files import file_to_fill, import_figures
from plans.kpis.quarters import quarters_of
from plans.models import Plan
from plans.views.figures_asked import figures_url, kpis_to_report, quarter_asked
from plans.views.plan import plan_context


@plan_page()
def import_file(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Figures from a CSV file: all of it or nothing, every fault with its row and column."""
    kpis = kpis_to_report(request, plan)
    quarter = quarter_asked(request, plan)
    upload = FiguresFileForm(request.POST or None, request.FILES or None)
    faults: Any = []
    if request.method == "POST" and upload.is_valid():
        file = upload.cleaned_data["file"]
        try:
            number = import_figures(file.read(), file.name, plan=plan, actor=request.user)
        except FaultyFile as faulty:
            faults = faulty.faults
            words = "Nothing was imported. The faults of the file are listed below"
            upload.add_error("file", words)
        except NothingChanged:
            messages.info(request, "Every figure of the file was there already")
            return redirect(figures_url(plan, quarter))
        else:
            messages.success(request, f"{counted(number, 'figure')} imported")
            return redirect(figures_url(plan, quarter))
    context = plan_context(
        request,
        plan,
        upload=upload,
        faults=faults,
        quarter=quarter,
        quarters=quarters_of(plan),
        has_kpis=bool(kpis),
    )
    return render(request, "plans/kpis/import.html", context)


@plan_page()
def file_of_figures(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """The figures of a quarter as they stand in CSV, to be filled in and imported."""
    kpis = kpis_to_report(request, plan)
    quarter = quarter_asked(request, plan)
    name = plan.file_name("csv").removesuffix(".csv")
    name = f"{name}-kpis-{slugify(quarter.key.replace('/', '-'))}.csv"
    return HttpResponse(
        file_to_fill(kpis, quarter),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
