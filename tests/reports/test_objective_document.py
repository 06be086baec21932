"""The PDF of one objective: it, and nothing else of its plan."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from plans.models import Layout, Objective
from reports.documents import KINDS
from tests.factories import DirectorateFactory, ObjectiveFactory, PlanFactory
from tests.judges import assert_accessible_pdf
from tests.plans.pages.people import client_of, the_six_roles

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("layout", list(Layout))
def test_it_holds_the_objective_in_the_detailed_layout_and_no_other(layout):
    plan = PlanFactory(full=True)
    objective = Objective.objects.get()
    appendix = objective.block.appendix
    appendix.layout = layout
    appendix.save()
    ObjectiveFactory(block=objective.block, ref="Ob 99", text="Another")
    pdf = KINDS["objective"].compose(KINDS["objective"].subjects().get(pk=objective.pk), "officer")
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert objective.text in text
    assert objective.actions.get().text in text
    assert "Ob 99" not in text
    assert plan.title in text
    if layout == Layout.DETAILED:
        assert_accessible_pdf(pdf.content)


def test_who_may_read_the_plan_may_have_its_objectives():
    directorate = DirectorateFactory(with_committee=True)
    PlanFactory(full=True, directorate=directorate)
    address = reverse("reports:make", args=["objective", Objective.objects.get().pk])
    answers = {
        role: client_of(user).post(address).status_code
        for role, user in the_six_roles(directorate).items()
    }
    assert answers == {
        "officer": 302,
        "plan_lead": 302,
        "leadership_team": 302,
        "committee_member": 404,
        "school_respondent": 404,
        "admin": 404,
        "officer elsewhere": 404,
    }
