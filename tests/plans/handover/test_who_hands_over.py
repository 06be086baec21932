"""Who may hand over the open parts of a person, and the ways to that page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.models import Person
from council.reference import KINDS
from tests.factories import (
    CriticalActionFactory,
    DirectorateFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.plans.handover.people import admin, page_of, plan_of, save
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


def day(value: str) -> dict[str, str]:
    numbers = value.split()
    return {f"left_on_{box}": n for box, n in zip(("day", "month", "year"), numbers, strict=True)}


# Who may


def test_administrators_and_who_may_edit_plans_hand_over(leaver, successor, objective):
    allowed = {"officer", "plan_lead", "admin", "officer elsewhere"}
    directorate = plan_of(objective).directorate
    directorate.committee = DirectorateFactory(with_committee=True).committee
    directorate.save()
    for role, user in the_six_roles(directorate).items():
        expected = 200 if role in allowed else 403
        assert client_of(user).get(page_of(leaver)).status_code == expected, role
        if role not in allowed:
            assert save(client_of(user), leaver, parts=["action-1"]).status_code == 403
    assert client_of(UserFactory()).get(page_of(leaver)).status_code == 403
    assert admin().get(reverse("plans:handover", args=[0])).status_code == 404


def test_an_officer_sees_and_passes_on_only_parts_of_plans_that_one_may_edit(
    leaver, successor, objective
):
    elsewhere = ObjectiveFactory(responsible="Dave Perrett")
    elsewhere.people.add(leaver)
    officer = client_of(holder("officer", plan_of(objective).directorate))
    page = officer.get(page_of(leaver))
    assert [plan for plan, _, _ in page.context["plans"]] == [plan_of(objective)]
    assert str(plan_of(elsewhere)) not in page.content.decode()
    response = save(officer, leaver, parts=[f"objective-{elsewhere.pk}"])
    assert "parts" in response.context["form"].errors
    assert leaver in elsewhere.people.all()


def test_the_page_asks_the_database_equally_often_however_much_is_open(leaver, objective):
    browser = admin()

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page_of(leaver)).status_code == 200
        return len(asked)

    ObjectiveRiskFactory(objective=objective).risk.people.add(leaver)
    few = queries()
    for _ in range(4):
        other = ObjectiveFactory(responsible="Dave Perrett")
        other.people.add(leaver)
        CriticalActionFactory(objective=other, responsible="Dave Perrett").people.add(leaver)
        ObjectiveRiskFactory(objective=other).risk.people.add(leaver)
    assert queries() == few


# The way there


def test_it_is_linked_from_the_person_the_removal_the_user_and_the_deactivation(leaver):
    user = UserFactory(person=leaver)
    people = KINDS["people"]
    browser = admin()
    for page in (
        reverse("reference:edit", args=[people, leaver.pk]),
        reverse("reference:remove", args=[people, leaver.pk]),
        reverse("accounts:user", args=[user.pk]),
        reverse("accounts:user_activation", args=[user.pk]),
    ):
        assert page_of(leaver) in browser.get(page).content.decode(), page
    assert page_of(leaver) not in browser.get(people.url).content.decode()


def test_officers_find_it_in_the_list_of_people_and_the_leadership_team_does_not(leaver):
    listed = KINDS["people"].url
    officer = RoleAssignmentFactory(officer=True).user
    assert page_of(leaver) in client_of(officer).get(listed).content.decode()
    leadership = RoleAssignmentFactory(leadership_team=True).user
    assert page_of(leaver) not in client_of(leadership).get(listed).content.decode()


def test_a_person_who_leads_is_not_removed_and_the_page_says_what_names_them(leaver, objective):
    objective.people.add(leaver)
    page = admin().post(reverse("reference:remove", args=[KINDS["people"], leaver.pk]))
    told = page.content.decode()
    assert "“Dave Perrett” is used by 1 objective and 1 critical action" in told
    assert "enter the day they left instead, and hand over what is open" in told
    assert page_of(leaver) in told
    assert Person.objects.filter(pk=leaver.pk).exists()
