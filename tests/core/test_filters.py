"""Filters: a plain GET form, chosen values that can be taken away, nothing that breaks it."""

from datetime import UTC, datetime

import pytest
from django.http import HttpResponse
from django.test import Client

from core.models import AuditAct
from tests.core.screens_demo.views import OURS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.screens_demo.urls")]


@pytest.fixture(autouse=True)
def acts() -> None:
    AuditAct.objects.create(
        target_model=OURS, action="approved", target_name="Plan A", actor_name="Amina Yusuf"
    )
    AuditAct.objects.create(
        target_model=OURS, action="amended", target_name="Plan B", actor_id=0, note="Why"
    )
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    AuditAct.objects.create(
        target_model=OURS, action="imported", target_name="Plan C", actor_id=7, at=long_ago
    )


def page(client: Client, query: str = "", **headers: str) -> HttpResponse:
    response = client.get(f"/list/{query}", headers=headers)
    assert response.status_code == 200
    return response


def names(response: HttpResponse) -> set[str]:
    return {act.target_name[-1] for act in response.context["table"].page.object_list.data}


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", "ABC"),
        ("?target_name=plan+b", "B"),
        ("?action=approved", "A"),
        ("?action=approved&action=amended", "AB"),
        ("?actor_name=Amina+Yusuf", "A"),
        ("?figure=0", "B"),
        ("?has_note=true", "B"),
        ("?has_note=false", "AC"),
        ("?since_day=1&since_month=February&since_year=2020", "AB"),
        ("?action=approved&figure=7", ""),
    ],
)
def test_they_narrow_the_list(client: Client, query: str, left: str) -> None:
    response = page(client, query)
    assert names(response) == set(left)
    assert response.context["count"] == len(left)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?figure=abc", "Figure must be a number"),
        ("?figure=NaN", "Figure must be a number"),
        ("?figure=1e999", None),
        ("?figure=99999999999999999999999999", None),
        ("?action=nonsense", "What was done must be one of the choices"),
        ("?actor_name=nobody", "Who must be one of the choices"),
        ("?target_name=%00", "Remove the characters that cannot be kept: U+0000"),
        ("?since_day=31&since_month=2&since_year=2020", "Since must be a real date"),
        ("?since_day=3", "Since must include a month and year"),
        ("?has_note=perhaps", None),
        ("?unknown=x", None),
    ],
)
def test_a_value_that_cannot_be_right_is_pointed_out(
    client: Client, query: str, told: str | None
) -> None:
    response = page(client, query)
    html = response.content.decode()
    if told:
        assert told in html
        assert "There is a problem" in html
        assert "<title>Error: " in html
        assert names(response) == set("ABC")


def test_the_other_filters_still_hold(client: Client) -> None:
    assert names(page(client, "?figure=abc&action=approved")) == {"A"}


def test_chosen_values_can_be_taken_away_one_by_one(client: Client) -> None:
    query = "?action=approved&action=amended&target_name=Plan&sort=action&page=1"
    chosen = page(client, query).context["filter"].chosen
    assert [(one.label, one.text) for one in chosen] == [
        ("Words", "Plan"),
        ("What was done", "Approved"),
        ("What was done", "Amended"),
    ]
    assert chosen[0].url == "?action=approved&action=amended&sort=action"
    assert chosen[1].url == "?action=amended&target_name=Plan&sort=action"


def test_a_chosen_day_is_one_value(client: Client) -> None:
    [chosen] = page(client, "?since_day=1&since_month=2&since_year=2020").context["filter"].chosen
    assert (chosen.text, chosen.url) == ("1 February 2020", "?")


def test_yes_and_no_are_words(client: Client) -> None:
    [chosen] = page(client, "?has_note=false").context["filter"].chosen
    assert chosen.text == "No"
    assert "Unknown" not in page(client).content.decode()


def test_the_number_of_results_is_announced(client: Client) -> None:
    html = page(client, "?action=approved").content.decode()
    assert 'id="results-count" role="status">1 act</p>' in html
    assert 'role="status">3 acts</p>' in page(client).content.decode()


def test_a_script_is_sent_only_the_results(client: Client) -> None:
    response = page(client, "?action=approved", hx_request="true", hx_target="results")
    html = response.content.decode()
    assert "<html" not in html
    assert 'id="results"' in html
    assert '<p id="results-count" hx-swap-oob="innerHTML">1 act</p>' in html
    assert "HX-Target" in response["Vary"]


def test_the_order_outlives_a_new_choice(client: Client) -> None:
    html = page(client, "?sort=-action").content.decode()
    assert '<input type="hidden" name="sort" value="-action" form="filters">' in html


def test_filters_ask_for_nothing(client: Client) -> None:
    assert "(optional)" not in page(client).content.decode()
