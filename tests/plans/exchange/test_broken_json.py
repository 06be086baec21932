"""Files that are no JSON, or not what their name says, are refused with what is wrong."""

import json

import pytest

from tests.plans.documents import OBJECTIVE, as_file, bare, whole, with_first
from tests.plans.exchange.refusals import faults_in_workbook, faults_of

pytestmark = pytest.mark.django_db


# Files that are no JSON


def test_every_key_that_stands_twice_is_told_in_its_place():
    """One of the two values would be lost."""
    text = (
        as_file(whole())
        .replace(b'"Stay safe"', b'"Stay safe", "lead": "Ada", "outcome": "Be healthy"')
        .replace(b'"ref": "1.5"', b'"ref": "1.5", "ref": "1.6"')
    )
    outcome = "appendices[0].outcomes[0]"
    assert sorted(faults_of(text)) == [
        f"{outcome}.lead: stands twice in one object",
        f"{OBJECTIVE}.actions[0].ref: stands twice in one object",
        f"{outcome}.outcome: stands twice in one object",
    ]


@pytest.mark.parametrize("word", [b"NaN", b"Infinity", b"-Infinity"])
def test_what_is_no_number_is_told_in_its_place(word):
    data = as_file(with_first("kpis", baseline="HERE")).replace(b'"HERE"', word)
    assert faults_of(data) == [f"{OBJECTIVE}.kpis[0].baseline: must be text"]


def test_a_file_that_is_cut_short_is_told_with_line_and_column():
    text = json.dumps(bare(), indent=1).encode()
    [fault] = faults_of(text[:-20])
    assert fault.startswith("line 6, column ")
    assert "not JSON" in fault


@pytest.mark.parametrize("text", [b"", b" ", b"{", b"{'format': 1}", b"{}{}", b"plan", b"\x00"])
def test_what_is_not_json_is_refused(text):
    [fault] = faults_of(text)
    assert "not JSON" in fault or fault == "The file is empty"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (as_file(bare(title="HERE")).replace(b"HERE", b"caf\xe9"), "byte "),
        (json.dumps(bare()).encode("utf-16"), "byte 1"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "byte 1"),
    ],
    ids=["latin-1", "utf-16", "a picture"],
)
def test_what_is_not_utf_8_is_told_with_its_place(content, place):
    [fault] = faults_of(content)
    assert fault.startswith(place)
    assert fault.endswith("the file is not UTF-8 text")


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000,
        b'{"a":' * 100_000,
        as_file(bare(title="HERE")).replace(b'"HERE"', b"[" * 100_000 + b"]" * 100_000),
    ],
    ids=["lists", "objects", "in a field"],
)
def test_very_deep_nesting_is_refused(content):
    assert faults_of(content) == ["The file is nested too deeply to be a plan"]


def test_nesting_that_can_be_read_is_told_as_what_it_is():
    deep = as_file(bare(title="HERE")).replace(b'"HERE"', b"[" * 500 + b"]" * 500)
    assert faults_of(deep) == ["title: must be text"]


# Files that are not what their name says


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("plan.xlsx", as_file(bare()), "The file is named .xlsx but is not a workbook"),
        ("plan.xlsx", b"\x89PNG\r\n\x1a\n", "The file is named .xlsx but is not a workbook"),
        ("plan.json", b"PK\x03\x04", "The file is named .json but is not a JSON file"),
        ("plan.csv", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan.xlsm", b"PK\x03\x04", "The file must be a plan as .xlsx or .json"),
        ("plan.json.exe", as_file(bare()), "The file must be a plan as .xlsx or .json"),
        ("plan.json", b"", "The file is empty"),
        ("plan.xlsx", b"", "The file is empty"),
        ("plan.json", b" " * (10 * 1024 * 1024 + 1), "The file must be smaller than 10 MB"),
        (
            "plan.xlsx",
            b"PK\x03\x04" + bytes(10 * 1024 * 1024),
            "The file must be smaller than 10 MB",
        ),
        ("plan.xlsx", b"PK\x03\x04" + bytes(100), "The file is damaged, or not an XLSX workbook"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(name, content, fault):
    assert faults_of(content, name=name) == [fault]


@pytest.mark.parametrize("name", ["PLAN.JSON", "C:\\plans\\plan.Json", "plan.2012.json"])
def test_a_name_in_capitals_or_with_a_folder_is_a_name(name):
    assert faults_of(as_file([]), name=name) == ["must be an object with named parts"]


def test_a_workbook_with_a_password_is_refused_with_what_to_do():
    """Excel stores it as an OLE container, whatever its name says."""
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096)
    [fault] = faults_in_workbook(content)
    assert "password" in fault
