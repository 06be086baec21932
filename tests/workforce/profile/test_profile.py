"""The page of a snapshot with the true figures: who, what it shows, what can be done from it."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from core.supplied_figures import Target, register_taker
from tests.accounts.people import browser_of, everybody_but
from tests.factories import DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    SCHOOLS,
    UPPER,
    SnapshotFactory,
    count_staff,
    group_named,
)
from tests.workforce.held import (
    BEFORE,
    LONG_BEFORE,
    borough,
    children,
    counted,
    printed,
    three_years,
)
from tests.workforce.pages import text_of
from tests.workforce.slips import answered, with_a_slip
from workforce.supplying import key_of

pytestmark = pytest.mark.django_db
TRUE_FIGURES = "These are the true figures: they are not for publication."


def page_of(snapshot) -> str:
    return reverse("workforce:profile", args=[snapshot.pk])


def shown(browser, snapshot) -> str:
    response = browser.get(page_of(snapshot))
    assert response.status_code == 200
    return text_of(response)


def cells_of(page: str) -> list[str]:
    return re.findall(r"<td[^>]*>([^<]*)</td>", page)


def test_only_who_keeps_them_sees_the_true_figures(browser):
    snapshot = counted(None)
    assert browser.get(page_of(snapshot)).status_code == 200
    for somebody in everybody_but("workforce_officer"):
        theirs = browser_of(somebody)
        assert theirs.get(page_of(snapshot)).status_code == 403
        assert theirs.get(page_of(snapshot), {"_export": "csv"}).status_code == 403


def test_what_is_not_there_is_not_found(browser):
    assert browser.get(reverse("workforce:profile", args=[999])).status_code == 404


def test_the_years_of_directorate_and_council_stand_in_one_table(browser):
    page = shown(browser, three_years())
    assert '<h1 class="govuk-heading-l">Children: staff on 31 March 2026</h1>' in page
    assert TRUE_FIGURES in page
    assert '<th scope="colgroup" colspan="5"' in page
    assert f'<span class="app-printed__heading">{DIRECT}</span>' in page
    rows = re.findall(r'<tr class="([^"]*)"> <th scope="row"[^>]*>([^<]*)</th>', page)
    assert rows[:2] == [
        ("govuk-table__row", "31 March 2026"),
        ("govuk-table__row app-printed__earlier", "31 March 2025"),
    ]
    assert "24.10" in cells_of(page)
    assert f'<title id="chart-2">BME %: {DIRECT}. 2024: Children 24.10%' in page


def test_without_figures_it_says_what_to_do(browser):
    counts = SnapshotFactory(day=BEFORE)
    percentages = SnapshotFactory(way="percentages", day=LONG_BEFORE)
    extract = SnapshotFactory(way="extract")
    for snapshot, words, name in (
        (counts, "Enter the counts of each group", "workforce:counts"),
        (percentages, "Enter the percentages as they were published", "workforce:percentages"),
    ):
        page = shown(browser, snapshot)
        assert f"No figures are held yet. {words}" in page
        assert f'href="{reverse(name, args=[snapshot.pk])}"' in page
        assert "Download" not in page
        csv_asked = browser.get(page_of(snapshot), {"_export": "csv"})
        assert csv_asked["Content-Type"].startswith("text/html")
    page = shown(browser, extract)
    assert "Read an HR extract of this day" in page
    assert f'href="{reverse("workforce:extract_upload")}"' in page


def test_warnings_that_wait_are_counted(browser, officer):
    snapshot = with_a_slip()
    address = reverse("workforce:checks", args=[snapshot.pk])
    assert f'href="{address}"><strong>1 warning waits for an answer</strong>' in shown(
        browser, snapshot
    )
    answered(snapshot, officer)
    page = shown(browser, snapshot)
    assert f'Every warning of the <a class="govuk-link" href="{address}">checks</a>' in page
    assert f"Whole council: staff on 31 March 2024, {UPPER}: 39.0 was meant." in page
    assert "find nothing that looks wrong" in shown(browser, counted(children()))


@pytest.mark.parametrize(
    ("way", "words", "name"),
    [
        ("counts", "Change figures", "workforce:counts"),
        ("extract", "Read a new HR extract", "workforce:extract_upload"),
    ],
)
def test_figures_are_changed_the_way_they_came(browser, way, words, name):
    snapshot = counted(None)
    snapshot.way = way
    snapshot.save()
    address = reverse(name, args=[snapshot.pk] if way == "counts" else [])
    assert re.search(rf'<a href="{address}"[^>]*>{words}</a>', shown(browser, snapshot))


def test_percentages_alone_stand_as_they_were_printed(browser):
    snapshot = printed(children(), female="70", male="30.0", bme="24.10")
    page = shown(browser, snapshot)
    assert cells_of(page) == ["70", "30.0", "24.10"]
    assert "public already, and stand as they were printed" in page
    assert TRUE_FIGURES not in page
    assert "Percentages are of" not in page
    counted(None, LONG_BEFORE)
    assert TRUE_FIGURES in shown(browser, snapshot)


def test_the_borough_and_the_targets_of_kpis_stand_beside(browser, monkeypatch):
    monkeypatch.setattr("core.supplied_figures._TAKERS", {})
    snapshot = counted(children())
    key = key_of(children().pk, group_named(DIRECT), "bme")
    target = Target(key, "E1 BME staff", "Children 2026/27", "/plans/1/", "2026/27", "28")
    assert "Beside the borough" not in shown(browser, snapshot)
    borough(White_British=800, Indian=200)
    register_taker("plans", lambda keys, user: [target] if key in keys else [])
    page = shown(browser, snapshot)
    assert "5.7 more" in cells_of(page)
    assert '<a class="govuk-link" href="/plans/1/">E1 BME staff</a>' in page
    assert cells_of(page)[-5:] == [
        *["Children 2026/27", f"Children: BME %, {DIRECT}", "25.7", "2026/27", "28"]
    ]


def test_a_flow_has_a_page_of_its_own_that_names_its_profile(browser):
    staff = counted(children())
    leavers = SnapshotFactory(base="leavers", directorate=children())
    count_staff(leavers, UPPER, 8, sex={"Female": 2, "Male": 6})
    page = shown(browser, leavers)
    assert "Leavers, 1 April 2025 to 31 March 2026" in page
    assert "They have a base of their own" in page
    assert f'href="{page_of(staff)}">Children: staff on 31 March 2026</a>' in page
    assert cells_of(page) == ["8", "25.0", "75.0"]
    assert "Publish" not in page.split("<h1")[1]
    assert "(PDF)" not in page
    assert f'href="{page_of(leavers)}"' in shown(browser, staff)


def test_the_document_with_the_true_figures_is_asked_for(browser):
    snapshot = counted(None)
    page = shown(browser, snapshot)
    assert f'action="{reverse("reports:make", args=["workforce", snapshot.pk])}"' in page
    assert '<input type="hidden" name="audience" value="officer">' in page


def in_file(browser, snapshot) -> list[list[str]]:
    response = browser.get(page_of(snapshot), {"_export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def test_the_file_holds_every_figure_of_the_page(browser):
    latest = three_years()
    borough(White_British=800, Indian=200)
    [head, *rows] = in_file(browser, latest)
    assert head == ["Table", "Group", "Row", "Organisation", "Column", "Figure"]
    main = "Staff on 31 March 2026, and in earlier years"
    assert [main, DIRECT, "31 March 2024", "Children", "BME %", "24.10"] in rows
    assert [main, DIRECT, "31 March 2026", "Whole council", "Headcount", "250"] in rows
    assert [main, "Notes", "A blank cell: nothing is held.", "", "", ""] in rows
    page = cells_of(shown(browser, latest))
    in_main = [figure for table, group, *_, figure in rows if table == main and group != "Notes"]
    assert in_main == [cell.replace(",", "") for cell in page if cell][: len(in_main)]
    tables = {table for table, *_ in rows}
    assert f"Ethnicity: {DIRECT}, staff on 31 March 2026" in tables
    assert f"Beside the borough: {DIRECT}, staff on 31 March 2026" in tables


def test_a_workbook_holds_figures(browser):
    response = browser.get(page_of(counted(None)), {"_export": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    rows = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    assert any(row[1:3] == (DIRECT, "31 March 2026") and row[5] == 200 for row in rows)
    assert any("not for publication" in str(row[1]) for row in rows)


def test_the_page_asks_the_database_equally_often_however_much_is_held(browser, officer):
    def asked() -> int:
        browser.get(page_of(latest))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(page_of(latest)).status_code == 200
        return len(queries)

    borough(White_British=800, Indian=200)
    latest, council = counted(children()), counted(None)
    for snapshot in (latest, council):
        count_staff(snapshot, SCHOOLS, 30, sex={"Female": 20, "Male": 10}, age={"35 to 44": 9})
    answered(with_a_slip(LONG_BEFORE, children()), officer)
    few = asked()
    for day in (BEFORE, LONG_BEFORE):
        counted(None, day)
        counted(DirectorateFactory(), day)
    counted(children(), BEFORE)
    for base in ("applicants", "leavers"):
        count_staff(SnapshotFactory(base=base), UPPER, 3, sex={"Female": 3})
    assert asked() == few
