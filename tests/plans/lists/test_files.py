"""Downloading a list: exactly the rows that are filtered, in the order and columns shown."""

import csv
import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse, reverse_lazy
from openpyxl import load_workbook

from core import exports
from council.reference import KINDS
from tests.factories import (
    AreaFactory,
    CommitteeFactory,
    CriticalActionFactory,
    DisclosureProfileFactory,
    DivisionFactory,
    IndicatorFactory,
    ObjectiveRiskFactory,
    PersonFactory,
    PlanFactory,
    SchoolFactory,
    StrategyFactory,
    UserFactory,
    bring_to,
)
from tests.plans.lists.pages import ACTIONS, KPIS, RISKS, page, rows
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def download(name, kind="csv", user=None, **query):
    client = client_of(user or holder("officer"))
    response = client.get(reverse(name), {**query, "_export": kind})
    assert response.status_code == 200
    return response, b"".join(response.streaming_content)


def csv_of(name, user=None, **query) -> list[dict[str, str]]:
    _, content = download(name, user=user, **query)
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_file_holds_all_pages_of_what_is_filtered_in_the_order_shown():
    for number in range(30):
        CriticalActionFactory(text=f"Leaflet {number:02}")
        CriticalActionFactory(text=f"Other {number:02}")
    query = {"words": "leaflet", "sort": "-text", "page": "2"}
    names = [row["Action"] for row in csv_of(ACTIONS, **query)]
    assert names == [f"Leaflet {number:02}" for number in reversed(range(30))]
    assert names[25:] == [one.text for one in rows(ACTIONS, **query)]


@pytest.mark.parametrize("name", [ACTIONS, KPIS, RISKS])
def test_a_file_has_the_columns_that_the_person_chose(name):
    PlanFactory(full=True)
    user = holder("officer")
    table = page(name, user).context["table"]
    shown = [str(column.header) for column in table.columns]
    assert list(csv_of(name, user)[0]) == shown
    client_of(user).post(reverse(name), {"columns": table.columns.names()})
    assert len(csv_of(name, user)[0]) > len(shown)


def test_nobody_downloads_more_than_they_may_read():
    CriticalActionFactory(text="Of a draft")
    own = CriticalActionFactory(text="Published")
    bring_to(own.objective.block.appendix.plan, "published")
    assert [row["Action"] for row in csv_of(ACTIONS, UserFactory())] == ["Published"]


def test_days_are_dates_and_words_for_a_day_are_words():
    CriticalActionFactory(finish_text="Mar 2027", finish_on=date(2027, 3, 31))
    CriticalActionFactory(finish_text="Ongoing")
    assert [row["Finish"] for row in csv_of(ACTIONS)] == ["2027-03-31", "Ongoing"]
    _, content = download(ACTIONS, "xlsx")
    sheet = load_workbook(io.BytesIO(content))["Actions"]
    finish = [cell.value for cell in sheet[1]].index("Finish")
    day, words = (row[finish].value for row in sheet.iter_rows(min_row=2))
    assert (day.date(), words) == (date(2027, 3, 31), "Ongoing")


def test_an_unscored_risk_has_an_empty_score_in_a_file_too():
    scored = ObjectiveRiskFactory(scored=True).risk
    ObjectiveRiskFactory()
    table = csv_of(RISKS)
    assert [(row["Score"], row["Band"]) for row in table] == [("12", "Amber"), ("", "")]
    _, content = download(RISKS, "xlsx")
    sheet = load_workbook(io.BytesIO(content))["Risks"]
    score = [cell.value for cell in sheet[1]].index("Score")
    assert [row[score].value for row in sheet.iter_rows(min_row=2)] == [scored.score, None]


def test_a_kpi_is_rated_in_the_file_as_on_the_page():
    IndicatorFactory(refs=["NI 111", "T_F 001"], target="51%", actual="52%")
    [row] = csv_of(KPIS)
    assert (row["Ref."], row["Target"], row["Latest actual"]) == ("NI 111, T_F 001", "51%", "52%")
    assert row["Status"] == "Green"


def test_the_workbook_tells_the_filters_and_the_person():
    CriticalActionFactory(text="Leaflet")
    user = holder("officer")
    _, content = download(ACTIONS, "xlsx", user, words="leaflet", status="unfinished")
    about = load_workbook(io.BytesIO(content))["About"]
    facts = {row[0].value: row[1].value for row in about.iter_rows()}
    assert facts["Words"] == "leaflet"
    assert facts["Status"] == "Unfinished"
    assert facts["Made by"] == str(user)
    assert facts["The list on screen"].endswith("/plans/actions/?words=leaflet&status=unfinished")


def test_the_links_to_files_keep_the_filters_and_leave_the_page_out():
    CriticalActionFactory(text="Leaflet")
    html = page(ACTIONS, words="leaflet", sort="-text", page="3").content.decode()
    assert 'href="?words=leaflet&amp;sort=-text&amp;_export=xlsx"' in html
    assert "_export" not in page(ACTIONS, words="nothing").content.decode()
    assert "<html" in page(ACTIONS, _export="pdf").content.decode()


def test_a_list_that_is_too_long_for_a_file_says_so(monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    CriticalActionFactory(text="Leaflet")
    CriticalActionFactory(text="Other")
    assert "A file holds at most 1 rows" in page(ACTIONS, _export="csv").content.decode()
    assert [row["Action"] for row in csv_of(ACTIONS, words="leaflet")] == ["Leaflet"]


@pytest.mark.parametrize("name", [ACTIONS, KPIS, RISKS])
def test_the_number_of_queries_of_a_file_does_not_grow(name):
    client = client_of(holder("officer"))
    counts = []
    for more in (1, 5):
        for _ in range(more):
            PlanFactory(full=True)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(name), {"_export": "csv"})
            b"".join(response.streaming_content)
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    "address",
    [
        reverse_lazy("plans:list"),
        reverse_lazy("accounts:users"),
        reverse_lazy("accounts:audit"),
        *(reverse_lazy("reference:list", args=[kind]) for kind in KINDS.values()),
    ],
)
def test_other_lists_can_be_downloaded_too(address):
    PlanFactory(published=True, directorate__committee=CommitteeFactory())
    DivisionFactory(), StrategyFactory(), SchoolFactory(), PersonFactory(), AreaFactory()
    DisclosureProfileFactory()
    response = client_of(holder("admin")).get(address, {"_export": "csv"})
    assert response.status_code == 200
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert len(lines) > 1
    assert "<" not in "".join(lines)
