"""A publication as open data: what it prints, with a marker for each cell without a figure."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from tests.factories import CouncilFactory, DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    PopulationCountFactory,
    PopulationFactory,
    SnapshotFactory,
    count_staff,
    print_shares,
    staff_category,
)
from tests.workforce.publishing.small import answers, small_council
from workforce.models import CharacteristicList, PublishedProfile
from workforce.publishing.acts import publish_profile
from workforce.publishing.open_data import file_name, open_data_of, statistics_file

pytestmark = pytest.mark.django_db
FINE = date(2026, 3, 31)


@pytest.fixture
def published(officer) -> PublishedProfile:
    CouncilFactory(name="Ellenshaw Council", telephone="01632 960100", email="hr@ellenshaw.example")
    mine, _ = small_council()
    return publish_profile(mine, actor=officer)


def lines(published: PublishedProfile) -> list[dict[str, str]]:
    text = open_data_of(published, "csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def figure(published: PublishedProfile, title: str, measure: str, **labels: str) -> tuple[str, str]:
    """The figure or marker of a row, by its table, labels and measure."""
    wanted = {name.replace("_", " "): text for name, text in labels.items()}
    row = next(
        row
        for row in lines(published)
        if row["Title"].startswith(title)
        and row["Measure"] == measure
        and all(row[name] == text for name, text in wanted.items())
    )
    return row["Figure"], row["Marker"]


def test_the_cover_says_whose_figures_they_are(published):
    file = statistics_file(published)
    assert file.title == "Places: workforce on 31 March 2012"
    assert file.publisher == "Ellenshaw Council"
    assert file.period == "Staff on 31 March 2012"
    assert file.contact == ["Ellenshaw Council", "01632 960100", "hr@ellenshaw.example"]
    assert any("150 or more employees" in line for line in file.introduction)
    assert file_name(published, "csv") == "places-workforce-on-31-march-2012.csv"


def test_each_figure_stands_with_its_group_day_and_organisation(published):
    about = {"Group": LOWER, "Day": "31 March 2012"}
    assert figure(published, "Staff on", "Places: Headcount", **about) == ("60", "")
    assert figure(published, "Staff on", "Whole council: Headcount", **about) == ("150", "")


def test_what_is_hidden_is_marked_and_explained(published):
    about = {"Group": UPPER, "Day": "31 March 2012"}
    assert figure(published, "Staff on", "Places: Male %", **about) == ("", "[c]")
    words = {row["Marker"]: row["Marker means"] for row in lines(published)}
    assert words["[c]"].startswith("confidential: a small number")
    assert "7.5" not in {row["Figure"] for row in lines(published)}


def test_where_there_can_be_no_figure_it_is_marked_not_applicable(published):
    assert figure(published, "Sex", "Places: %", Sex="Everyone") == ("", "[z]")
    assert figure(published, "Sex", "Places: Number", Sex="Disclosure rate") == ("", "[z]")
    assert figure(published, "Sex", "Places: %", Sex="Disclosure rate") == ("100.0", "")


def test_what_is_not_held_is_marked_not_available(officer):
    old = SnapshotFactory(way="percentages", is_public=True, day=date(2025, 3, 31))
    print_shares(old, UPPER, female="24", bme="24.30")
    snapshot = SnapshotFactory()
    count_staff(snapshot, UPPER, 40, sex={"Female": 20, "Male": 20})
    count_staff(snapshot, LOWER, 0)
    published = publish_profile(snapshot, actor=officer)
    about = {"Group": UPPER, "Day": "31 March 2025"}
    measures = ("Headcount", "Female %", "Male %", "BME %")
    told = [figure(published, "Staff on", f"Whole council: {m}", **about) for m in measures]
    assert told == [("", "[x]"), ("24", ""), ("", "[x]"), ("24.30", "")]
    nobody = {"Group": LOWER, "Day": "31 March 2026"}
    assert figure(published, "Staff on", "Whole council: Female %", **nobody) == ("", "[z]")


def test_categories_stand_with_those_they_are_part_of(officer):
    snapshot = SnapshotFactory(day=FINE)
    for group in (UPPER, LOWER):
        count_staff(snapshot, group, 60, ethnicity={"White British": 40, "Indian": 20})
    published = publish_profile(snapshot, actor=officer)
    table = next(t for t in statistics_file(published).tables if t.title.startswith("Ethnicity"))
    assert list(table.headings[:2]) == ["Ethnicity", "Part of"]
    above = {row[0]: row[1] for row in table.rows}
    assert above["Indian"] == "Asian or Asian British"
    assert above["Asian or Asian British"] == "BME"
    assert above["BME"] == above["Prefer not to say"] == "Everyone"


class TestBesideTheBorough:
    @pytest.fixture
    def borough(self):
        held = CharacteristicList.objects.on(FINE).get(characteristic="sex")
        population = PopulationFactory(list=held, source="Census")
        for name, count in (("Female", 510), ("Male", 490)):
            PopulationCountFactory(
                population=population, category=staff_category(name), count=count
            )

    def published(self, officer, men: int) -> PublishedProfile:
        snapshot = SnapshotFactory(day=FINE, directorate=DirectorateFactory(name="Places"))
        count_staff(snapshot, UPPER, 40, sex=answers(40 - men, men)["sex"])
        count_staff(snapshot, LOWER, 0, sex={})
        return publish_profile(snapshot, actor=officer)

    def test_more_and_less_are_figures_above_and_below_nothing(self, borough, officer):
        table = self.comparison(self.published(officer, 10))
        assert table["Female %"] == [Decimal("75.0"), Decimal("24.0"), Decimal("51.0")]
        assert table["Male %"] == [Decimal("25.0"), Decimal("-24.0"), Decimal("49.0")]

    def test_the_difference_of_what_is_hidden_is_hidden(self, borough, officer):
        table = self.comparison(self.published(officer, 3))
        assert table["Male %"] == ["[c]", "[c]", Decimal("49.0")]

    def comparison(self, published: PublishedProfile) -> dict[object, list[object]]:
        tables = statistics_file(published).tables
        table = next(each for each in tables if each.title.startswith("Beside the borough"))
        assert DIRECT in table.title
        return {
            row[0]: [table.cell(row, place) for place in range(1, len(row))] for row in table.rows
        }


def test_the_workbook_holds_a_sheet_for_each_table_and_no_cell_is_blank(published):
    book = load_workbook(io.BytesIO(open_data_of(published, "xlsx")))
    assert book.sheetnames[:4] == ["Cover_sheet", "Contents", "Notes", "Table_1"]
    assert len(book.sheetnames) == 3 + len(published.record["tables"])
    for sheet in book.worksheets[1:]:
        [table] = sheet.tables.values()
        assert all(cell.value is not None for row in sheet[table.ref] for cell in row)


def test_a_note_that_explains_a_blank_cell_is_left_out(published):
    notes = [note for table in statistics_file(published).tables for note in table.notes]
    assert "Percentages are of those whose answer is known (sex, ethnicity)." in notes
    assert not any(note.startswith("A blank cell") for note in notes)
