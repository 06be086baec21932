"""No file is ever in memory as a whole, and what is kept grows with codes, not with lines."""

import io
import tracemalloc

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from tests.workforce.extract.lines import employees, written
from tests.workforce.extract.small import LINE, faults, file
from workforce.extract import codes, opening, reading
from workforce.extract.reading import read_extract


class Pieces(io.BytesIO):
    """A file that notes how much is asked of it at once."""

    largest = 0

    def read(self, size=-1):
        return self._noted(super().read(size))

    def read1(self, size=-1):
        return self._noted(super().read1(size))

    def readall(self):
        raise AssertionError("read at once")

    def _noted(self, piece: bytes) -> bytes:
        self.largest = max(self.largest, len(piece))
        return piece


def test_a_file_is_read_in_pieces():
    content = written(employees(8_000))
    pieces = Pieces(content)
    read_extract(pieces, "extract.csv")
    assert 0 < pieces.largest <= 64 * 1024 < len(content) / 3
    assert not pieces.closed


def peak(lines: list[dict[str, str]]) -> int:
    """How much memory is used at most while so many lines are summed, or found faulty."""
    content = io.BytesIO(written(lines))
    tracemalloc.start()
    try:
        read_extract(content, "extract.csv")
    except reading.FaultyFile:
        pass
    finally:
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    return most


def test_ten_times_the_lines_need_no_more_memory():
    few = employees(2_000)
    peak(few[:10])  # what is only loaded once
    assert peak(few * 10) < peak(few) * 1.25


def test_lines_of_single_people_do_not_fill_the_memory(monkeypatch):
    """Each with numbers of its own."""
    monkeypatch.setattr(codes, "MOST_CODES", 100)
    many = [
        each | {"organisation": f"A{n}", "unit": f"B{n}", "ethnicity": f"C{n}"}
        for n, each in enumerate(employees(1) * 3_000)
    ]
    peak(many[:10])
    assert peak(many) < peak(many[-1:] * len(many)) * 1.25


def test_other_spaces_about_a_code_each_time_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(codes, "MOST_CODES", 100)
    many = [
        each | {"unit": "Homes" + f"{n:016b}".replace("0", " ").replace("1", "\u00a0")}
        for n, each in enumerate(employees(1) * 4_000)
    ]
    peak(many[:10])
    assert peak(many) < peak(many[-1:] * len(many)) * 1.25


@pytest.mark.parametrize("kind", ["in memory", "on disk"])
def test_an_upload_is_read_and_stays_open(kind):
    content = written(employees(100))
    if kind == "in memory":
        upload = SimpleUploadedFile("extract.csv", content)
    else:
        upload = TemporaryUploadedFile("extract.csv", "text/csv", len(content), "utf-8")
        upload.write(content)
    assert read_extract(upload, upload.name).lines == 100
    assert not upload.closed
    assert read_extract(upload, upload.name).lines == 100


def test_a_line_or_cell_without_end_is_refused():
    assert faults(file("x" * 30_000)) == [
        "The file is not a CSV file, or has a line that is too long"
    ]
    assert faults(file('"never closed', *["x" * 1_000] * 1_100)) == [
        "The file is not a CSV file, or has a cell that is too long"
    ]


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(opening, "MOST_BYTES", 1024 * 1024)
    assert faults(file(*[LINE] * 50_000)) == ["The file must be smaller than 1 MB"]


def test_more_lines_than_a_council_has_employees_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_LINES", 3)
    assert faults(file(*[LINE] * 4)) == [
        "extract.csv: there are more than 3 lines; an extract has one for each employee"
    ]
    assert read_extract(io.BytesIO(file(*[LINE] * 3).encode()), "extract.csv").lines == 3


def test_more_sums_than_a_council_can_have_are_refused(monkeypatch):
    monkeypatch.setattr(reading, "MOST_SUMS", 50)
    (told,) = faults(written(employees(200)))
    assert told.startswith("extract.csv: there are more than 50 combinations of place and answer")
