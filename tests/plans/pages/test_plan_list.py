"""The list of plans, filtered."""

import pytest
from django.urls import reverse

from tests.factories import DirectorateFactory, PlanFactory, RoleAssignmentFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def listed(query: dict, user=None) -> str:
    client = client_of(user or holder("officer"))
    return client.get(reverse("plans:list"), query).content.decode()


def test_plans_are_filtered_by_directorate_year_and_status():
    homes = DirectorateFactory(name="Homes")
    old = PlanFactory(directorate=homes, first_year=2024, published=True, title="The old one")
    new = PlanFactory(directorate=homes, first_year=2026, title="The new one")
    other = PlanFactory(first_year=2026, title="Of another directorate")

    def titles(**query) -> set[str]:
        page = listed(query)
        return {plan.title for plan in (old, new, other) if plan.title in page}

    assert titles() == {old.title, new.title, other.title}
    assert titles(directorate=homes.pk) == {old.title, new.title}
    assert titles(year="2026/27") == {new.title, other.title}
    assert titles(status="published") == {old.title}
    assert titles(words="new") == {new.title}


def test_my_plans_are_those_of_my_directorate():
    mine = PlanFactory(title="Mine it is")
    PlanFactory(published=True, title="Somebody else's")
    user = holder("officer", mine.directorate)
    everything, own = listed({}, user), listed({"mine": "mine"}, user)
    assert "Somebody else&#x27;s" in everything
    assert "Somebody else&#x27;s" not in own
    assert "Mine it is" in own


def test_a_filter_that_makes_no_sense_shows_the_list_all_the_same():
    plan = PlanFactory()
    query = {"directorate": "x", "year": "soon", "status": "?", "page": "99", "sort": "zz"}
    assert plan.title in listed(query)


def test_a_committee_member_without_plans_reads_that_there_are_none():
    user = RoleAssignmentFactory(committee_member=True).user
    assert "There are no plans" in listed({}, user)
