"""Taking a figure on the page of a KPI, and why there is none to take."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from core.supplied_figures import Withheld
from plans.models import Indicator, Plan, QuarterActual
from tests.factories import (
    IndicatorFactory,
    PersonFactory,
    PlanFactory,
    QuarterActualFactory,
    UserFactory,
    bring_to,
)
from tests.plans.kpis.profile import BME, SECOND, all_of, figure, sent, shown, taking, told
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db
TAKE = "Take this figure"


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def kpi(objective) -> Indicator:
    return taking(objective, refs=["W 1"], measure="BME staff", unit="%")


def page_of(kpi: Indicator, name: str = "kpi", query: str = SECOND) -> str:
    plan = kpi.objective.block.appendix.plan
    return reverse(f"plans:{name}", args=[plan.pk, kpi.pk]) + query


def button(client: Client, kpi: Indicator) -> dict[str, str]:
    """What the button sends of the page as it is now."""
    return sent(client.get(page_of(kpi)).context["taken"])


def press(client: Client, kpi: Indicator, data: dict[str, str] | None = None) -> str:
    data = button(client, kpi) if data is None else data
    return shown(client.post(page_of(kpi, "kpi_take"), data, follow=True))


def test_a_figure_is_taken_by_a_button_and_not_before(held, client, kpi):
    page = shown(client.get(page_of(kpi)))
    assert "To take from Council: BME" in page
    assert "Workforce profile, 31 March 2026: 24.3%" in page
    assert TAKE in page
    assert told() == []
    page = press(client, kpi)
    assert "1 figure saved" in page
    assert told() == [("24.3%", "Workforce profile, 31 March 2026")]
    assert "It stands there already" in page
    assert TAKE not in page


def test_where_another_figure_stands_both_are_shown(held, client, kpi):
    QuarterActualFactory(indicator=kpi, quarter=2, text="22%", source="HR")
    page = shown(client.get(page_of(kpi)))
    assert "It would take the place of 22%, source: HR" in page
    press(client, kpi)
    assert told() == [("24.3%", "Workforce profile, 31 March 2026")]


def test_who_may_take_a_figure(held, plan, kpi):
    bring_to(plan, Plan.Status.PUBLISHED)
    data = button(client_of(holder("officer", plan.directorate)), kpi)
    named = UserFactory(person=PersonFactory())
    kpi.people.add(named.person)
    may = {"officer", "plan_lead", "named"}
    for name, user in (the_six_roles(plan.directorate) | {"named": named}).items():
        QuarterActual.objects.all().delete()
        response = client_of(user).post(page_of(kpi, "kpi_take"), data)
        assert (response.status_code, len(told())) == ((302, 1) if name in may else (403, 0)), name


def test_it_is_offered_to_those_only_who_may_report(held, plan, kpi):
    page = shown(client_of(holder("leadership_team", plan.directorate)).get(page_of(kpi)))
    assert "Takes its figures from" in page
    assert TAKE not in page
    assert held.asked == []


def test_a_plan_that_one_may_not_read_is_not_found(held, kpi):
    stranger = client_of(holder("officer", PlanFactory().directorate))
    assert stranger.post(page_of(kpi, "kpi_take"), {}).status_code == 404


def test_a_withdrawn_plan_takes_no_figure(held, plan, client, kpi):
    data = button(client, kpi)
    bring_to(plan, Plan.Status.WITHDRAWN)
    assert client.post(page_of(kpi, "kpi_take"), data).status_code == 403
    assert told() == []


def test_who_opens_the_address_of_the_button_takes_nothing(held, client, kpi):
    assert client.get(page_of(kpi, "kpi_take")).status_code == 405


@pytest.mark.parametrize("key", ["2025/26-1", "x"])
def test_a_quarter_outside_the_plan_is_not_found(held, client, kpi, key):
    url = page_of(kpi, "kpi_take", f"?quarter={key}")
    assert client.post(url, button(client, kpi)).status_code == 404


def test_who_was_overtaken_is_told_and_replaces_nothing(held, client, kpi):
    opened = button(client, kpi)
    row = QuarterActualFactory(indicator=kpi, quarter=2, text="22%", recorded_by_name="Ann Lee")
    page = press(client, kpi, opened)
    assert "Ann Lee entered 22% while you had this open, so nothing was taken" in page
    assert told() == [("22%", "")]
    opened = button(client, kpi)
    row.delete()
    assert "took the figure back while you had this open" in press(client, kpi, opened)
    assert told() == []


def test_who_takes_what_somebody_else_has_just_taken_is_told_that_it_is_there(held, client, kpi):
    opened = button(client, kpi)
    press(client, kpi)
    assert "That is what stands there already" in press(client, kpi, opened)
    assert AuditAct.objects.filter(action="figures.reported").count() == 1


@pytest.mark.parametrize(
    "now",
    [
        figure("25.1%"),
        figure("24.3%", provisional=True),
        Withheld("it is that of too few people to be published"),
        None,
    ],
)
def test_a_figure_is_taken_as_it_was_shown_or_not_at_all(held, client, kpi, now):
    opened = button(client, kpi)
    held.held[BME] = now
    assert "The figure is not what it was when you opened the page" in press(client, kpi, opened)
    assert told() == []


@pytest.mark.parametrize("data", [{}, {"taken-shown": "24.3%"}, {"taken-seen": "x"}])
def test_what_the_button_does_not_send_takes_nothing(held, client, kpi, data):
    assert "is not what it was" in press(client, kpi, data)
    assert told() == []


def test_a_kpi_that_takes_from_nowhere_has_no_button_and_takes_nothing(held, client, objective):
    typed = IndicatorFactory(objective=objective)
    page = shown(client.get(page_of(typed)))
    assert TAKE not in page
    assert "Takes its figures from" not in page
    press(client, typed, {"taken-shown": "", "taken-seen": "0"})
    assert told() == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (
            Withheld("it is that of too few people to be published"),
            "The figure is withheld: it is that of too few people to be published",
        ),
        (None, "No figure is held for 30 September 2026 or the year before it"),
        (figure("24.3 staff"), "It cannot be taken: “24.3 staff” is not a figure"),
    ],
)
def test_why_there_is_nothing_to_take_is_told_on_both_pages(
    profile, client, plan, kpi, answer, words
):
    profile.held[BME] = answer
    page = shown(client.get(page_of(kpi)))
    assert words in page
    assert TAKE not in page
    assert words in shown(client.get(all_of(plan)))


def test_pages_with_many_such_kpis_take_as_many_queries(held, client, plan, objective, kpi):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as caught:
            client.get(url)
        return len(caught)

    for url in (all_of(plan), page_of(kpi)):
        queries(url)
    few = [queries(all_of(plan)), queries(page_of(kpi))]
    for _ in range(5):
        taking(objective, target="5%")
    assert [queries(all_of(plan)), queries(page_of(kpi))] == few
