"""What the returns of several years say, for those who see the true figures."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.shortcuts import render

from accounts.access import SignedInRequest, requires
from accounts.capabilities import Capability
from core import exports
from core.column_chart import column_chart
from incidents.analysis.changes import changes_of, what_stands_out
from incidents.analysis.files import YearsTable
from incidents.analysis.groups import groupings_of
from incidents.analysis.table import MultiYearTable
from incidents.analysis.years import years_of
from incidents.forms.analysis import AnalysisForm


@requires(Capability.COLLECT_RETURNS)
def analysis(request: SignedInRequest) -> HttpResponseBase:
    """The multi-year table, rates, changes, charts and what stands out."""
    form = AnalysisForm(request.GET)
    form.is_valid()
    years = years_of(form.incident_type, form.scope, form.most_years)
    table = MultiYearTable(years, broad=form.broad)
    groupings = groupings_of(form.incident_type, years) if form.scope.is_whole else []
    kind = request.GET.get(exports.FIELD, "")
    if kind in exports.KINDS and years:
        about = exports.About(
            name=f"{form.incident_type} {years[0].name} to {years[-1].name}",
            filters=[
                ("Schools", form.scope_in_words),
                ("Ethnic groups", "Broad groups" if form.broad else "As asked"),
            ],
            order="as printed",
            made_by=str(request.user),
            address=request.build_absolute_uri(request.path),
        )
        return exports.file_of(YearsTable.of(table, groupings), kind, about)
    names = [year.name for year in years]
    groups = table.rows_of("victim_ethnicity")
    totals = ["" if year.total is None else f"{year.total:,}" for year in years]
    context = {
        "form": form,
        "kind": form.incident_type,
        "scope": form.scope_in_words,
        "table": table,
        "changes": changes_of(years),
        "stands_out": what_stands_out(table),
        "trend": column_chart("Incidents by year", names, [totals], []),
        "ethnicity": column_chart(
            "Ethnicity of victims by year",
            names,
            [["" if value is None else str(value) for value in row.values] for row in groups],
            [row.label for row in groups],
        ),
        "groupings": [(each.heading, each.rows(years)) for each in groupings],
        "files": [(each, each.upper()) for each in exports.KINDS],
        "title": "Analysis of returns",
    }
    return render(request, "incidents/analysis.html", context)
