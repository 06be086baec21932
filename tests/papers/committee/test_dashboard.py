"""The dashboard of a directorate as it stood on the day of a paper."""

from datetime import date

import pytest
from django.urls import reverse

from plans.models import Plan
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import PlanFactory, UserFactory, bring_to
from tests.papers.committee.made import directorate_of, paper_of
from tests.plans.dashboard.made import filled, set_status
from tests.plans.dashboard.test_past import now  # noqa: F401  (a fixture)

pytestmark = pytest.mark.django_db


@pytest.fixture
def directorate():
    return directorate_of()


@pytest.fixture
def member(directorate):
    return somebody_who_is("committee_member", committee=directorate.committee)


@pytest.fixture
def plan(directorate, now):  # noqa: F811
    """A plan that was submitted in October 2026; the clock stands in November."""
    now(2026, 10, 1)
    plan = filled(PlanFactory(directorate=directorate))
    bring_to(plan, Plan.Status.SUBMITTED)
    now(2026, 11, 10)
    return plan


def page(user, paper, **query) -> str:
    address = reverse("papers:dashboard", args=[paper.pk])
    response = browser_of(user).get(address, query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_printed_plan_as_it_stood_when_the_paper_was_frozen(
    directorate,
    member,
    plan,
    now,  # noqa: F811
):
    paper = paper_of(directorate, date(2026, 11, 25), data={str(plan.pk): {}})
    now(2027, 3, 1)
    set_status(plan, a2="complete", a3="complete")
    text = page(member, paper)
    assert "As it stood on 10 November 2026" in text
    assert "1 overdue, 1 off track, 1 slipping, 2 on track, 1 complete" in text


def test_once_the_committee_met_the_day_of_the_meeting_is_offered(
    directorate,
    member,
    plan,
    now,  # noqa: F811
):
    paper = paper_of(directorate, date(2026, 11, 25), data={str(plan.pk): {}})
    assert "?day=meeting" not in page(member, paper)
    now(2026, 11, 20)
    set_status(plan, a2="complete")
    now(2027, 3, 1)
    assert "?day=meeting" in page(member, paper)
    text = page(member, paper, day="meeting")
    assert "As it stood on 25 November 2026" in text
    assert "1 on track, 2 complete" in text


def test_a_plan_that_was_in_force_stands_beside_the_printed_one(
    directorate,
    member,
    plan,
    now,  # noqa: F811
):
    """The printed plan is next year's, before the committee; this year's runs once approved."""
    now(2026, 11, 9)
    next_years = PlanFactory(
        directorate=directorate, title="Next", start=date(2027, 4, 1), finish=date(2028, 3, 31)
    )
    bring_to(next_years, Plan.Status.SUBMITTED)
    now(2026, 11, 10)
    paper = paper_of(directorate, date(2026, 11, 25), data={str(next_years.pk): {}})
    assert plan.title not in page(member, paper)
    now(2026, 11, 20)
    bring_to(plan, Plan.Status.APPROVED)
    now(2027, 3, 1)
    assert plan.title not in page(member, paper)
    text = page(member, paper, day="meeting")
    assert text.index("Next") < text.index(plan.title)


def test_where_there_is_no_plan_the_page_says_so(directorate, member):
    assert "There is no plan that you may read" in page(member, paper_of(directorate))


def test_another_day_is_not_found(directorate, member):
    address = reverse("papers:dashboard", args=[paper_of(directorate).pk])
    assert browser_of(member).get(address, {"day": "tomorrow"}).status_code == 404


def test_only_who_may_read_the_paper_opens_it(directorate, member):
    address = reverse("papers:dashboard", args=[paper_of(directorate).pk])
    assert browser_of(member).get(address).status_code == 200
    for user in (UserFactory(), somebody_who_is("committee_member"), somebody_who_is("admin")):
        assert browser_of(user).get(address).status_code == 404


def test_who_reads_the_paper_but_not_the_plan_is_told_of_no_plan(directorate, plan):
    to = ("committee", "public")
    paper = paper_of(directorate, date(2026, 11, 25), data={str(plan.pk): {}}, to=to)
    assert plan.title not in page(UserFactory(), paper)
