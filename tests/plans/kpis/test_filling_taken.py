"""Filling in the figures that KPIs take, on the page of all figures of a quarter."""

import pytest
from django.test import Client

from plans.models import Indicator, Plan, QuarterActual
from tests.factories import IndicatorFactory, QuarterActualFactory
from tests.plans.kpis.profile import DISABLED, all_of, figure, sent, shown, taking, told

pytestmark = pytest.mark.django_db
FILL = "Fill in the figures to take from elsewhere"


@pytest.fixture
def kpi(objective) -> Indicator:
    return taking(objective, refs=["W 1"], measure="BME staff", unit="%")


def fill(client: Client, plan: Plan, **typed):
    """Press the button that fills the boxes, with what was typed into some before."""
    rows = client.get(all_of(plan)).context["rows"]
    data = {name: value for row in rows for name, value in sent(row).items()}
    return client.post(all_of(plan), data | typed | {"take": "1"})


def test_the_boxes_of_all_kpis_that_take_a_figure_are_filled_and_nothing_is_saved(
    held, client, plan, objective, kpi
):
    more = taking(objective, DISABLED, refs=["W 2"])
    missing = taking(objective, DISABLED)
    typed = IndicatorFactory(objective=objective)
    held.held[DISABLED] = figure("4.1%", provisional=True)
    missing.quarters.create(year="2026/27", quarter=2, text="9%", numerator=9, denominator=100)
    response = fill(client, plan, **{f"kpi-{typed.pk}-figure": "7"})
    assert "3 figures filled in. Look, then save" in shown(response)
    assert told() == [("9%", "")]
    data = {name: value for row in response.context["rows"] for name, value in sent(row).items()}
    client.post(all_of(plan), data)
    source = "Workforce profile, 31 March 2026"
    assert dict(QuarterActual.objects.values_list("indicator", "source")) == {
        kpi.pk: source,
        more.pk: source,
        missing.pk: source,
        typed.pk: "",
    }
    assert {row.indicator_id: row.printed for row in QuarterActual.objects.all()} == {
        kpi.pk: "24.3%",
        more.pk: "4.1% (provisional)",
        missing.pk: "4.1% (provisional)",
        typed.pk: "7 (provisional)",
    }


def test_what_stands_there_already_is_not_filled_in_again(held, client, plan, kpi):
    source = "Workforce profile, 31 March 2026"
    QuarterActualFactory(indicator=kpi, quarter=2, text="24.3%", source=source)
    page = shown(fill(client, plan))
    assert "There is nothing to fill in. Beside each KPI stands why" in page
    assert "24.3%. It stands there already" in page


def test_filled_boxes_do_not_write_over_who_was_faster(held, client, plan, kpi):
    response = fill(client, plan)
    QuarterActualFactory(indicator=kpi, quarter=2, text="22%", recorded_by_name="Ann Lee")
    data = {name: value for row in response.context["rows"] for name, value in sent(row).items()}
    assert "Ann Lee entered 22% while you had this open" in shown(client.post(all_of(plan), data))
    assert told() == [("22%", "")]


def test_the_button_that_fills_is_there_only_where_a_kpi_takes_a_figure(held, client, plan, kpi):
    assert FILL in shown(client.get(all_of(plan)))
    Indicator.objects.update(takes_from="", takes_from_words="")
    assert FILL not in shown(client.get(all_of(plan)))
