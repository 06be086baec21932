"""A workbook's cells as a person sees them, whatever Excel keeps behind what it shows."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl.cell.text import Text
from openpyxl.reader.excel import ExcelReader
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import iterparse

from core.uploads import RefusedFile

MAX_ROW = 1_048_576
"""The last row that a sheet can have."""


@dataclass(frozen=True)
class Cell:
    """What a cell shows, or why it cannot be taken."""

    text: str = ""
    problem: str = ""


class Workbook:
    """A workbook that `check_workbook` let through; raises RefusedFile where it is damaged."""

    def __init__(self, content: bytes) -> None:
        try:
            reader = _Reader(io.BytesIO(content), read_only=True, keep_links=False)
            reader.read()
        except Exception:  # openpyxl raises whatever it trips over in a damaged file
            raise RefusedFile("The workbook cannot be read") from None
        self._workbook = reader.wb
        self.names: list[str] = self._workbook.sheetnames

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        self._workbook.close()

    def rows(self, name: str) -> Iterator[tuple[int, list[Cell]]]:
        """The rows of a sheet that hold cells, with their numbers."""
        sheet = self._workbook[name]
        try:
            # The size that a sheet states may be any; its rows say how wide they are.
            sheet.reset_dimensions()
            for number, cells in enumerate(sheet.iter_rows(), start=1):
                if number > MAX_ROW:
                    return
                if cells:
                    yield number, [_read_cell(cell) for cell in cells]
        except Exception:
            raise RefusedFile("The workbook cannot be read") from None


class _Reader(ExcelReader):
    """openpyxl's reader, save that the shared texts are taken as they stand.

    openpyxl removes "x005F_" from them, after which an escaped character and the same
    letters typed by a person cannot be told apart.
    """

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)
        if part is None:
            return
        with self.archive.open(part.PartName[1:]) as source:
            for _, node in iterparse(source):
                if node.tag == f"{{{SHEET_MAIN_NS}}}si":
                    text: Any = Text.from_tree(node)
                    self.shared_strings.append(text.content)
                    node.clear()


_ESCAPED = re.compile(r"_x005F(_x[0-9A-Fa-f]{4}_)|_x([0-9A-Fa-f]{4})_")


def _unescaped(text: str) -> str:
    """Excel writes a control character as _x000D_, and text that looks so as _x005F_x000D_."""
    return _ESCAPED.sub(lambda match: match[1] or chr(int(match[2], 16)), text)


def _read_cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell()
    if cell.data_type == "f":
        return Cell(problem="holds a formula; enter its value")
    if cell.data_type == "e":
        return Cell(problem=f"holds the error {value}")
    if isinstance(value, str):
        return Cell(_unescaped(value))
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    shown = _plain_format(str(cell.number_format or ""))
    if isinstance(value, date):
        return Cell(_shown_date(value, shown))
    if isinstance(value, int | float):
        return Cell(_shown_number(value, shown))
    return Cell(str(value))


def _plain_format(number_format: str) -> str:
    """The part of a number format that holds for figures above 0, without colours and padding."""
    shown = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', number_format)[0]
    shown = re.sub(r"\[\$([^\]\-]*)[^\]]*\]", r'"\1"', shown)  # [$£-809]
    shown = re.sub(r"\[[^\]]*\]|_.|\*.", "", shown)
    return re.sub(r"\\(.)", r'"\1"', shown)


def _shown_date(value: date, shown: str) -> str:
    """A month and year where only these are shown, else the day, in the way of the plan format."""
    pattern = _unquoted(shown.lower())
    if "d" in pattern or "m" not in pattern:
        return value.strftime("%Y-%m-%d")
    return value.strftime("%b %Y")


_DIGITS = re.compile(r"(?P<whole>[#0?][#0?,]*)(?:\.(?P<part>[#0?]+))?")


def _shown_number(value: float, shown: str) -> str:
    """A figure with the pound sign, thousands, decimals and per cent that its cell shows."""
    digits = _DIGITS.search(shown)
    before, after = (shown[: digits.start()], shown[digits.end() :]) if digits else ("", "")
    # General, 1E+05, 1/2 and telephone numbers: the figure alone.
    if digits is None or abs(value) >= 1e15 or re.search(r"[#0?/]|[Ee][+-]", _unquoted(after)):
        return _plain(value)
    whole, part = digits["whole"], digits["part"] or ""
    thousands = len(whole) - len(whole.rstrip(","))  # "0," shows thousands only
    number = Decimal(repr(value)).scaleb((2 if "%" in shown else 0) - 3 * thousands)
    number = number.quantize(Decimal(1).scaleb(-len(part)), ROUND_HALF_UP)
    figure = f"{abs(number):,f}" if "," in whole.rstrip(",") else f"{abs(number):f}"
    for _ in part[len(part.rstrip("#?")) :]:
        figure = figure.removesuffix("0")
    figure = figure.rstrip(".") if part else figure
    figure = "0" * (whole.count("0") - len(figure.partition(".")[0])) + figure
    return f"{'-' if number < 0 else ''}{_literal(before)}{figure}{_literal(after)}".strip()


def _unquoted(shown: str) -> str:
    return re.sub(r'"[^"]*"', "", shown)


def _literal(shown: str) -> str:
    """What a format prints as it is: "£", "%", " ppts"."""
    return shown.replace('"', "")


def _plain(value: float) -> str:
    """A number without trailing zeros or exponent: 51, 51.5."""
    if isinstance(value, int):
        return str(value)
    return f"{value:.6f}".rstrip("0").rstrip(".")
