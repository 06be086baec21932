"""The page of a KPI, and the pages on which the figures of many are entered at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest
from accounts.capabilities import Capability
from core.text import counted
from plans.access import may_follow, may_report, plan_page
from plans.forms.figures import FigureForm, FigureRowForm, PastedFiguresForm
from plans.forms.taken_figure import TakenFigureForm, boxes_of
from plans.kpis.acts import NothingChanged, Overtaken, done_meanwhile, report_figures
from plans.kpis.lineage import fetch_lineage
from plans.kpis.pasted import read_pasted
from plans.kpis.quarters import Quarter, quarters_of
from plans.kpis.standing import KpiStanding
from plans.kpis.taking import offers_for
from plans.models import Indicator, Plan
from plans.parts import KINDS
from plans.views.figures_asked import figures_url, kpi_url, kpis_to_report, quarter_asked
from plans.views.plan import plan_context


@plan_page()
def kpi(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """How a KPI stands, and the box for its next figure."""
    indicator = _kpi_or_404(plan, part_pk)
    if not may_follow(request.user, indicator, plan):
        raise PermissionDenied
    reports = may_report(request.user, indicator, plan)
    if request.method == "POST" and not reports:
        raise PermissionDenied
    quarter = quarter_asked(request, plan)
    form = FigureForm(request.POST or None, indicator=indicator, quarter=quarter)
    if form.is_valid() and _reported(request, plan, [form]):
        return redirect(kpi_url(plan, indicator, quarter))
    fetch_lineage([indicator])
    offer = offers_for([indicator], plan, quarter).get(indicator.pk) if reports else None
    context = plan_context(
        request,
        plan,
        indicator=indicator,
        standing=KpiStanding(indicator, plan),
        form=form,
        offer=offer,
        taken=TakenFigureForm(offer=offer),
        quarter=quarter,
        quarters=quarters_of(plan),
        may_report=reports,
        reads_all=plan.allows(request.user, Capability.READ_PLANS),
    )
    return render(request, "plans/kpis/kpi.html", context)


@require_POST
@plan_page()
def take(request: SignedInRequest, plan: Plan, part_pk: int) -> HttpResponse:
    """Report the figure that is offered for a KPI, as it was shown."""
    indicator = _kpi_or_404(plan, part_pk)
    if not may_report(request.user, indicator, plan):
        raise PermissionDenied
    quarter = quarter_asked(request, plan)
    offer = offers_for([indicator], plan, quarter).get(part_pk)
    form = TakenFigureForm(request.POST, offer=offer)
    if not form.is_valid():
        words = "The figure is not what it was when you opened the page. Look at it again"
        messages.error(request, words)
        return redirect(kpi_url(plan, indicator, quarter))
    try:
        report_figures([form.entry], plan=plan, actor=request.user)
    except Overtaken as overtaken:
        ((_, now),) = overtaken.overtaken
        messages.error(request, f"{done_meanwhile(now)}, so nothing was taken")
    except NothingChanged:
        messages.info(request, "That is what stands there already")
    else:
        messages.success(request, f"{counted(1, 'figure')} saved")
    return redirect(kpi_url(plan, indicator, quarter))


@plan_page()
def kpi_figures(request: SignedInRequest, plan: Plan) -> HttpResponse:
    """All figures of a quarter that one may report, typed or pasted, and saved together."""
    kpis = kpis_to_report(request, plan)
    quarter = quarter_asked(request, plan)
    if request.method != "POST":
        forms = [FigureRowForm(**_of_row(one, quarter)) for one in kpis]
        return _figures_page(request, plan, quarter, forms)
    if "fill" in request.POST:
        return _fill_in(request, plan, quarter, kpis)
    if "take" in request.POST:
        return _fill_in_taken(request, plan, quarter, kpis)
    rows = _rows(kpis, quarter, request.POST)
    filled = [form for form in rows if form.is_filled]
    if not filled:
        messages.error(request, "Nothing was changed, so nothing was saved")
    faultless = [form for form in filled if form.is_valid()]
    if filled == faultless and filled and _reported(request, plan, filled):
        return redirect(figures_url(plan, quarter))
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
        messages.info(request, f"{counted(len(read.figures), 'figure')} filled in. Look, then save")
    rows = _as_typed(_rows(kpis, quarter, data))
    for fault in read.faults:
        pasted.add_error("text", fault)
    shown = pasted if read.faults else PastedFiguresForm(prefix="paste")
    return _figures_page(request, plan, quarter, rows, pasted=shown)


def _fill_in_taken(
    request: SignedInRequest, plan: Plan, quarter: Quarter, kpis: list[Indicator]
) -> HttpResponse:
    """The boxes with the figures that can be taken; nothing is saved yet."""
    offers = offers_for(kpis, plan, quarter)
    to_take = {
        pk: offer.entry for pk, offer in offers.items() if offer.entry and offer.can_be_taken
    }
    data = request.POST.copy()
    for form in _rows(kpis, quarter, request.POST):
        if entry := to_take.get(form.indicator.pk):
            for name, value in boxes_of(entry).items():
                data[form.add_prefix(name)] = value
    if to_take:
        messages.info(request, f"{counted(len(to_take), 'figure')} filled in. Look, then save")
    else:
        messages.info(request, "There is nothing to fill in. Beside each KPI stands why")
    return _figures_page(request, plan, quarter, _as_typed(_rows(kpis, quarter, data)))


def _kpi_or_404(plan: Plan, part_pk: int) -> Indicator:
    kpis = KINDS["kpi"].parts_of(plan).select_related("objective")
    kpi: Indicator = get_object_or_404(
        kpis.prefetch_related("targets", "actuals", "quarters", "people"), pk=part_pk
    )
    return kpi


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
    messages.success(request, f"{counted(number, 'figure')} saved")
    return True


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


def _figures_page(
    request: SignedInRequest,
    plan: Plan,
    quarter: Quarter,
    rows: list[FigureRowForm],
    pasted: PastedFiguresForm | None = None,
) -> HttpResponse:
    offers = offers_for([row.indicator for row in rows], plan, quarter)
    for row in rows:
        row.offer = offers.get(row.indicator.pk)
    context = plan_context(
        request,
        plan,
        rows=rows,
        takes_figures=bool(offers),
        pasted=pasted or PastedFiguresForm(prefix="paste"),
        quarter=quarter,
        quarters=quarters_of(plan),
    )
    return render(request, "plans/kpis/figures.html", context)
