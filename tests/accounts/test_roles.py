"""Who may do what, and where: the roles of handbook section 8."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.capabilities import Capability
from accounts.models import RoleAssignment, User
from accounts.roles import ROLE_CHOICES, ROLES, ScopeKind
from tests.factories import (
    CommitteeFactory,
    DirectorateFactory,
    RoleAssignmentFactory,
    SchoolFactory,
    UserFactory,
)

Can = Capability

# What each role holds. A new capability belongs in this table before it is granted.
HELD = {
    "officer": {Can.READ_PLANS, Can.EDIT_PLANS, Can.WRITE_PAPERS, Can.SEE_PEOPLE},
    "plan_lead": {
        Can.READ_PLANS,
        Can.EDIT_PLANS,
        Can.CONSIDER_PLANS,
        Can.SUBMIT_PLANS,
        Can.APPROVE_PLANS,
        Can.PUBLISH_PLANS,
        Can.SEND_BACK_PLANS,
        Can.WITHDRAW_PLANS,
        Can.AGREE_AMENDMENTS,
        Can.LEAD_REPORTING,
        Can.ACCEPT_RISKS,
        Can.WRITE_PAPERS,
        Can.APPROVE_PAPERS,
        Can.FREEZE_PAPERS,
        Can.SEE_PEOPLE,
    },
    "leadership_team": {
        Can.READ_PLANS,
        Can.CONSIDER_PLANS,
        Can.APPROVE_PLANS,
        Can.SEND_BACK_PLANS,
        Can.ACCEPT_RISKS,
        Can.APPROVE_PAPERS,
        Can.SEE_PEOPLE,
    },
    "returns_officer": {Can.COLLECT_RETURNS, Can.PUBLISH_RETURNS, Can.SEE_PEOPLE},
    "workforce_officer": {Can.KEEP_WORKFORCE, Can.PUBLISH_WORKFORCE, Can.SEE_PEOPLE},
    "thresholds_editor": {Can.EDIT_THRESHOLDS, Can.SEE_PEOPLE},
    "school_respondent": {Can.MAKE_RETURNS},
    "committee_clerk": {
        Can.READ_SUBMITTED_PLANS,
        Can.READ_PAPERS,
        Can.PUBLISH_PAPERS,
        Can.SEE_PEOPLE,
    },
    "committee_member": {
        Can.READ_SUBMITTED_PLANS,
        Can.READ_PAPERS,
        Can.CLOSE_RECOMMENDATIONS,
    },
    "admin": {
        Can.SEE_PEOPLE,
        Can.MANAGE_REFERENCE,
        Can.MANAGE_USERS,
        Can.MANAGE_SETTINGS,
        Can.READ_AUDIT,
    },
}


@pytest.mark.parametrize("role", HELD)
@pytest.mark.django_db
def test_a_role_allows_what_it_is_meant_to_and_nothing_else(role):
    user = RoleAssignmentFactory(**{role: True}).user
    assert {capability for capability in Capability if user.can(capability)} == HELD[role]


def test_every_role_is_known_here():
    assert set(ROLES) == set(HELD)
    assert [key for key, _ in ROLE_CHOICES] == list(ROLES)


def test_every_role_says_to_the_admin_what_it_means():
    for role in ROLES.values():
        assert role.name
        assert len(role.description) > 20


def test_an_admin_neither_reads_nor_writes_plans_by_that():
    assert not ROLES["admin"].capabilities & {Can.READ_PLANS, Can.EDIT_PLANS, Can.APPROVE_PLANS}


def test_only_who_leads_a_plan_takes_it_through_the_route():
    for step in (Can.SUBMIT_PLANS, Can.PUBLISH_PLANS, Can.WITHDRAW_PLANS, Can.AGREE_AMENDMENTS):
        assert [role.key for role in ROLES.values() if step in role.capabilities] == ["plan_lead"]


# Where a role holds


@pytest.mark.django_db
class TestReach:
    def test_without_a_role_nothing_is_allowed_anywhere(self):
        user = UserFactory()
        assert not any(user.can(capability) for capability in Capability)

    def test_a_role_for_a_directorate_holds_there_and_not_elsewhere(self):
        mine, other = DirectorateFactory.create_batch(2)
        user = RoleAssignmentFactory(role="officer", directorate=mine).user
        reach = user.reach(Can.EDIT_PLANS)
        assert reach.covers_directorate(mine.pk)
        assert not reach.covers_directorate(other.pk)
        assert not reach.everywhere

    @pytest.mark.parametrize("role", ["officer", "plan_lead", "leadership_team"])
    def test_without_a_directorate_it_holds_for_all(self, role):
        user = RoleAssignmentFactory(role=role).user
        reach = user.reach(Can.READ_PLANS)
        assert reach.everywhere
        assert reach.covers_directorate(DirectorateFactory().pk)

    def test_several_roles_are_held_at_once_each_where_it_is_granted(self):
        leads, edits, considers = DirectorateFactory.create_batch(3)
        user = UserFactory()
        RoleAssignmentFactory(user=user, role="plan_lead", directorate=leads)
        RoleAssignmentFactory(user=user, role="officer", directorate=edits)
        RoleAssignmentFactory(user=user, role="leadership_team", directorate=considers)
        assert user.reach(Can.READ_PLANS).directorates == {leads.pk, edits.pk, considers.pk}
        assert user.reach(Can.EDIT_PLANS).directorates == {leads.pk, edits.pk}
        assert user.reach(Can.SUBMIT_PLANS).directorates == {leads.pk}

    def test_a_committee_member_reaches_the_committee_and_no_directorate(self):
        assignment = RoleAssignmentFactory(committee_member=True)
        reach = assignment.user.reach(Can.READ_SUBMITTED_PLANS)
        assert reach.committees == {assignment.committee_id}
        assert not reach.everywhere
        assert not reach.directorates
        assert not assignment.user.reach(Can.READ_PLANS)

    def test_who_may_not_sign_in_any_more_reaches_nothing(self):
        user = RoleAssignmentFactory(role="plan_lead", user__is_active=False).user
        assert not any(user.can(capability) for capability in Capability)

    def test_a_role_taken_back_is_gone_with_the_next_request(self):
        assignment = RoleAssignmentFactory(officer=True)
        assignment.delete()
        assert not User.objects.get(pk=assignment.user_id).can(Can.EDIT_PLANS)

    def test_the_roles_are_asked_for_once_in_a_request(self, django_assert_num_queries):
        user = RoleAssignmentFactory(officer=True).user
        user = User.objects.get(pk=user.pk)
        with django_assert_num_queries(1):
            for capability in Capability:
                user.can(capability)

    def test_an_assignment_is_named_by_role_and_place(self):
        directorate = DirectorateFactory(name="Adult Social Care")
        assert str(RoleAssignmentFactory(role="officer", directorate=directorate)) == (
            "Officer, Adult Social Care"
        )
        assert str(RoleAssignmentFactory(admin=True)) == "Administrator, whole council"


# A role and its place belong together

PLACES = {
    "directorate": DirectorateFactory,
    "committee": CommitteeFactory,
    "school": SchoolFactory,
}
FITTING = {
    ScopeKind.DIRECTORATE: [None, "directorate"],
    ScopeKind.COMMITTEE: ["committee"],
    ScopeKind.SCHOOL: ["school"],
    ScopeKind.COUNCIL: [None],
}
EVERY_PAIR = [(role, place) for role in ROLES for place in (None, *PLACES)]


def assignment_of(role, place):
    return RoleAssignment(
        user=UserFactory(), role=role, **({place: PLACES[place]()} if place else {})
    )


@pytest.mark.parametrize(("role", "place"), EVERY_PAIR)
@pytest.mark.django_db
def test_the_database_takes_a_role_only_with_its_kind_of_place(role, place):
    """bulk_create goes round clean(), save() and every form."""
    assignment = assignment_of(role, place)
    if place in FITTING[ROLES[role].scope]:
        RoleAssignment.objects.bulk_create([assignment])
    else:
        with pytest.raises(IntegrityError, match="role_of_a_"), transaction.atomic():
            RoleAssignment.objects.bulk_create([assignment])


@pytest.mark.parametrize(("role", "place"), EVERY_PAIR)
@pytest.mark.django_db
def test_the_form_says_at_the_field_what_the_database_would_refuse(role, place):
    assignment = assignment_of(role, place)
    if place in FITTING[ROLES[role].scope]:
        assignment.full_clean()
    else:
        with pytest.raises(ValidationError) as refused:
            assignment.full_clean()
        assert refused.value.error_dict.keys() & set(PLACES)


@pytest.mark.django_db
def test_a_role_is_not_widened_behind_the_forms_back():
    assignment = RoleAssignmentFactory(committee_member=True)
    with (
        pytest.raises(IntegrityError, match="role_of_a_committee"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE accounts_roleassignment SET committee_id = NULL WHERE id = %s",
            [assignment.pk],
        )


@pytest.mark.parametrize("trait", HELD)
@pytest.mark.django_db
def test_the_same_role_is_held_once(trait):
    """Also where it has no place: two empty places are the same."""
    first = RoleAssignmentFactory(**{trait: True})
    first.pk = None
    with pytest.raises(IntegrityError, match="role_held_once"), transaction.atomic():
        RoleAssignment.objects.bulk_create([first])


@pytest.mark.django_db
def test_an_address_is_one_users_whatever_its_capitals():
    UserFactory(email="amina.yusuf@ellenshaw.example")
    with pytest.raises(IntegrityError, match="user_email_once"), transaction.atomic():
        User.objects.bulk_create([User(email="Amina.Yusuf@Ellenshaw.example", name="Another")])
    assert User.objects.get_by_natural_key("AMINA.YUSUF@ellenshaw.example")


@pytest.mark.django_db
def test_a_new_user_has_no_role_and_no_password_until_one_is_set():
    user = User.objects.create_user("new@ellenshaw.example", "New Person")
    assert not user.has_usable_password()
    assert not any(user.can(capability) for capability in Capability)


@pytest.mark.django_db
def test_the_database_takes_no_role_that_nobody_knows():
    """Such a user could open no page: reach() would not know what the role allows."""
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleAssignment.objects.bulk_create([RoleAssignment(user=UserFactory(), role="chief")])
