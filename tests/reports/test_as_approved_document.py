"""The PDF of a plan as approved and now, and the amendments in the plan's own PDF."""

import pytest

from plans.models import Objective
from reports.documents import KINDS
from tests.factories import CommitteeFactory, DirectorateFactory, PlanFactory
from tests.judges import assert_accessible_pdf
from tests.plans.amending.amended import action_of, add, agreed, approved_plan, change, remove
from tests.plans.pages.people import the_six_roles
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db

AS_APPROVED, PLAN = KINDS["as-approved"], KINDS["plan"]


@pytest.fixture
def plan():
    return approved_plan(directorate=DirectorateFactory(committee=CommitteeFactory()))


def amended(plan):
    agreed(change(plan, action_of(plan), finish_text="Jun 2027", why="The school asked for it"))
    agreed(add(plan, "action", Objective.objects.get(), ref="1.9", text="Train governors"))
    agreed(remove(plan, plan.sections.get()))


def test_it_prints_what_was_amended_and_passes_both_judges(plan):
    amended(plan)
    user = the_six_roles(plan.directorate)["committee_member"]
    subject = AS_APPROVED.subject_for(user, plan.pk)
    content = AS_APPROVED.compose(subject, "committee").content
    text = printed(content)
    for expected in (
        "Version 1, approved on 2 February 2026, with 3 amendments",
        "Amendments since approval",
        "Finish: Mar 2027",
        "Finish: Jun 2027",
        "The school asked for it",
        "Agreed by Cabinet member, 17 March 2026",
        "1 action added, 1 changed",
        "Train governors",
    ):
        assert squeezed(expected) in text, expected
    assert_accessible_pdf(content)


def test_the_plan_s_own_pdf_lists_them_and_names_the_version(plan):
    amended(plan)
    content = PLAN.compose(plan, "public").content
    text = printed(content)
    for expected in (
        "Version 1, approved on 2 February 2026, with 3 amendments",
        "Amendments since approval",
        "The school asked for it",
    ):
        assert squeezed(expected) in text, expected
    assert_accessible_pdf(content)


def test_who_may_read_the_plan_may_have_it_once_it_is_approved(plan):
    draft = PlanFactory(directorate=plan.directorate, first_year=2030)
    readers = {"officer", "plan_lead", "leadership_team", "committee_member"}
    for role, user in the_six_roles(plan.directorate).items():
        found = AS_APPROVED.subject_for(user, plan.pk)
        assert (found is not None) == (role in readers), role
        assert AS_APPROVED.subject_for(user, draft.pk) is None
