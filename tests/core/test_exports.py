"""A list as a file: text stays text, figures and days stay what they are."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.utils import timezone
from django.utils.safestring import mark_safe
from openpyxl import load_workbook

from core.exports import About, file_of
from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import chip

ABOUT = About(
    name="Odd things",
    filters=[("Words", "=1+1")],
    order="Score, descending",
    made_by="Amina Yusuf",
    address="https://plans.example/odd/?words=%3D1%2B1",
)
FORMULAS = ["=1+1", "+44 1632 960001", "-2 ppts", "@SUM(A1)", "\t=1+1", "\r=1", " =1+1", "＝1+1"]


class OddTable(Table):
    caption = "Odd things"
    text = Column()
    score = NumberColumn()
    day = DayColumn()
    at = Column(verbose_name="Moment")
    status = Column()
    yes = Column(verbose_name="=Yes")

    def render_text(self, value: str) -> str:
        return value

    def render_status(self, value: str) -> str:
        return chip(value, "red")


def odd(text: str = "", **given: Any) -> dict[str, Any]:
    return {"text": text, "score": None, "day": None, "at": None, "status": "", **given}


def written(rows: list[dict[str, Any]], kind: str) -> bytes:
    response = file_of(OddTable(rows), kind, ABOUT)
    return b"".join(response.streaming_content)


def csv_rows(rows: list[dict[str, Any]]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(rows, "csv").decode("utf-8-sig"))))[1:]


def xlsx(rows: list[dict[str, Any]]) -> Any:
    return load_workbook(io.BytesIO(written(rows, "xlsx")))


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(text: str) -> None:
    assert csv_rows([odd(text)])[0][0] == f"'{text}"
    cell = xlsx([odd(text)]).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").replace("_x0009_", "\t") == text


def test_a_column_head_is_no_formula_either() -> None:
    assert "'=Yes" in written([odd()], "csv").decode("utf-8-sig").splitlines()[0]
    assert xlsx([odd()]).worksheets[0]["F1"].data_type == "s"


def test_figures_and_days_are_figures_and_days() -> None:
    moment = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
    row = odd("A", score=-1204, day=date(2026, 9, 15), at=moment, yes=True)
    assert csv_rows([row])[0] == ["A", "-1204", "2026-09-15", "2026-11-25 09:30", "", "Yes"]
    sheet = xlsx([row]).worksheets[0]
    assert sheet["B2"].value == -1204
    assert sheet["C2"].value.date() == date(2026, 9, 15)
    assert sheet["C2"].number_format == "d mmmm yyyy"
    assert f"{sheet['D2'].value:%d %B %Y %H:%M}" == "25 November 2026 09:30"


def test_0_is_a_figure_and_nothing_is_an_empty_cell() -> None:
    zero, nothing = csv_rows([odd("A", score=0), odd("B")])
    assert (zero[1], nothing[1], nothing[2]) == ("0", "", "")
    sheet = xlsx([odd("A", score=0), odd("B")]).worksheets[0]
    assert (sheet["B2"].value, sheet["B3"].value) == (0, None)


def test_a_chip_is_its_word_and_markup_in_a_text_is_text() -> None:
    [row] = csv_rows([odd("<b>R&amp;D</b>\nsecond line", status="R&D < 5")])
    assert row[0] == "<b>R&amp;D</b>\nsecond line"
    assert row[4] == "R&D < 5"
    assert csv_rows([odd(mark_safe("<p>5 &lt; 6</p>"))])[0][0] == "5 < 6"


def test_excel_is_told_that_the_csv_is_utf_8() -> None:
    content = written([odd("Żaneta’s “plan”")], "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    assert "Żaneta’s “plan”" in content.decode()


def test_a_text_longer_than_a_cell_of_a_workbook_is_cut_there_and_not_lost() -> None:
    assert len(xlsx([odd("x" * 40_000)]).worksheets[0]["A2"].value) == 32_767
    assert len(csv_rows([odd("x" * 40_000)])[0][0]) == 40_000


def test_the_workbook_says_what_it_is_and_who_made_it_when() -> None:
    book = xlsx([odd("A"), odd("B")])
    assert book.sheetnames == ["Odd things", "About"]
    facts = {row[0].value: row[1].value for row in book["About"].iter_rows()}
    made = facts.pop("Made on")
    assert facts == {
        "List": "Odd things",
        "Rows": "2, of those that Amina Yusuf may read",
        "Words": "=1+1",
        "Order": "Score, descending",
        "Made by": "Amina Yusuf",
        "The list on screen": "https://plans.example/odd/?words=%3D1%2B1",
    }
    assert str(timezone.localdate().year) in made


def test_the_name_of_the_file_says_what_is_in_it() -> None:
    response = file_of(OddTable([odd()]), "csv", ABOUT)
    day = timezone.localdate().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="odd-things-{day}.csv"'
