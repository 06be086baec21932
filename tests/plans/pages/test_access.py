"""Who may open which page of a plan, in which state of it."""

import pytest
from django.urls import reverse

from plans.models import Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    DirectorateFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
)
from tests.plans.pages.people import client_of, the_six_roles

pytestmark = pytest.mark.django_db

READING = ["plan", "risks", "export_json", "export_xlsx"]
WITHIN = {"officer", "plan_lead", "leadership_team"}
COMMITTEE = WITHIN | {"committee_member"}
EVERYBODY = COMMITTEE | {"school_respondent", "admin", "officer elsewhere"}

MAY_READ = [
    (Plan.Status.DRAFT, WITHIN),
    (Plan.Status.CONSIDERED, WITHIN),
    (Plan.Status.SUBMITTED, COMMITTEE),
    (Plan.Status.APPROVED, COMMITTEE),
    (Plan.Status.PUBLISHED, EVERYBODY),
    (Plan.Status.WITHDRAWN, WITHIN),
]


def plan_of_a_committee(status: str) -> Plan:
    directorate = DirectorateFactory(committee=CommitteeFactory())
    return PlanFactory(directorate=directorate, status=status)


@pytest.mark.parametrize("page", READING)
@pytest.mark.parametrize(("status", "readers"), MAY_READ)
def test_a_plan_is_read_by_its_directorate_its_committee_and_once_published_by_all(
    page, status, readers
):
    plan = plan_of_a_committee(status)
    address = reverse(f"plans:{page}", args=[plan.pk])
    for role, user in the_six_roles(plan.directorate).items():
        expected = 200 if role in readers else 404
        assert client_of(user).get(address).status_code == expected, role


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        ("readiness", {"officer", "plan_lead"}),
        ("details", {"officer", "plan_lead"}),
        ("route", {"plan_lead", "leadership_team"}),
        ("history", {"officer", "plan_lead", "leadership_team"}),
    ],
)
def test_what_is_done_to_a_plan_needs_its_own_right(page, allowed):
    plan = plan_of_a_committee(Plan.Status.CONSIDERED)
    address = reverse(f"plans:{page}", args=[plan.pk])
    for role, user in the_six_roles(plan.directorate).items():
        status = client_of(user).get(address).status_code
        assert (status == 200) == (role in allowed), (role, status)


@pytest.mark.parametrize("page", ["new", "import", "import_template"])
def test_only_those_who_write_plans_begin_and_import_them(page):
    directorate = DirectorateFactory(committee=CommitteeFactory())
    for role, user in the_six_roles(directorate).items():
        status = client_of(user).get(reverse(f"plans:{page}")).status_code
        assert status == (200 if role.startswith(("officer", "plan_lead")) else 403), role


def test_being_named_for_an_action_is_enough_to_read_the_plan():
    person = PersonFactory()
    user = UserFactory(person=person)
    plan = PlanFactory()
    address = plan.get_absolute_url()
    assert client_of(user).get(address).status_code == 404
    action = CriticalActionFactory(objective__block__appendix__plan=plan)
    action.people.add(person)
    assert client_of(user).get(address).status_code == 200


def test_the_list_shows_the_plans_one_may_read_and_no_other():
    plan = plan_of_a_committee(Plan.Status.DRAFT)
    roles = the_six_roles(plan.directorate)
    address = reverse("plans:list")
    assert plan.title in client_of(roles["officer"]).get(address).content.decode()
    assert plan.title not in client_of(roles["committee_member"]).get(address).content.decode()


def test_somebody_deactivated_is_signed_out_everywhere():
    plan = plan_of_a_committee(Plan.Status.DRAFT)
    user = the_six_roles(plan.directorate)["officer"]
    client = client_of(user)
    assert client.get(plan.get_absolute_url()).status_code == 200
    user.is_active = False
    user.save()
    assert client.get(plan.get_absolute_url()).status_code == 302
