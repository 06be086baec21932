"""Who may read which plan (handbook section 8): denied unless a rule grants it."""

import pytest

from accounts.capabilities import Capability
from plans.models import Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    DirectorateFactory,
    IndicatorFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
    RiskFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
EVERY_STATE = list(Plan.Status.values)


@pytest.fixture
def committee():
    return CommitteeFactory()


@pytest.fixture
def directorate(committee):
    return DirectorateFactory(committee=committee)


@pytest.fixture
def plans(directorate):
    """A plan of the directorate in every state, by state."""
    return {
        status: PlanFactory(directorate=directorate, status=status, first_year=2020 + place)
        for place, status in enumerate(EVERY_STATE)
    }


def states_read_by(user):
    return set(Plan.objects.readable_by(user).values_list("status", flat=True))


def test_without_a_role_one_reads_what_is_published(plans):
    assert states_read_by(UserFactory()) == {"published"}


@pytest.mark.parametrize("role", ["officer", "plan_lead", "leadership_team"])
def test_every_state_of_the_plans_of_ones_own_directorate(plans, directorate, role):
    user = RoleAssignmentFactory(role=role, directorate=directorate).user
    assert states_read_by(user) == set(EVERY_STATE)


@pytest.mark.parametrize("role", ["officer", "plan_lead", "leadership_team"])
def test_of_another_directorate_only_what_is_published(plans, role):
    user = RoleAssignmentFactory(role=role, directorate=DirectorateFactory()).user
    assert states_read_by(user) == {"published"}


def test_a_role_for_the_whole_council_reads_every_directorate(plans):
    PlanFactory()
    user = RoleAssignmentFactory(role="officer").user
    assert Plan.objects.readable_by(user).count() == len(plans) + 1


def test_a_committee_member_reads_what_has_been_submitted_to_the_own_committee(plans, committee):
    user = RoleAssignmentFactory(role="committee_member", committee=committee).user
    assert states_read_by(user) == {"submitted", "approved", "published"}


def test_a_member_of_another_committee_reads_only_what_is_published(plans):
    user = RoleAssignmentFactory(committee_member=True).user
    assert states_read_by(user) == {"published"}


def test_a_directorate_without_a_committee_is_nobodys_submission():
    PlanFactory(submitted=True)
    user = RoleAssignmentFactory(committee_member=True).user
    assert not Plan.objects.readable_by(user).exists()


@pytest.mark.parametrize("trait", ["admin", "school_respondent"])
def test_an_admin_and_a_school_read_only_what_is_published(plans, trait):
    user = RoleAssignmentFactory(**{trait: True}).user
    assert states_read_by(user) == {"published"}


def test_who_may_not_sign_in_any_more_reads_no_draft(plans, directorate):
    user = RoleAssignmentFactory(directorate=directorate, user__is_active=False).user
    assert states_read_by(user) == {"published"}


def test_several_roles_add_up(plans, directorate, committee):
    user = UserFactory()
    other = PlanFactory(considered=True)
    RoleAssignmentFactory(user=user, role="committee_member", committee=committee)
    RoleAssignmentFactory(user=user, role="officer", directorate=other.directorate)
    assert states_read_by(user) == {"submitted", "approved", "published", "considered"}


# Being named is enough

NAMED_IN = {
    "the lead of an outcome": lambda plan: OutcomeBlockFactory(appendix__plan=plan),
    "the lead of an objective": lambda plan: ObjectiveFactory(block__appendix__plan=plan),
    "responsible for an action": lambda plan: CriticalActionFactory(
        objective__block__appendix__plan=plan
    ),
    "responsible for a KPI": lambda plan: IndicatorFactory(objective__block__appendix__plan=plan),
    "the owner of a risk": lambda plan: RiskFactory(plan=plan),
}


@pytest.mark.parametrize("place", NAMED_IN)
def test_who_is_named_in_a_plan_reads_it(plans, place):
    user = UserFactory(named=True)
    NAMED_IN[place](plans["draft"]).people.add(user.person)
    assert states_read_by(user) == {"draft", "published"}


@pytest.mark.parametrize("place", NAMED_IN)
def test_who_is_named_in_another_plan_does_not_read_this_one(plans, place):
    user = UserFactory(named=True)
    other = PlanFactory()
    NAMED_IN[place](other).people.add(user.person)
    assert set(Plan.objects.readable_by(user)) == {other, plans["published"]}


def test_somebody_else_of_the_same_name_does_not_read_it(plans):
    PersonFactory(name="Jane Porter")
    user = UserFactory(person=PersonFactory(name="Jane Porter"))
    OutcomeBlockFactory(appendix__plan=plans["draft"]).people.add(PersonFactory(name="Jane Porter"))
    assert states_read_by(user) == {"published"}


def test_a_person_without_a_login_gives_nobody_the_right(plans):
    OutcomeBlockFactory(appendix__plan=plans["draft"]).people.add(PersonFactory())
    assert states_read_by(UserFactory()) == {"published"}


def test_a_plan_is_listed_once_however_often_somebody_is_named(plans, directorate):
    user = RoleAssignmentFactory(directorate=directorate, user__named=True).user
    for make in NAMED_IN.values():
        make(plans["draft"]).people.add(user.person)
    read = list(Plan.objects.readable_by(user))
    assert len(read) == len(set(read)) == len(plans)


def test_the_rule_costs_one_query_however_many_plans(plans, directorate, django_assert_num_queries):
    user = RoleAssignmentFactory(directorate=directorate, user__named=True).user
    user.assignments, user.stands_for  # noqa: B018  (asked for once in a request)
    with django_assert_num_queries(1):
        list(Plan.objects.readable_by(user))


# What one may do with a plan


def test_a_capability_for_a_plan_is_one_for_its_directorate(plans, directorate):
    lead = RoleAssignmentFactory(role="plan_lead", directorate=directorate).user
    other = RoleAssignmentFactory(role="plan_lead", directorate=DirectorateFactory()).user
    officer = RoleAssignmentFactory(role="officer", directorate=directorate).user
    plan = plans["draft"]
    assert plan.allows(lead, Capability.SUBMIT_PLANS)
    assert plan.allows(officer, Capability.EDIT_PLANS)
    assert not plan.allows(officer, Capability.SUBMIT_PLANS)
    assert not plan.allows(other, Capability.SUBMIT_PLANS)


def test_to_be_named_is_not_to_be_allowed_to_edit(plans):
    user = UserFactory(named=True)
    NAMED_IN["the lead of an outcome"](plans["draft"]).people.add(user.person)
    assert not plans["draft"].allows(user, Capability.EDIT_PLANS)


# My plans


def test_my_plans_are_those_i_may_edit_and_those_that_name_me(plans, directorate):
    user = RoleAssignmentFactory(role="officer", directorate=directorate, user__named=True).user
    naming = PlanFactory()
    NAMED_IN["responsible for an action"](naming).people.add(user.person)
    PlanFactory(published=True)
    assert set(Plan.objects.mine(user)) == {*plans.values(), naming}


def test_a_reader_has_no_plans_of_its_own(plans, directorate):
    user = RoleAssignmentFactory(role="leadership_team", directorate=directorate).user
    assert not Plan.objects.mine(user).exists()
