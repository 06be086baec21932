"""Tables: heads, order and pages that work by links alone; 0 is a figure."""

import pytest
from django.http import HttpResponse
from django.test import Client

from core.models import AuditAct
from core.tables import Column, NumberColumn, Table
from tests.core.screens_demo.views import OURS

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.core.screens_demo.urls")]


@pytest.fixture
def acts() -> list[AuditAct]:
    rows = [
        AuditAct(
            action="approved",
            target_model=OURS,
            target_name=f"Plan {n:02}",
            actor_name="Same",
            actor_id=n % 2,
        )
        for n in range(12)
    ]
    return AuditAct.objects.bulk_create(rows)


def page(client: Client, query: str = "", **headers: str) -> HttpResponse:
    response = client.get(f"/list/{query}", headers=headers)
    assert response.status_code == 200
    return response


def shown(response: HttpResponse) -> list[str]:
    return [row.target_name for row in response.context["table"].page.object_list.data]


class Figures(Table):
    caption = "Figures"
    measure = Column()
    year = NumberColumn()


def test_it_has_a_caption_heads_and_row_heads(client: Client, acts: list[AuditAct]) -> None:
    html = page(client).content.decode()
    assert '<caption class="govuk-table__caption govuk-visually-hidden">What was done' in html
    assert html.count('<th scope="col" role="columnheader"') == 5
    assert html.count('<th scope="row" role="rowheader"') == 5


def test_figures_stand_on_the_right_and_0_is_shown(client: Client, acts: list[AuditAct]) -> None:
    html = page(client).content.decode()
    assert "govuk-table__header--numeric" in html
    cell = html.partition('class="govuk-table__cell govuk-table__cell--numeric"')[2]
    assert '<span class="app-table__value">' in cell
    table = Figures([{"measure": "A", "year": 0}, {"measure": "B", "year": None}])
    assert [row.get_cell("year") for row in table.rows] == ["0", "—"]
    assert Figures([{"measure": "A", "year": 1204}]).rows[0].get_cell("year") == "1,204"


def test_a_head_tells_and_turns_the_order(client: Client, acts: list[AuditAct]) -> None:
    up = page(client, "?sort=target_name")
    assert shown(up)[0] == "Plan 00"
    assert 'aria-sort="ascending"' in up.content.decode()
    assert 'href="?sort=-target_name"' in up.content.decode()
    down = page(client, "?sort=-target_name&page=2")
    assert shown(down)[0] == "Plan 06"
    assert 'aria-sort="descending"' in down.content.decode()
    # To sort is to begin again at the first page.
    assert 'href="?sort=target_name"' in down.content.decode()


def test_rows_that_sort_alike_keep_to_their_pages(client: Client, acts: list[AuditAct]) -> None:
    seen = [
        n for number in (1, 2, 3) for n in shown(page(client, f"?sort=actor_name&page={number}"))
    ]
    assert len(set(seen)) == 12


@pytest.mark.parametrize(
    "query",
    [
        "?page=0",
        "?page=-3",
        "?page=999999999999999999999",
        "?page=two",
        "?page=",
        "?page=%00",
        f"?page={'9' * 5000}",
        "?sort=nothing",
        "?sort=-",
        "?sort=,,",
        "?sort=target_name,-nothing",
        "?sort=target_name__password",
        "?sort=note",
        "?per_page=-5",
        "?per_page=1000000",
    ],
)
def test_an_address_without_sense_shows_the_list(
    client: Client, acts: list[AuditAct], query: str
) -> None:
    assert len(shown(page(client, query))) in (2, 5)


def test_pages_keep_the_rest_of_the_address(client: Client, acts: list[AuditAct]) -> None:
    html = page(client, "?action=approved&sort=actor_name&page=2").content.decode()
    assert 'href="?action=approved&amp;sort=actor_name&amp;page=3" rel="next"' in html
    assert 'aria-label="Page 2" aria-current="page"' in html


def test_an_empty_list_says_so(client: Client) -> None:
    assert "There are no acts." in page(client).content.decode()
    assert "No acts match these filters." in page(client, "?target_name=x").content.decode()


def test_the_number_of_queries_does_not_grow(
    client: Client, acts: list[AuditAct], django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        page(client, "?sort=actor_name")


def test_words_in_cells_are_text(client: Client) -> None:
    AuditAct.objects.create(
        target_model=OURS, action="<b>bold</b>", target_name="<script>alert(1)</script>"
    )
    html = page(client).content.decode()
    assert "&lt;script&gt;" in html
    assert "<b>" not in html
