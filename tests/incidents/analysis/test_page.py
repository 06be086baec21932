"""The page of the analysis and its files: who, which schools, the same figures in each."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from council.models import School
from tests.accounts.people import browser_of, everybody_but
from tests.factories import AreaFactory, IncidentTypeFactory
from tests.incidents.answering import page, text_of
from tests.incidents.held import borough, returned, several
from tests.reports.tables import rows_of_page

pytestmark = pytest.mark.django_db
ADDRESS = "/returns/analysis/"


def held() -> None:
    """Two years and the totals of one more, with two phases and an area."""
    borough(2006, {"victim_gender, Male": 80}, total=139, source="Minutes")
    area = AreaFactory(name="Linden Vale")
    several(2025, 3, 0, 4, pupils=400, area=area, counts={})
    returned(2026, 5, pupils=400, counts={"victim_gender, Male": 5})
    returned(2026, 1, phase=School.Phase.SECONDARY, counts={"victim_ethnicity, Indian": 1})


def in_file(client, **filters) -> list[list[str]]:
    response = client.get(ADDRESS, filters | {"_export": "csv"})
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def in_page(client, **filters) -> str:
    response = client.get(ADDRESS, filters)
    assert response.status_code == 200
    return text_of(response)


def test_only_who_collects_sees_the_true_figures(council, respondent):
    assert council.get(ADDRESS).status_code == 200
    for somebody in [respondent, *everybody_but("returns_officer")]:
        browser = browser_of(somebody)
        assert browser.get(ADDRESS).status_code == 403
        assert browser.get(ADDRESS, {"_export": "csv"}).status_code == 403


def test_without_figures_it_says_so_and_offers_no_file(council):
    shown = in_page(council)
    assert "No figures are held" in shown
    assert "Download" not in shown
    assert council.get(ADDRESS, {"_export": "csv"})["Content-Type"].startswith("text/html")


def test_the_number_of_schools_stands_beside_every_figure(council):
    held()
    shown = in_page(council)
    assert shown.index("Number of schools making a return") < shown.index("Total number")
    groups = re.findall(r"(\d+)<br><span class=\"app-quiet\">(.*?)</span>", shown)
    assert groups
    assert all(re.search(r"\d+ schools?$", words) for _, words in groups)


def test_a_rise_or_fall_has_no_colour(council):
    returned(2024, 9)
    returned(2025, 3)
    returned(2026, 30)
    shown = in_page(council)
    cells = re.findall(r"<td[^>]*>(?:27 more \(900%\)|6 fewer \(67%\))</td>", shown)
    assert len(cells) == 2
    assert {re.search(r'class="([^"]*)"', cell)[1] for cell in cells} == {
        "govuk-table__cell govuk-table__cell--numeric"
    }


def test_old_totals_are_marked_and_left_out_of_phases_and_areas(council):
    held()
    shown = in_page(council)
    assert "2006/07 (B)" in shown
    assert "Held as totals of the borough only (source: Minutes)" in shown
    assert "2006/07" not in in_page(council, phase="primary").split("<h1")[1]


def test_filters_say_of_which_schools_it_is(council):
    held()
    area = School.objects.exclude(area=None).first().area
    assert '<p class="govuk-body">All schools.' in in_page(council)
    shown = in_page(council, phase="primary", area=area.pk)
    assert "Primary schools in Linden Vale." in shown
    assert "By school phase" not in shown
    assert in_file(council, phase="primary", area=area.pk)[0] == [
        "Section",
        "Row",
        "2025/26",
        "2026/27",
    ]
    other = IncidentTypeFactory(name="Incidents about hats", key="hats")
    assert "No figures are held" in in_page(council, kind=other.key)


@pytest.mark.parametrize(
    "asked", [{"years": "99"}, {"area": "x"}, {"phase": "x"}, {"kind": "x"}, {"by": "x"}]
)
def test_a_filter_that_means_nothing_is_as_if_it_was_not_there(council, asked):
    held()
    assert "All schools." in in_page(council, **asked)


def test_more_years_are_shown_where_they_are_asked_for(council):
    for first in range(2015, 2027):
        returned(first, 3)
    assert len(in_file(council)[0]) == 2 + 5
    assert len(in_file(council, years=8)[0]) == 2 + 8
    assert len(in_file(council, years=10)[0]) == 2 + 10


@pytest.mark.parametrize("by", ["", "asked"])
def test_the_file_holds_what_the_page_shows(council, by):
    held()
    [head, *lines] = in_file(council, by=by)
    assert head == ["Section", "Row", "2006/07 (B)", "2025/26", "2026/27"]
    of_file = {(section, row): cells for section, row, *cells in lines}
    shown = council.get(ADDRESS, {"by": by}).content.decode()
    section, compared = "Returns", set()
    for row in rows_of_page(shown):
        if "Row" not in row:
            continue  # of the groups, told below
        label, cells = row["Row"], [row[name].replace(",", "") for name in head[2:]]
        if label.startswith("Change"):
            assert (of_file[section, label], cells) == (["", "", "-1"], ["", "", "1 fewer (14%)"])
        elif (section, label) in of_file:
            assert of_file[section, label] == cells, label
            compared.add((section, label))
        else:
            section = label
    of_groups_and_notes = {key for key in of_file if ":" in key[0] or key[0] == "Notes"}
    assert of_file.keys() - compared - of_groups_and_notes == {
        ("Returns", "Change on the year before")
    }
    assert of_file["School phase: Primary", "Incidents"] == ["", "7", "5"]
    assert of_file["School phase: Primary", "Incidents per 1,000 pupils"] == ["", "5.8", "12.5"]
    assert of_file["Area: Linden Vale", "Schools making a return"] == ["", "3", ""]
    assert len(notes_of(lines)) >= 5
    for note in notes_of(lines):
        assert note in shown


def notes_of(lines: list[list[str]]) -> list[str]:
    return [row for section, row, *_ in lines if section == "Notes"]


def test_a_workbook_holds_the_same_as_figures(council):
    held()
    response = council.get(ADDRESS, {"_export": "xlsx"})
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))
    lines = [row for sheet in book for row in sheet.iter_rows(values_only=True)]
    rows = {(row[0], row[1]): row[2:] for row in lines}
    assert rows["Returns", "Total number of incidents"] == (139, 7, 6)
    assert rows["Returns", "Schools reporting no incidents"] == (None, 1, 0)
    assert any("Broad groups" in map(str, row) for row in lines)


def test_a_blank_is_a_blank_on_the_page(council):
    held()
    rows = [list(row.values()) for row in rows_of_page(in_page(council))]
    assert ["Schools reporting no incidents", "", "1", "0"] in rows
    assert ["Male", "80", "0", "5"] in rows
    assert ["Male", "", "0", "0"] in rows  # alleged perpetrators


def test_charts_are_drawn_and_told(council):
    returned(2025, 6, counts={"victim_ethnicity, Indian": 6})
    returned(2026, 9, counts={"victim_ethnicity, Pakistani": 2})
    shown = in_page(council)
    assert '<title id="trend">Incidents by year. 2025/26: 6; 2026/27: 9</title>' in shown
    assert "2025/26: Asian 6, Black groups 0" in shown
    assert '<title id="ethnicity">' not in in_page(council, by="asked")


def test_the_page_asks_the_database_equally_often_however_many_schools_there_are(council):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert council.get(page("analysis")).status_code == 200
        return len(queries)

    held()
    asked()
    few = asked()
    several(2026, *range(1, 15), pupils=100, counts={"victim_gender, Male": 2})
    assert asked() == few
