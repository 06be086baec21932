"""The page of one characteristic: of a group, and of whom percentages are."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.people import browser_of, everybody_but
from tests.factories.workforce import DIRECT, UPPER, SnapshotFactory, group_named
from tests.workforce.held import BEFORE, borough, children, counted, printed, three_years
from tests.workforce.pages import text_of

pytestmark = pytest.mark.django_db


def address(snapshot, characteristic="ethnicity") -> str:
    return reverse("workforce:characteristic", args=[snapshot.pk, characteristic])


def shown(browser, snapshot, characteristic="ethnicity", **asked) -> str:
    response = browser.get(address(snapshot, characteristic), asked)
    assert response.status_code == 200
    return text_of(response)


def row_of(page: str, label: str) -> list[str]:
    (row,) = re.findall(rf'<th scope="row"[^>]*>{label}</th>(.*?)</tr>', page)
    return re.findall(r"<td[^>]*>([^<]*)</td>", row)


def test_only_who_keeps_them_sees_the_true_figures(browser):
    snapshot = counted(None)
    assert browser.get(address(snapshot)).status_code == 200
    for somebody in everybody_but("workforce_officer"):
        assert browser_of(somebody).get(address(snapshot)).status_code == 403


@pytest.mark.parametrize(
    ("characteristic", "asked"),
    [
        ("height", {}),
        ("ethnicity", {"group": "999"}),
        ("ethnicity", {"group": "x"}),
        ("ethnicity", {"of": "x"}),
    ],
)
def test_what_is_not_known_is_not_found(browser, characteristic, asked):
    response = browser.get(address(counted(None), characteristic), asked)
    assert response.status_code == 404


def test_the_total_is_shown_first_with_the_borough_and_the_trend(browser):
    latest = three_years()
    borough(White_British=800, Indian=200)
    page = shown(browser, latest)
    assert f"Ethnicity: {DIRECT}, staff on 31 March 2026" in page
    assert row_of(page, "Indian") == ["3", "1.7", "3", "1.7", "20.0"]  # 3 of 175
    assert row_of(page, "Disclosure rate") == ["", "87.5", "", "70.0", ""]  # 175 of 200, of 250
    assert f'<title id="trend">BME %: {DIRECT}. 2024: Children 24.10%' in page
    assert "The chart is of" not in page


def test_another_group_and_another_denominator_are_asked_for(browser):
    group = group_named(UPPER)
    page = shown(browser, counted(None), group=group.pk, of="everyone")
    assert row_of(page, "Indian") == ["3", "7.5"]
    assert row_of(page, "Not held") == ["4", "10.0"]
    assert "Percentages are of everyone, with those whose answer is not held." in page
    assert re.search(rf'<option value="{group.pk}" selected>', page)
    assert re.search(r'value="everyone"[^>]*checked', page)


def test_the_chart_says_of_whom_it_is_where_the_table_is_of_others(browser):
    latest = counted(None)
    counted(None, BEFORE)
    page = shown(browser, latest, of="answered")
    assert "The chart is of those whose answer is known, as in the main table." in page


def test_of_percentages_alone_the_trend_is_shown(browser):
    latest = printed(children(), female="70", male="30", bme="24.1")
    printed(children(), BEFORE, bme="24.10")
    page = shown(browser, latest)
    assert "Of these figures only the percentages of the main table are held." in page
    assert "<table" not in page
    latest = counted(children(), BEFORE.replace(year=2023))
    assert "<title" in shown(browser, printed(children(), BEFORE.replace(year=2022), bme="20"))


def test_what_is_not_held_is_said(browser):
    for snapshot in (counted(None), SnapshotFactory(day=BEFORE), printed(None)):
        assert "No figures by religion or belief are held." in shown(browser, snapshot, "religion")


def test_the_page_asks_the_database_equally_often_however_many_years_are_held(browser):
    def asked() -> int:
        browser.get(address(latest))
        with CaptureQueriesContext(connection) as queries:
            browser.get(address(latest))
        return len(queries)

    latest = counted(children())
    counted(None)
    few = asked()
    for directorate in (None, children()):
        counted(directorate, BEFORE)
        printed(directorate)
    assert asked() == few
