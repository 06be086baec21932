"""A cover report as it is read: its paragraphs numbered 1, 2, 3 … through all headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from core.dates import in_words
from core.text import tidy
from reports.models import CoverOption, CoverReport, CoverSection, CoverShape, SectionKind

AFTER_THE_OPTIONS = (
    SectionKind.FINANCE,
    SectionKind.LAW,
    SectionKind.EQUALITY,
    SectionKind.RECOMMENDATION,
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph with its number."""

    number: int
    text: str


@dataclass(frozen=True)
class ReadOption:
    """An option under its own heading."""

    option: CoverOption
    number: int
    paragraphs: list[Paragraph]

    @property
    def heading(self) -> str:
        """ "Option 2: Leave the plan as it is (doing nothing)"."""
        told = [
            words
            for words, is_so in (
                ("doing nothing", self.option.does_nothing),
                ("recommended", self.option.is_recommended),
            )
            if is_so
        ]
        marked = f" ({', '.join(told)})" if told else ""
        return f"Option {self.number}: {self.option.title}{marked}"


@dataclass(frozen=True)
class ReadSection:
    """A section with its paragraphs; the options stand in the section on them."""

    heading: str
    paragraphs: list[Paragraph]
    options: list[ReadOption]
    section: CoverSection | None
    """None for the options of a report that has no section on them."""
    is_first: bool
    is_last: bool


class CoverReading:
    """Everything of a cover report in the order in which it is printed."""

    def __init__(self, report: CoverReport) -> None:
        self.report = report
        self.pack = report.pack

    @property
    def is_of_purpose(self) -> bool:
        """Whether it is laid out with "Report of …", and not as By, To, Date, Subject."""
        return self.report.shape == CoverShape.PURPOSE

    @property
    def date(self) -> str:
        """The day of the meeting, in words; empty while the pack is for no meeting yet."""
        return in_words(self.pack.meeting.day) if self.pack.meeting else ""

    @property
    def summary(self) -> list[str]:
        return paragraphs_in(self.report.summary)

    @property
    def background_papers(self) -> list[str]:
        return [line.strip() for line in self.report.background_papers.splitlines() if line.strip()]

    @cached_property
    def sections(self) -> list[ReadSection]:
        """The sections in their order, with every paragraph numbered."""
        numbers = count(1)
        read = []
        for section in self._in_order():
            text = section.text if section else ""
            heading = section.heading if section else SectionKind.OPTIONS.label
            paragraphs = _numbered(text, numbers)
            holds_options = section is None or section is self._about_options
            options = self._options(numbers) if holds_options else []
            is_first = section is not None and section is self._rows[0]
            is_last = section is not None and section is self._rows[-1]
            read.append(ReadSection(heading, paragraphs, options, section, is_first, is_last))
        return read

    @cached_property
    def _rows(self) -> list[CoverSection]:
        return list(self.report.sections.all())

    @cached_property
    def _about_options(self) -> CoverSection | None:
        """The section under which the options stand."""
        return next((row for row in self._rows if row.kind == SectionKind.OPTIONS), None)

    def _in_order(self) -> list[CoverSection | None]:
        """The sections, and None where options stand that have no section of their own."""
        rows: list[CoverSection | None] = [*self._rows]
        if self._about_options is None and self.report.options.all():
            kinds = [row.kind for row in self._rows]
            place = next((i for i, kind in enumerate(kinds) if kind in AFTER_THE_OPTIONS), None)
            rows.insert(len(rows) if place is None else place, None)
        return rows

    def _options(self, numbers: Iterator[int]) -> list[ReadOption]:
        return [
            ReadOption(option, number, _numbered(option.text, numbers))
            for number, option in enumerate(self.report.options.all(), start=1)
        ]


def paragraphs_in(text: str) -> list[str]:
    """The paragraphs of a text: an empty line begins a new one."""
    return [part.strip() for part in re.split(r"\n[^\S\n]*\n", tidy(text)) if part.strip()]


def _numbered(text: str, numbers: Iterator[int]) -> list[Paragraph]:
    return [Paragraph(next(numbers), part) for part in paragraphs_in(text)]
