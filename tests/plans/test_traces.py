"""One value followed from a cell of a workbook to every place where it is shown.

It is kept as it was typed, worked out in one place, and reads the same everywhere.
"""

import csv
import html
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

import reports.rendering
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.models import CriticalAction, Indicator, ObjectiveRisk, Plan
from reports.documents.plan import KIND as PLAN
from tests.plans.documents import whole
from tests.plans.exchange.workbooks import changed, column, type_into, workbook_of
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def imported(sheet: str, heading: str, typed: str) -> Plan:
    """The plan of a workbook in which somebody typed into one cell."""
    content = changed(workbook_of(whole()), type_into(sheet, heading, typed))
    return import_plan(read_plan_file("plan.xlsx", content), actor=None).plan


class Places:
    """Where a plan is shown, each as the words that one reads there."""

    def __init__(self, plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
        self.plan = plan
        self.client: Client = client_of(holder("officer", plan.directorate))
        self.monkeypatch = monkeypatch

    def page(self) -> str:
        return html.unescape(self.client.get(self.plan.get_absolute_url()).content.decode())

    def form(self, kind: str, pk: int) -> dict[str, str]:
        """What stands in the boxes of a part's form."""
        form = self.client.get(reverse("plans:part_edit", args=[self.plan.pk, kind, pk])).context[
            "form"
        ]
        return {name: form[name].value() for name in form.fields}

    def row(self, name: str) -> dict[str, str]:
        """The one row of a list, as its file holds it."""
        answer = self.client.get(reverse(f"plans:{name}"), {"_export": "csv"})
        lines = b"".join(answer).decode("utf-8-sig").splitlines()
        row = next(csv.DictReader(lines))
        # A spreadsheet program would take "-1%" for a formula; the quote keeps it text.
        return {heading: cell.removeprefix("'") for heading, cell in row.items()}

    def list(self, name: str) -> str:
        return html.unescape(self.client.get(reverse(f"plans:{name}")).content.decode())

    def cell(self, sheet: str, heading: str) -> str:
        """The cell of the plan saved as a workbook."""
        content = self.client.get(reverse("plans:export_xlsx", args=[self.plan.pk])).content
        rows = openpyxl.load_workbook(io.BytesIO(content))[sheet]
        return rows[f"{column(rows, heading)}2"].value

    def paper(self) -> str:
        """What is laid out as PDF."""
        laid_out: list[str] = []
        self.monkeypatch.setattr(
            reports.rendering, "render_pdf", lambda text, **_: laid_out.append(text)
        )
        PLAN.compose(self.plan, "officer")
        return html.unescape(laid_out[0])


@pytest.mark.parametrize("typed", ["869", "-1%", "1,240", "£84,000", "22ppts", "To follow"])
def test_a_target_reads_everywhere_as_it_was_typed(typed, monkeypatch):
    plan = imported("KPIs", "target 2012/13", typed)
    places = Places(plan, monkeypatch)
    kpi = Indicator.objects.get()
    assert kpi.target_for("2012/13").text == typed
    assert places.form("kpi", kpi.pk)["target_2012_13"] == typed
    assert f">{typed}</td>" in places.page()
    assert typed in places.list("kpis")
    assert places.row("kpis")["Target"] == typed
    assert places.cell("KPIs", "target 2012/13") == typed
    assert f"<td>{typed}</td>" in places.paper()


@pytest.mark.parametrize(
    ("impact", "probability", "score"), [("4", "3", 12), ("1", "1", 1), ("5", "5", 25)]
)
def test_a_score_is_worked_out_once_and_reads_the_same_everywhere(
    impact, probability, score, monkeypatch
):
    content = workbook_of(whole())
    content = changed(content, type_into("Risks", "impact", impact))
    content = changed(content, type_into("Risks", "probability", probability))
    plan = import_plan(read_plan_file("plan.xlsx", content), actor=None).plan
    places = Places(plan, monkeypatch)
    link = ObjectiveRisk.objects.get()
    band = plan.risk_scale.band(score)
    assert (link.risk.score, link.risk.band) == (score, band)
    assert places.form("risk", link.pk)["impact"] == link.risk.current.impact_id
    row = places.row("risks_list")
    assert (row["Score"], row["Band"]) == (str(score), band.name)
    words = f'{score} <span class="app-chip app-chip--{band.colour}">{band.name}</span>'
    assert words in places.page()
    assert places.cell("Risks", "impact") == impact
    assert places.cell("Risks", "probability") == probability
    assert f'<span class="band {band.colour}">{score} {band.name}</span>' in places.paper()


@pytest.mark.parametrize("typed", ["End of September 2011", "Ongoing", "Mar 2013", "Sept 07"])
def test_a_date_in_words_reads_everywhere_as_it_was_typed(typed, monkeypatch):
    content = changed(workbook_of(whole()), type_into("Actions", "start", ""))
    content = changed(content, type_into("Actions", "finish", typed))
    plan = import_plan(read_plan_file("plan.xlsx", content), actor=None).plan
    places = Places(plan, monkeypatch)
    action = CriticalAction.objects.get()
    assert action.finish_text == typed
    assert places.form("action", action.pk)["finish_text"] == typed
    assert typed in places.page()
    assert typed in places.list("actions")
    assert places.cell("Actions", "finish") == typed
    assert typed in places.paper()


@pytest.mark.parametrize("typed", ["Mike Galikowski / TF", "All managers", "lead to set"])
def test_a_lead_s_name_reads_everywhere_as_it_was_typed(typed, monkeypatch):
    plan = imported("Actions", "responsible", typed)
    places = Places(plan, monkeypatch)
    action = CriticalAction.objects.get()
    assert action.responsible == typed
    assert places.form("action", action.pk)["responsible"] == typed
    assert typed in places.page()
    assert typed in places.list("actions")
    assert places.row("actions")["Responsible"] == typed
    assert places.cell("Actions", "responsible") == typed
    assert typed in places.paper()
