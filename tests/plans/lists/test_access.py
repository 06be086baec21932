"""Whose actions, KPIs and risks one sees: those of the plans that one may read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import CriticalAction, Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    DirectorateFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
    bring_to,
)
from tests.plans.lists.pages import ACTIONS, KPIS, RISKS, page, rows
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.pages.test_access import MAY_READ

pytestmark = pytest.mark.django_db

LISTS = [ACTIONS, KPIS, RISKS]


@pytest.mark.parametrize("name", LISTS)
def test_nobody_sees_a_list_without_signing_in(client, name):
    assert client.get(reverse(name)).status_code == 302


def test_rows_are_those_of_the_plans_that_one_may_read():
    directorate = DirectorateFactory(committee=CommitteeFactory())
    plan = PlanFactory(directorate=directorate, full=True)
    roles = the_six_roles(directorate)
    readers = dict(MAY_READ)
    for status, name in [
        (Plan.Status.DRAFT, ACTIONS),
        (Plan.Status.SUBMITTED, KPIS),
        (Plan.Status.PUBLISHED, RISKS),
    ]:
        if status != plan.status:
            bring_to(plan, status)
        for role, user in roles.items():
            assert bool(rows(name, user)) == (role in readers[status]), (status, role, name)


def test_being_named_for_an_action_shows_the_whole_plan():
    person = PersonFactory()
    user = UserFactory(person=person)
    plan = PlanFactory(full=True)
    assert rows(KPIS, user) == []
    CriticalAction.objects.get().people.add(person)
    for name in LISTS:
        assert rows(name, user), name
    assert page(ACTIONS, user, lead="me").context["count"] == 1
    assert plan.get_absolute_url() in page(RISKS, user).content.decode()


def test_choices_of_filters_name_nothing_of_plans_one_may_not_read():
    person = PersonFactory(name="Sybil Hidden")
    action = CriticalActionFactory(objective__block__outcome_text="A hidden outcome")
    action.people.add(person)
    officer = action.objective.block.appendix.plan.directorate
    for words in ("Sybil Hidden", "A hidden outcome"):
        assert words in page(ACTIONS, holder("officer", officer)).content.decode()
        assert words not in page(ACTIONS, UserFactory()).content.decode()


@pytest.mark.parametrize("name", LISTS)
def test_the_number_of_queries_does_not_grow_with_the_rows(name):
    user = holder("officer")
    for query in ({}, {"sort": "-status"}):
        client = client_of(user)
        client.get(reverse(name), query)
        counts = []
        for _ in range(2):
            for _ in range(2 if not counts else 6):
                PlanFactory(full=True)
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(name), query)
            counts.append(len(queries))
        assert counts[0] == counts[1], (query, counts)


def test_only_those_who_may_report_are_led_to_reporting():
    plan = PlanFactory(full=True, published=True)
    action = CriticalAction.objects.get()
    address = reverse("plans:action_progress", args=[plan.pk, action.pk])
    named = UserFactory(person=PersonFactory())
    action.people.add(named.person)
    for user, may in [
        (holder("officer", plan.directorate), True),
        (named, True),
        (holder("leadership_team", plan.directorate), False),
        (UserFactory(), False),
    ]:
        assert (address in page(ACTIONS, user).content.decode()) == may


def test_the_menu_marks_the_list_and_not_the_plans_above_it():
    within = page(ACTIONS).context["subject_navigation"]
    marked = [entry["label"] for entry in within["entries"] if entry["current"]]
    assert (within["label"], marked) == ("Plans", ["Actions"])
