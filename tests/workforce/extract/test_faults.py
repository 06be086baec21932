"""What is wrong with an extract, each fault with its place and all of a file at once."""

import io

import pytest
from openpyxl import Workbook

from tests.workforce.extract.lines import COLUMNS
from tests.workforce.extract.small import HEAD, LINE, faults, file, line, summed
from workforce.extract import reading
from workforce.extract.codes import LONGEST_CODE


def xlsx() -> bytes:
    book = io.BytesIO()
    Workbook().save(book)
    return book.getvalue()


# What is no such file


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (xlsx(), "The file is a workbook. Save it as CSV"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500),
            "The file is a workbook. Save it as CSV",
        ),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "The file is not a CSV file"),
        (file(LINE, line(sex="\0")), "The file is not a CSV file"),
        (file(line(sex="\0")).encode("utf-16"), "The file is not a CSV file"),
        (file(line(ethnicity="é\0")).encode("windows-1252"), "The file is not a CSV file"),
        (file(LINE).encode("utf-16-le"), "The file is not a CSV file"),
        (file(LINE).encode("utf-16")[:-1], "The file is not a CSV file"),
        (file(LINE + "," * 300), "Row 2 has more than 200 cells"),
    ],
    ids=["empty", "bom", "xlsx", "xls", "png", "nul", "wide", "1252", "no bom", "half", "cells"],
)
def test_what_is_no_csv_file_is_refused(content, told):
    assert faults(content) == [told]


@pytest.mark.parametrize("content", [HEAD, f"{HEAD}\n", f"{HEAD}\n\n,,\n"])
def test_a_file_of_headings_alone_is_refused(content):
    assert faults(content) == ["extract.csv: there is no line below the headings"]


@pytest.mark.parametrize("content", ["Smith,Jane,42\n", f"{LINE}\n{LINE}\n", f"\n{HEAD}\n{LINE}\n"])
def test_a_file_without_headings_is_refused_and_none_of_its_words_repeated(content):
    assert faults(content) == [
        "extract.csv, row 1: the first row must hold: organisation, unit, scale_point, "
        "school_employed, sex, ethnicity, disability"
    ]


# Headings


def test_each_heading_that_is_missing_unknown_empty_or_twice_is_told():
    told = faults("organisation,sex,Sex,colour,,scale_point,ethnicity,disability\nA,F,F,x,,1,W,N\n")
    assert told == [
        "extract.csv, row 1, column C: the column “sex” stands twice",
        "extract.csv, row 1, column D: “colour” is not a column of an extract",
        "extract.csv, row 1, column E: the column has no heading",
        "extract.csv, row 1: the column “unit” is missing",
        "extract.csv, row 1: the column “school_employed” is missing",
    ]


@pytest.mark.parametrize("missing", COLUMNS)
def test_no_column_of_the_format_may_be_missing(missing):
    heading = ",".join(column for column in COLUMNS if column != missing)
    assert faults(f"{heading}\n") == [
        f"extract.csv, row 1: the column “{missing}” is missing",
        "extract.csv: there is no line below the headings",
    ]


def test_headings_that_stand_again_are_told_each_time():
    told = faults(file(LINE, HEAD, LINE, HEAD.upper().replace("_", " ")))
    assert told == [
        f"extract.csv, row {row}: the headings stand again: files were joined. Take this row out"
        for row in (3, 5)
    ]


def test_a_unit_may_be_called_like_a_heading():
    assert summed(file(line(unit="Disability"))).lines == 1


# Lines


def test_a_line_with_more_or_fewer_cells_than_headings_is_told():
    assert faults(file("ASC,Homes,34,N,F,WB", LINE, LINE + ",x", "ASC")) == [
        "extract.csv, row 2: there are 6 cells for 7 headings",
        "extract.csv, row 4: there are 8 cells for 7 headings",
        "extract.csv, row 5: there are 1 cell for 7 headings",
    ]


def test_a_quotation_mark_that_is_not_closed_is_told():
    assert faults(file(LINE, 'ASC,"Homes,34,N,F,WB,N', LINE)) == [
        "extract.csv, row 3: there are 2 cells for 7 headings, and a line ends within a cell. "
        "Close its quotation mark"
    ]
    assert faults(file('ASC,"Homes\nlarge",34,N,F,WB,N')) == [
        "extract.csv, row 2, column B (unit): a line ends within the cell. Close its quotation mark"
    ]


@pytest.mark.parametrize(
    ("column", "letter"), [("organisation", "A"), ("scale_point", "C"), ("school_employed", "D")]
)
def test_a_place_must_not_be_empty(column, letter):
    assert faults(file(LINE, line(**{column: " \u00a0"}))) == [
        f"extract.csv, row 3, column {letter} ({column}): the cell is empty"
    ]


def test_a_unit_may_be_empty():
    assert summed(file(line(unit=""))).lines == 1


def test_a_decimal_comma_is_told_with_what_to_enter():
    content = file(LINE).replace(",", ";").replace("34", "34,5")
    told = "extract.csv, row 2, column C (scale_point): written with a decimal comma; enter 34.5"
    assert faults(content) == [told]
    assert faults(file(line(scale_point='"34,5"'))) == [told]
    assert summed(content.replace("34,5", "34.5")).people == {("ASC", "34.5", "N"): 1}


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("x" * (LONGEST_CODE + 1), f"the cell has more than {LONGEST_CODE} characters"),
        ("W\x01B", "the cell holds a character that cannot be kept: U+0001"),
    ],
)
def test_what_is_no_code_is_told(code, told):
    assert faults(file(line(ethnicity=code))) == [
        f"extract.csv, row 2, column F (ethnicity): {told}"
    ]
    assert summed(file(line(ethnicity="x" * LONGEST_CODE))).lines == 1


def test_all_faults_of_a_file_are_told_at_once():
    content = file(LINE, line(organisation="", scale_point=""), "ASC").replace("unit", "Surname")
    assert [told.partition(":")[0] for told in faults(content)] == [
        "extract.csv, row 1, column B",
        "extract.csv, row 1",
        "extract.csv, row 3, column A (organisation)",
        "extract.csv, row 3, column C (scale_point)",
        "extract.csv, row 4",
    ]


def test_so_many_faults_are_told_and_the_others_counted():
    told = faults(file(*[line(organisation="")] * (reading.MOST_TOLD + 37)))
    assert len(told) == reading.MOST_TOLD + 1
    assert told[-1] == "and 37 more"
    assert len(faults(file(*[line(organisation="")] * reading.MOST_TOLD))) == reading.MOST_TOLD
