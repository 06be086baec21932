"""The PDF of a plan, read back: nothing is lost, and everybody can read it."""

import io
from datetime import date
from functools import lru_cache

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from pypdf import PdfReader

from plans.models import Layout, Plan
from reports.documents.plan import KIND as PLAN
from tests.factories import (
    AppendixFactory,
    IndicatorFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    PlanFactory,
    take_steps,
)
from tests.judges import assert_accessible_pdf
from tests.plans import demo

pytestmark = pytest.mark.django_db


def read(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


def squeezed(text: str) -> str:
    """A text without white space, since lines break where they like."""
    return "".join(text.split())


@lru_cache(maxsize=20)
def printed(content: bytes) -> str:
    return words_of(read(content))


def words_of(pdf: PdfReader) -> str:
    return squeezed(" ".join(page.extract_text() for page in pdf.pages))


def full_plan(**how) -> Plan:
    """A plan with a part of every kind in each of the three layouts."""
    plan = PlanFactory(full=True, **how)
    for layout in (Layout.SUMMARY, Layout.CHECKLIST):
        AppendixFactory(plan=plan, full=True, layout=layout, number=layout, title=layout.label)
    return plan


@pytest.fixture(scope="module")
def full(django_db_setup, django_db_blocker) -> PdfReader:
    """The printed full plan, made once for all tests that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        content = PLAN.compose(full_plan(), "officer").content
        transaction.set_rollback(True)
    return read(content)


def test_every_cell_of_a_plan_is_in_its_pdf_and_the_pdf_passes_both_judges():
    name = demo.NAMES[0]  # it has all three layouts
    pdf = PLAN.compose(demo.demo_plan(name), "committee")
    text = printed(pdf.content)
    # Progress belongs to the annual report.
    expected = demo.printed_texts(name, without=frozenset({"progress"}))
    assert [words for words in expected if squeezed(words) not in text] == []
    assert pdf.notices == ()
    assert_accessible_pdf(pdf.content)


def test_a_plan_with_all_layouts_and_odd_texts_passes_both_judges():
    plan = full_plan(title="Plan <b>für</b> “Zoë” & Łódź")
    block = OutcomeBlockFactory(appendix__plan=plan, outcome_text="")
    ObjectiveFactory(block=block, ref="", text="<script>alert(1)</script>\nline two")
    IndicatorFactory(objective__block=block, refs=[], measure="", target="To follow")
    pdf = PLAN.compose(plan, "public")
    assert_accessible_pdf(pdf.content)
    assert squeezed("<script>alert(1)</script>") in printed(pdf.content)


def test_an_empty_plan_is_still_a_document_that_passes_both_judges():
    assert_accessible_pdf(PLAN.compose(PlanFactory(), "officer").content)


@pytest.mark.parametrize("status", list(Plan.Status))
def test_every_page_says_draft_until_the_plan_is_approved(status):
    content = PLAN.compose(PlanFactory(status=status), "committee").content
    grounds = [has_picture_behind(page) for page in read(content).pages]
    assert len(grounds) > 1
    assert grounds == [status not in Plan.APPROVED_STATES] * len(grounds)


def has_picture_behind(page) -> bool:
    """Whether a page draws a picture; a plan without a logo has none but the word DRAFT."""
    resources = page["/Resources"]
    return bool(resources.get("/XObject", {}) or resources.get("/Pattern", {}))


def test_the_title_page_names_council_directorate_title_period_status_and_date():
    plan = PlanFactory(full=True, submitted=True, title="Our plan for equality")
    take_steps(plan, "approved", decided_on=date(2026, 3, 17))
    first = squeezed(read(PLAN.compose(plan, "officer").content).pages[0].extract_text())
    for text in (
        plan.council_name,
        plan.directorate.name,
        plan.title,
        "April 2026 to March 2027",
        "Approved",
        "17 March 2026",
    ):
        assert squeezed(text) in first, text


def test_wide_tables_stand_on_landscape_pages_and_text_on_portrait_ones(full):
    pages = full.pages
    shapes = {page.mediabox.width > page.mediabox.height for page in pages}
    assert shapes == {True, False}
    assert not pages[0].mediabox.width > pages[0].mediabox.height


def test_every_page_after_the_title_says_which_of_how_many_it_is(full):
    pages = full.pages
    for number, page in enumerate(pages, start=1):
        text = squeezed(page.extract_text())
        assert (squeezed(f"Page {number} of {len(pages)}") in text) == (number > 1)


def test_a_risk_without_a_score_prints_an_empty_score_never_0(full):
    assert "Notscoredyet:3." in words_of(full)


def test_the_key_prints_the_scale_and_definition_that_the_plan_was_made_with(full):
    text = words_of(full)
    assert squeezed("The target is missed by no more than 5 per cent of it") in text
    assert squeezed("1 Insignificant, 2 Minor, 3 Moderate, 4 Significant, 5 Major") in text
    assert squeezed("16 to 25") in text


def test_a_character_that_no_font_has_is_replaced_and_told():
    plan = PlanFactory(title="Plan \U00013000")
    pdf = PLAN.compose(plan, "officer")
    assert any("U+13000" in notice.message for notice in pdf.notices)
    assert_accessible_pdf(pdf.content)


def test_render_report_writes_the_file(tmp_path):
    plan, output = PlanFactory(full=True), tmp_path / "plan.pdf"
    call_command("render_report", "plan", str(plan.pk), output=output)
    assert len(read(output.read_bytes()).pages) > 3


def test_render_report_says_that_there_is_no_such_plan(tmp_path):
    with pytest.raises(CommandError, match="There is no plan 4711"):
        call_command("render_report", "plan", "4711", output=tmp_path / "plan.pdf")
