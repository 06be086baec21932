"""Granting roles to users and withdrawing them, on the pages of administrators."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from accounts import acts
from accounts.models import RoleAssignment
from accounts.roles import ROLES
from core.models import AuditAct
from tests.accounts.people import an_admin, browser_of, everybody_but, somebody_who_is
from tests.factories import CommitteeFactory, DirectorateFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


def grant(browser, user, role, **scope):
    return browser.post(reverse("accounts:role_grant", args=[user.pk, role]), scope)


def withdraw(browser, assignment):
    return browser.post(reverse("accounts:role_withdraw", args=[assignment.user_id, assignment.pk]))


def test_only_administrators_grant_and_withdraw():
    user = UserFactory()
    held = somebody_who_is("officer").role_assignments.get()
    for somebody in everybody_but("admin"):
        browser = browser_of(somebody)
        assert grant(browser, user, "admin").status_code == 403
        assert withdraw(browser, held).status_code == 403
    assert not user.role_assignments.exists()
    assert RoleAssignment.objects.filter(pk=held.pk).exists()


def test_the_page_of_roles_says_what_each_allows():
    page = browser_of(an_admin()).get(reverse("accounts:roles", args=[UserFactory().pk]))
    for role in ROLES.values():
        assert role.name in page.content.decode()
    assert "Has no right to alter history" in page.content.decode()


def test_each_role_asks_for_its_own_kind_of_place():
    admin, user = browser_of(an_admin()), UserFactory()
    asked = {
        key: set(
            admin.get(reverse("accounts:role_grant", args=[user.pk, key])).context["form"].fields
        )
        for key in ROLES
    }
    assert asked == {
        "officer": {"directorate"},
        "plan_lead": {"directorate"},
        "leadership_team": {"directorate"},
        "returns_officer": set(),
        "workforce_officer": set(),
        "thresholds_editor": set(),
        "school_respondent": {"school"},
        "committee_clerk": {"committee"},
        "committee_member": {"committee"},
        "admin": set(),
    }


def test_a_role_is_granted_for_a_directorate_or_for_all():
    admin, user, directorate = browser_of(an_admin()), UserFactory(), DirectorateFactory()
    grant(admin, user, "officer", directorate=directorate.pk)
    grant(admin, user, "plan_lead")
    held = {(each.role, each.directorate) for each in user.role_assignments.all()}
    assert held == {("officer", directorate), ("plan_lead", None)}
    act = AuditAct.objects.filter(action="user.role_granted").last()
    assert act.target_name == str(user)
    assert act.note == f"Officer, {directorate}"


@pytest.mark.parametrize(
    ("role", "field", "message"),
    [
        ("committee_member", "committee", "Select the committee for which the role is held"),
        ("school_respondent", "school", "Select the school for which the role is held"),
    ],
)
def test_a_role_of_a_place_is_not_granted_without_it(role, field, message):
    user = UserFactory()
    response = grant(browser_of(an_admin()), user, role)
    assert response.context["form"].errors[field] == [message]
    assert not user.role_assignments.exists()


def test_a_place_of_another_kind_is_not_taken():
    user = UserFactory()
    grant(browser_of(an_admin()), user, "admin", committee=CommitteeFactory().pk)
    assert user.role_assignments.get().committee is None


def test_a_closed_school_is_not_offered():
    closed = SchoolFactory(closed_on="2024-08-31")
    user = UserFactory()
    response = grant(browser_of(an_admin()), user, "school_respondent", school=closed.pk)
    assert "school" in response.context["form"].errors


def test_a_role_held_already_is_told_beside_the_box():
    directorate = DirectorateFactory()
    user = somebody_who_is("officer", directorate=directorate)
    response = grant(browser_of(an_admin()), user, "officer", directorate=directorate.pk)
    assert response.context["form"].errors["directorate"] == [f"{user} holds this role already"]
    assert user.role_assignments.count() == 1
    assert not AuditAct.objects.filter(action="user.role_granted").exists()


def test_an_unknown_role_is_not_found():
    assert grant(browser_of(an_admin()), UserFactory(), "emperor").status_code == 404


def test_a_role_is_withdrawn():
    held = somebody_who_is("officer").role_assignments.get()
    response = withdraw(browser_of(an_admin()), held)
    assert response.url == reverse("accounts:user", args=[held.user_id])
    assert not RoleAssignment.objects.filter(pk=held.pk).exists()
    act = AuditAct.objects.get(action="user.role_withdrawn")
    assert act.note == str(held)
    assert act.changes.get().operation == "D"


def test_an_assignment_is_found_only_below_its_own_user():
    held = somebody_who_is("officer").role_assignments.get()
    address = reverse("accounts:role_withdraw", args=[UserFactory().pk, held.pk])
    assert browser_of(an_admin()).post(address).status_code == 404


def test_the_last_administrator_cannot_withdraw_the_role():
    admin = an_admin()
    held = admin.role_assignments.get()
    page = withdraw(browser_of(admin), held)
    assert "Nobody else can manage users" in page.content.decode()
    assert RoleAssignment.objects.filter(pk=held.pk).exists()
    assert not AuditAct.objects.filter(action="user.role_withdrawn").exists()


def test_an_administrator_who_may_not_sign_in_does_not_count():
    gone = an_admin()
    gone.is_active = False
    gone.save()
    admin = an_admin()
    with pytest.raises(ValidationError):
        acts.withdraw_role(admin.role_assignments.get(), actor=admin)


def test_with_two_administrators_either_may_leave():
    admin, other = an_admin(), an_admin()
    withdraw(browser_of(admin), admin.role_assignments.get())
    assert other.role_assignments.exists()
    assert not admin.role_assignments.exists()


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_take_each_other_out_at_the_same_moment():
    first, second = an_admin(), an_admin()
    start = threading.Barrier(2)
    refused = []

    def take_out(actor, other):
        held = other.role_assignments.get()
        start.wait()
        try:
            acts.withdraw_role(held, actor=actor)
        except ValidationError:
            refused.append(actor)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=take_out, args=pair) for pair in ((first, second), (second, first))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert RoleAssignment.objects.filter(role="admin").count() == 1
