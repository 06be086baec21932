"""The page of a KPI, and the pages on which the figures of many are entered at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.faults import FaultyFile
from plans.access import may_follow, may_report, plan_page
from plans.forms.figures import FigureForm, FigureRowForm, FiguresFileForm, PastedFiguresForm
from plans.kpis.acts import NothingChanged, Overtaken, report_figures
from plans.kpis.csv_files import file_to_fill, import_figures
from plans.kpis.lineage import fetch_lineage
from plans.kpis.matching import kpis_of
from plans.kpis.pasted import read_pasted
from plans.kpis.quarters import Quarter, quarter_to_report, quarters_of, read_quarter
from plans.kpis.standing import KpiStanding
from plans.models import Indicator, Plan
from plans.parts import KINDS
from plans.views.plan import plan_context


@plan_page()
def kpi(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """How a KPI stands, and the box for its next figure."""
    kpis = KINDS["kpi"].parts_of(plan).select_related("objective")
    indicator = get_object_or_404(
        kpis.prefetch_related("targets", "actuals", "quarters", "people"), pk=part_pk
    )
    if not may_follow(request.user, indicator, plan):
        raise PermissionDenied
    reports = may_report(request.user, indicator, plan)
    if request.method == "POST" and not reports:
        raise PermissionDenied
    quarter = _quarter(request, plan)
    form = FigureForm(request.POST or None, indicator=indicator, quarter=quarter)
    if form.is_valid() and _reported(request, plan, [form]):
        address = reverse("plans:kpi", args=[plan.pk, indicator.pk])
        return redirect(f"{address}?quarter={quarter.key}")
    fetch_lineage([indicator])
    context = plan_context(
        request,
        plan,
        indicator=indicator,
        standing=KpiStanding(indicator, plan),
        form=form,
        quarter=quarter,
        quarters=quarters_of(plan),
        may_report=reports,
        reads_all=plan.allows(request.user, Capability.READ_PLANS),
    )
    return render(request, "plans/kpis/kpi.html", context)


@plan_page()
def kpi_figures(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """All figures of a quarter that one may report, typed or pasted, and saved together."""
    kpis = _kpis_to_report(request, plan)
    quarter = _quarter(request, plan)
    if request.method != "POST":
        forms = [FigureRowForm(**_of_row(one, quarter)) for one in kpis]
        return _figures_page(request, plan, quarter, forms)
    if "fill" in request.POST:
        return _fill_in(request, plan, quarter, kpis)
    rows = _rows(kpis, quarter, request.POST)
    filled = [form for form in rows if form.is_filled]
    if not filled:
        messages.error(request, "Nothing was changed, so nothing was saved")
    faultless = [form for form in filled if form.is_valid()]
    if filled == faultless and filled and _reported(request, plan, filled):
        return redirect(_figures_url(plan, quarter))
    return _figures_page(request, plan, quarter, _as_typed(rows))


def _fill_in(
    request: SignedInRequest, plan: Plan, quarter: Quarter, kpis: list[Indicator]
) -> HttpResponse:
    """The boxes with what was pasted beside what was typed; nothing is saved yet."""
    rows = _rows(kpis, quarter, request.POST)
    pasted = PastedFiguresForm(request.POST, prefix="paste")
    if not pasted.is_valid():
        return _figures_page(request, plan, quarter, _as_typed(rows), pasted=pasted)
    read = read_pasted(pasted.cleaned_data["text"], kpis)
    data = request.POST.copy()
    for form in rows:
        figure, note = read.figures.get(form.indicator.pk, ("", ""))
        if figure:
            data[form.add_prefix("figure")] = figure
            data[form.add_prefix("note")] = note or form["note"].value() or ""
    if read.figures:
        messages.info(request, f"{_counted(len(read.figures))} filled in. Look, then save")
    rows = _as_typed(_rows(kpis, quarter, data))
    for fault in read.faults:
        pasted.add_error("text", fault)
    shown = pasted if read.faults else PastedFiguresForm(prefix="paste")
    return _figures_page(request, plan, quarter, rows, pasted=shown)


@plan_page()
def import_file(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """Figures from a CSV file: all of it or nothing, every fault with its row and column."""
    kpis = _kpis_to_report(request, plan)
    quarter = _quarter(request, plan)
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
            return redirect(_figures_url(plan, quarter))
        else:
            messages.success(request, f"{_counted(number)} imported")
            return redirect(_figures_url(plan, quarter))
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
    kpis = _kpis_to_report(request, plan)
    quarter = _quarter(request, plan)
    name = plan.file_name("csv").removesuffix(".csv")
    name = f"{name}-kpis-{slugify(quarter.key.replace('/', '-'))}.csv"
    return HttpResponse(
        file_to_fill(kpis, quarter),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _kpis_to_report(request: SignedInRequest, plan: Plan) -> list[Indicator]:
    """The KPIs whose figures a person may report; raises PermissionDenied where there are none."""
    kpis = [one for one in kpis_of(plan) if may_report(request.user, one, plan)]
    if not kpis and not plan.allows(request.user, Capability.EDIT_PLANS):
        raise PermissionDenied
    return kpis


def _quarter(request: SignedInRequest, plan: Plan) -> Quarter:
    """The quarter or year that the address names, else the one that is reported next."""
    key = request.GET.get("quarter")
    if key is None:
        return quarter_to_report(plan, timezone.localdate())
    quarter = read_quarter(plan, key)
    if quarter is None:
        raise Http404
    return quarter


def _reported(request: SignedInRequest, plan: Plan, forms: list[Any]) -> bool:
    """Save the figures of valid forms; where somebody was faster, say so beside the boxes."""
    try:
        number = report_figures([form.entry for form in forms], plan=plan, actor=request.user)
    except Overtaken as overtaken:
        now = {entry.indicator.pk: present for entry, present in overtaken.overtaken}
        for form in forms:
            if form.indicator.pk in now:
                form.tell_overtaken(now[form.indicator.pk])
        return False
    except NothingChanged:
        messages.info(request, "That is what stands there already")
        return True
    messages.success(request, f"{_counted(number)} saved")
    return True


def _counted(number: int) -> str:
    return f"{number} figure{'' if number == 1 else 's'}"


def _of_row(indicator: Indicator, quarter: Quarter) -> dict[str, Any]:
    return {"indicator": indicator, "quarter": quarter, "prefix": f"kpi-{indicator.pk}"}


def _rows(kpis: list[Indicator], quarter: Quarter, data: Any) -> list[FigureRowForm]:
    return [FigureRowForm(data, **_of_row(one, quarter)) for one in kpis]


def _as_typed(rows: list[FigureRowForm]) -> list[FigureRowForm]:
    """The rows in which something was typed with it, all others as they stand now."""
    return [
        row if row.is_filled else FigureRowForm(**_of_row(row.indicator, row.quarter))
        for row in rows
    ]


def _figures_url(plan: Plan, quarter: Quarter) -> str:
    return f"{reverse('plans:kpi_figures', args=[plan.pk])}?quarter={quarter.key}"


def _figures_page(
    request: SignedInRequest,
    plan: Plan,
    quarter: Quarter,
    rows: list[FigureRowForm],
    pasted: PastedFiguresForm | None = None,
) -> HttpResponse:
    context = plan_context(
        request,
        plan,
        rows=rows,
        pasted=pasted or PastedFiguresForm(prefix="paste"),
        quarter=quarter,
        quarters=quarters_of(plan),
    )
    return render(request, "plans/kpis/figures.html", context)
