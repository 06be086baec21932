"""A directorate and period that has a plan: refused, or the draft replaced by the file."""

from datetime import date

import pytest

from core.faults import FaultyFile
from core.models import AuditAct, AuditChange
from plans.exchange.exporting import export_plan
from plans.exchange.importing import preview_plan
from plans.models import (
    Objective,
    Plan,
    Risk,
)
from tests.factories import (
    RiskScaleFactory,
    SectionFactory,
    bring_to,
)
from tests.plans.documents import bare, canonical, document, objective_of, whole
from tests.plans.exchange.imports import imported
from tests.plans.exchange.refusals import faults_in, faults_in_workbook, rows_of_every_table
from tests.plans.exchange.workbooks import changed, set_cells, workbook_of

pytestmark = pytest.mark.django_db


# A directorate and period that has a plan


@pytest.fixture
def first():
    return imported(whole(title="The first plan")).plan


def test_a_second_plan_for_the_period_is_refused(first):
    assert faults_in(whole()) == [
        "start: Children's Services has a plan for April 2012 to March 2013 already: "
        "“The first plan”"
    ]


@pytest.mark.parametrize(
    ("start", "finish"),
    [("2012-10-01", "2012-10-31"), ("2011-04-01", "2012-04-01"), ("2013-03-31", "2014-03-30")],
)
def test_also_for_a_part_of_it(first, start, finish):
    [fault] = faults_in(bare(start=start, finish=finish))
    assert "has a plan for April 2012 to March 2013 already" in fault


def test_the_year_after_is_another_period(first):
    imported(bare(start="2013-04-01", finish="2014-03-31"))
    assert Plan.objects.count() == 2


def test_in_a_workbook_the_cell_is_named(first):
    [fault] = faults_in_workbook(workbook_of(whole()))
    assert fault.startswith("Plan, row 2, column E (start): Children's Services has a plan")


def test_what_else_is_wrong_is_told_with_it(first):
    content = changed(workbook_of(whole()), set_cells("Risks", D2=9))
    assert [fault.split(": ")[0] for fault in faults_in_workbook(content)] == [
        "Plan, row 2, column E (start)",
        "Risks, row 2, column D (impact)",
    ]


def test_a_draft_is_replaced_by_the_file(first):
    data = whole(title="The second plan", contact={}, council="")
    objective_of(data)["text"] = "Children are safer"
    data["sections"] = []
    result = imported(data, replace_draft=True)
    assert result.replaced
    assert result.plan.pk == first.pk
    assert canonical(export_plan(Plan.objects.get())) == canonical(document(data))
    assert Objective.objects.count() == Risk.objects.count() == 1


def test_a_replaced_draft_keeps_its_scale(first):
    letters = [("A", 1), ("B", 2)]
    RiskScaleFactory(in_force_from=date(2026, 1, 1), impacts=letters, probabilities=letters)
    plan = imported(whole(), replace_draft=True).plan
    assert plan.risk_scale == first.risk_scale
    assert plan.risks.get().score == 12


def test_what_was_in_the_draft_is_kept_in_the_trail(first):
    imported(whole(), replace_draft=True)
    entry = AuditAct.objects.get(action="plan.replaced")
    removed = AuditChange.objects.filter(act=entry, operation="D", table_name="plans_objective")
    assert [change.before["text"] for change in removed] == ["Children are safe"]


@pytest.mark.parametrize("status", ["considered", "submitted", "approved", "published"])
def test_a_plan_that_is_no_draft_any_more_is_not_replaced(first, status):
    bring_to(Plan.objects.get(), status)
    [fault] = faults_in(whole(), replace_draft=True)
    assert fault.startswith("start: the plan for April 2012 to March 2013 is no draft any more")
    assert fault.endswith("cannot be replaced")


def test_a_draft_of_another_period_is_not_replaced(first):
    [fault] = faults_in(bare(start="2012-04-01", finish="2013-06-30"), replace_draft=True)
    assert "the draft to replace runs from 1 April 2012 to 31 March 2013" in fault


def test_where_there_is_nothing_to_replace_a_plan_is_made():
    result = imported(whole(), replace_draft=True)
    assert not result.replaced
    assert Plan.objects.count() == 1


def test_a_replacement_that_is_refused_leaves_the_draft_as_it_was(first):
    before = canonical(export_plan(first))
    data = whole(title="Another")
    objective_of(data)["risks"][0]["impact"] = 9
    assert len(faults_in(data, replace_draft=True)) == 1
    assert canonical(export_plan(Plan.objects.get())) == before


def test_sections_of_another_plan_are_left_alone(first):
    other = SectionFactory()
    imported(whole(), replace_draft=True)
    other.refresh_from_db()


# The preview


def test_a_preview_tells_everything_and_changes_nothing():
    data = whole()
    objective_of(data)["actions"][0]["responsible"] = ""
    before = rows_of_every_table()
    result = preview_plan(document(data), actor=None)
    assert rows_of_every_table() == before
    assert "person “Dave Perrett”" in result.added
    assert [str(warning) for warning in result.warnings] == ["Action 1.5: has no owner"]
    assert dict(result.counted) == {
        "Paragraphs": 1,
        "Appendices": 1,
        "Objectives": 1,
        "Critical actions": 1,
        "Updates of the year end": 1,
        "KPIs": 1,
        "Risks": 1,
    }


def test_a_preview_of_a_replacement_leaves_the_draft_as_it_was(first):
    before = rows_of_every_table(), canonical(export_plan(first))
    result = preview_plan(document(bare()), actor=None, replace_draft=True)
    assert result.replaced
    assert (rows_of_every_table(), canonical(export_plan(Plan.objects.get()))) == before


def test_the_import_does_what_the_preview_told():
    previewed = preview_plan(document(whole()), actor=None)
    result = imported()
    assert result.added == previewed.added
    assert result.counts == previewed.counts
    assert [str(w) for w in result.warnings] == [str(w) for w in previewed.warnings]


def test_what_is_refused_is_refused_in_the_preview_too(first):
    with pytest.raises(FaultyFile, match="already"):
        preview_plan(document(whole()), actor=None)
