"""Each figure of a dashboard is the number of rows of the list it leads to, whoever reads it."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from plans.dashboard.standing import Standing
from plans.models import Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PersonFactory,
    PlanFactory,
    UserFactory,
    bring_to,
)
from tests.plans.dashboard.made import filled, linked, reported_on
from tests.plans.lists.pages import ACTIONS, KPIS, RISKS, page
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.risks.scoring import scored

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
RESULTS_ONLY = {"HX-Request": "true", "HX-Target": "results"}
READERS = ["plan_lead", "committee_member", "officer elsewhere"]
"""Who follows the plan, who reads it, and who reads what is published."""


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    plan = filled(PlanFactory(directorate__committee=CommitteeFactory()))
    return reported_on(bring_to(plan, Plan.Status.PUBLISHED))


def pages_of(plan: Plan) -> dict[str, str]:
    council = reverse("plans:council_dashboard")
    return {
        "plan": reverse("plans:dashboard", args=[plan.pk]),
        "council": council,
        "directorate": f"{council}?directorate={plan.directorate_id}",
    }


def assert_exact(client: Client, url: str) -> list[str]:
    """Each figure on a page is the number of rows of its list; the addresses of the lists."""
    links = linked(client, url)
    for address, number in links:
        table = client.get(address, headers=RESULTS_ONLY).context["table"]
        assert len(table.rows) == int(number), address
    return [address for address, _ in links]


@pytest.mark.parametrize("name", READERS)
def test_every_figure_leads_to_the_list_of_exactly_these(plan, name):
    filled(PlanFactory(directorate=plan.directorate, first_year=2027))  # a draft of next year
    reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED))  # another directorate
    client = client_of(the_six_roles(plan.directorate)[name])
    follows = name == "plan_lead"
    pages = pages_of(plan)
    for url in pages.values() if follows else [pages["council"]]:
        addresses = assert_exact(client, url)
        assert len(addresses) > (25 if follows else 15), url
        for told in ("changed=", "reporting=", "appetite=", "review="):
            assert any(told in address for address in addresses) == follows, (url, told)


def test_a_council_wide_officer_s_figures_add_up_over_the_plans(plan):
    reported_on(bring_to(filled(PlanFactory()), Plan.Status.PUBLISHED))
    client = client_of(holder("officer"))
    url = reverse("plans:council_dashboard")
    addresses = assert_exact(client, url)
    assert any("plans=current" in each and "reporting=missing" in each for each in addresses)
    assert "All plans that you follow" in client.get(url).content.decode()


def test_two_plans_of_a_directorate_in_a_year_are_told_apart():
    """A withdrawn plan, and the one that took its place."""
    withdrawn = filled(PlanFactory(withdrawn=True))
    instead = filled(PlanFactory(directorate=withdrawn.directorate))
    client = client_of(holder("officer", instead.directorate))
    for each in (withdrawn, instead):
        assert assert_exact(client, reverse("plans:dashboard", args=[each.pk]))


@pytest.mark.parametrize("spelt", ["stay  SAFE", " Stay\nsafe"])
def test_an_outcome_spelt_otherwise_by_another_plan_is_one_outcome(plan, spelt):
    other = PlanFactory(published=True)
    objective = ObjectiveFactory(block__appendix__plan=other, block__outcome_text=spelt)
    CriticalActionFactory(objective=objective, status="on_track")
    user = holder("officer")
    standing = Standing([plan, other], {"plans": "current"}, TODAY, user)
    (row,) = standing.by_outcome
    assert row.bar.total == len(standing.actions)
    client = client_of(user)
    assert len(client.get(row.url).context["table"].rows) == row.bar.total
    assert_exact(client, reverse("plans:council_dashboard"))
    for typed in ("Stay safe", spelt):
        listed = page(ACTIONS, user, outcome=typed)
        assert len(listed.context["table"].rows) == row.bar.total
        assert not listed.context["filter"].form.errors


def test_long_outcomes_that_begin_alike_are_two(plan):
    long = "Knowing your communities and what they need " * 4
    user = holder("officer")
    for end in ("now", "later"):
        objective = ObjectiveFactory(block__appendix__plan=plan, block__outcome_text=long + end)
        CriticalActionFactory(objective=objective)
    rows = [row for row in Standing([plan], {}, TODAY, user).by_outcome if "Knowing" in row.outcome]
    assert [row.bar.total for row in rows] == [1, 1]
    for row in rows:
        assert len(client_of(user).get(row.url).context["table"].rows) == 1


def test_it_is_told_why_a_kpi_has_no_rating(plan):
    objective = ObjectiveFactory(block__appendix__plan=plan)
    IndicatorFactory(objective=objective, target="To follow", actual="7")
    IndicatorFactory(objective=objective, actual="7")
    standing = Standing([plan], {"plan": str(plan.pk)}, TODAY, holder("officer"))
    assert [(count.number, count.word) for count in standing.unrated] == [
        (1, "only watched"),
        (1, "without a target for the year"),
        (1, "without a figure yet"),
        (1, "for another reason"),
    ]
    grey = next(count for count in standing.kpis_by_rating.counts if count.word == "Not rated")
    assert grey.number == 4


def reader_of(name: str, plan: Plan) -> User:
    return the_six_roles(plan.directorate)[name]


@pytest.mark.parametrize("name", ["committee_member", "school_respondent"])
def test_what_is_told_in_between_is_neither_shown_nor_filtered_by_for_others(plan, name):
    user = reader_of(name, plan)
    choices = {
        ACTIONS: ("reporting", "changed"),
        RISKS: ("review", "appetite"),
    }
    for listed, filters in choices.items():
        every = page(listed, user)
        for filter_ in filters:
            assert filter_ not in every.context["filter"].filters
    columns = {column["label"] for column in _choices(user, RISKS)}
    assert not columns & {"Next review", "Movement", "Last assessed"}
    assert "Direction of travel" not in {column["label"] for column in _choices(user, KPIS)}
    html = client_of(user).get(reverse("plans:dashboard", args=[plan.pk])).content.decode()
    for words in ("Movement", "appetite", "overdue review", "Changed since", "Not reported"):
        assert words not in html, words


def _choices(user: User, listed: str) -> list[dict[str, str]]:
    return [{"label": each.label} for each in page(listed, user).context["column_choices"]]


def test_who_follows_one_plan_is_told_nothing_of_another_s_reviews(plan):
    mine = filled(PlanFactory(published=True))
    user = holder("officer", mine.directorate)
    for query in ({"appetite": "not-accepted"}, {"review": "overdue"}):
        found = page(RISKS, user, **query).context["table"].rows
        assert {row.record.plan_id for row in found} == {mine.pk}
    for risk in page(RISKS, user).context["table"].data.data:
        assert (risk.review_told is not None) == (risk.plan_id == mine.pk)
        assert risk.review_now is not None


def test_being_named_for_a_risk_is_enough_to_read_its_reviews(plan):
    person = PersonFactory()
    risk = ObjectiveRiskFactory(objective__block__appendix__plan=plan).risk
    scored(risk, (2, 2), (5, 5))
    risk.people.add(person)
    user = UserFactory(person=person)
    (found,) = page(RISKS, user, appetite="not-accepted").context["table"].rows
    assert found.record == risk
    assert found.get_cell("movement") == "↑ up from 4 to 25"
