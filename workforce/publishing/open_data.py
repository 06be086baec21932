"""A published profile as open data, laid out as UK statistics are.

It says what the record says, with a marker where a table leaves a cell blank: [x] where
nothing is held, [z] where there can be no figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from core.disclosure import Marker, Profile
from core.statistics_file import Cell, StatisticsFile, StatisticsTable, csv_rows, workbook
from core.text import figure_in
from workforce.analysis.main_table import BLANK
from workforce.models import PublishedProfile

Record = dict[str, Any]
NOBODY = "0"
"""As a headcount of which there can be no percentage."""
_SIGNED = {" more": 1, " less": -1}
"""The words after a difference, and how they count."""


def open_data_of(published: PublishedProfile, kind: str) -> bytes:
    """The file of a publication: "csv" or "xlsx"."""
    file = statistics_file(published)
    return csv_rows(file) if kind == "csv" else workbook(file)


def file_name(published: PublishedProfile, kind: str) -> str:
    """ "childrens-services-workforce-on-31-march-2026.csv"."""
    return f"{slugify(published.title)}.{kind}"


def statistics_file(published: PublishedProfile) -> StatisticsFile:
    """A publication with its notes and markers, from its record alone."""
    record = published.record
    look, about = record["look"], record["about"]
    markers, notes = _explained(record["notes"])
    tables = [table for table in map(_Table, record["tables"]) if table.columns and table.lines]
    return StatisticsFile(
        title=published.title,
        publisher=record["council"],
        published_on=timezone.localtime(published.published_at).date(),
        period=f"{about[:1].upper()}{about[1:]}",
        contact=[each for each in (record["council"], look["telephone"], look["email"]) if each],
        tables=[table.written(f"Table_{n}") for n, table in enumerate(tables, start=1)],
        introduction=record["about_figures"],
        notes=notes,
        markers=markers,
    )


def _explained(notes: list[str]) -> tuple[list[Marker], list[str]]:
    """The markers, in the words of the record where it explains them; and its other notes."""
    words = {marker.sign: marker.words for marker in Profile().markers}
    told: dict[str, str] = {}
    others = []
    for note in notes:
        sign, _, means = note.partition(" ")
        if sign in words and sign not in told:
            told[sign] = means
        else:
            others.append(note)
    return [Marker(sign, means) for sign, means in (words | told).items()], others


class _Table:
    """A table of a record, on its way to one of open data."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.columns: list[tuple[str, str]] = [
            (group["heading"], column)
            for group in record["column_groups"]
            for column in group["columns"]
        ]
        self.lines: list[tuple[str, Record]] = [
            (group["heading"], line) for group in record["line_groups"] for line in group["lines"]
        ]
        self.has_groups = any(heading for heading, _ in self.lines)
        self.has_levels = any(line["level"] for _, line in self.lines)

    def written(self, name: str) -> StatisticsTable:
        labels = self._headings_of_labels()
        return StatisticsTable(
            name=name,
            title=self.record["caption"],
            headings=[*labels, *(f"{heading}: {column}" for heading, column in self.columns)],
            rows=list(self._rows()),
            labels=len(labels),
            notes=[note for note in self.record["notes"] if note != BLANK],
        )

    def _headings_of_labels(self) -> list[str]:
        first = self.record["first_heading"]
        if self.has_groups:
            group, _, line = first.partition(" and ")
            return [group, f"{line[:1].upper()}{line[1:]}"]
        return [first, "Part of"] if self.has_levels else [first]

    def _rows(self) -> Iterator[list[Cell]]:
        above: list[str] = []
        for heading, line in self.lines:
            above = [*above[: line["level"]], line["label"]]
            labels = [heading, line["label"]] if self.has_groups else [line["label"]]
            if self.has_levels:
                labels.append(above[-2] if len(above) > 1 else "Everyone")
            yield [*labels, *self._figures(line)]

    def _figures(self, line: Record) -> Iterator[Cell]:
        texts = [cell["text"] for cell in line["cells"]]
        for place, text in enumerate(texts):
            yield _figure(text) if text else self._sign(texts, place)

    def _sign(self, texts: list[str], place: int) -> str:
        """What stands for a blank cell, as the others of the same organisation tell."""
        beside = [
            text
            for text, (heading, _) in zip(texts, self.columns, strict=True)
            if heading == self.columns[place][0]
        ]
        rule = Profile()
        if self.record["key"].startswith("comparison"):
            # The difference of what is hidden is hidden too.
            signs = (text for text in beside if text.startswith("["))
            return next(signs, rule.not_available.sign)
        is_pair = len(beside) == 2
        if beside[0] == NOBODY or (is_pair and any(beside)):
            return rule.not_applicable.sign
        return rule.not_available.sign


def _figure(text: str) -> Cell:
    """A number where the text is one; a difference in words counts below or above 0."""
    for words, sign in _SIGNED.items():
        points = figure_in(text.removesuffix(words)) if text.endswith(words) else None
        if points is not None:
            return Decimal(sign) * points
    return text
