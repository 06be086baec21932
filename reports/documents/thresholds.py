"""The booklet: a version of the threshold framework as a partnership prints it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.models import User
from core.dates import in_words
from reports.documents.kind import Kind
from reports.documents.writing import Written
from thresholds import access
from thresholds.models import Contact, Framework, Level, SocialCareLevel
from thresholds.reading import DomainCells, FrameworkReading
from thresholds.tones import Tone, tones
from thresholds.windscreen import windscreen

FOOTER_LINE, WIDE_FOOTER_LINE = 92, 148
"""About how many characters of a line of the footer have room beside the page's number."""
LONG_TITLE, LONGEST_TITLE = 60, 160
"""A title of more characters is set smaller, so that the cover holds it."""


@dataclass(frozen=True)
class LevelPart:
    """A level as the booklet has it: without what says nothing."""

    level: Level
    tone: Tone
    domains: list[DomainCells]

    @property
    def acting(self) -> list[tuple[str, list[str]]]:
        """What to do at the level, each under its heading."""
        level = self.level
        held = [
            ("Assessment process", level.assessment_process),
            ("Consent", level.consent),
            ("Who can help", level.key_services),
            ("What to do next", level.what_next),
            ("When to step up", level.step_up),
            ("When to step down", level.step_down),
        ]
        return [(heading, points) for heading, points in held if points]


@dataclass(frozen=True)
class ChartColumn:
    """A column of the chart of children's social care, by the name of its level."""

    name: str
    part: SocialCareLevel


def subjects() -> QuerySet[Framework]:
    """Every version."""
    return Framework.objects.all()


def readable_by(user: User) -> QuerySet[Framework]:
    """The versions that somebody may read on screen."""
    found: QuerySet[Framework] = access.readable_by(user)
    return found


def file_name(framework: Framework) -> str:
    """ "right-help-right-time-from-1-september-2026.pdf"."""
    return f"{slugify(str(framework))[:120].strip('-')}.pdf"


def level_parts(reading: FrameworkReading) -> list[LevelPart]:
    """Every level with the domains and headings that say something of it."""
    return [
        LevelPart(level, tone, _without_holes(reading.at_level(level)))
        for level, tone in zip(reading.levels, tones(len(reading.levels)), strict=True)
    ]


def _without_holes(domains: list[DomainCells]) -> list[DomainCells]:
    return [
        DomainCells(each.domain, [cell for cell in each.cells if not cell.is_empty])
        for each in domains
        if not each.is_empty
    ]


def chart_columns(reading: FrameworkReading) -> list[ChartColumn]:
    """The columns of the chart; a level that the framework does not have has its number only."""
    return [
        ChartColumn(str(reading.level(column.number) or f"Level {column.number}"), column)
        for column in reading.social_care_levels
    ]


def chart_rows(columns: list[ChartColumn]) -> list[tuple[str, list[list[str]]]]:
    """The rows of the chart that say something, each with a cell for every column."""
    rows = [
        ("Key features", [column.part.key_features for column in columns]),
        ("Criteria", [column.part.criteria for column in columns]),
        ("Level of assessment", [column.part.assessment for column in columns]),
    ]
    return [(heading, cells) for heading, cells in rows if any(cells)]


def safeguarding_line(framework: Framework, contacts: list[Contact]) -> str:
    """Whom to call where a child may be at risk, in the foot of every page."""
    offices = [
        f"{each.name} {_whole(each.telephone)}{f' ({each.hours})' if each.hours else ''}"
        for each in contacts
    ]
    danger = [f"in immediate danger call {_whole(framework.emergency)}"]
    told = "; ".join([*(danger if framework.emergency else []), *offices])
    return f"If you think a child may be at risk: {told}" if told else ""


def _whole(number: str) -> str:
    """A telephone number that no line cuts."""
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def _title_size(title: str) -> str:
    if len(title) > LONGEST_TITLE:
        return "longest"
    return "long" if len(title) > LONG_TITLE else ""


def written(framework: Framework, _audience: str) -> Written:
    """A version as PDF, the same for everybody."""
    reading = FrameworkReading(framework)
    parts = level_parts(reading)
    columns = chart_columns(reading)
    line = safeguarding_line(framework, reading.contacts)
    day = framework.in_force_from
    context: dict[str, Any] = {
        "framework": framework,
        "contacts": reading.contacts,
        "parts": parts,
        "windscreen": windscreen(reading.levels, None),
        "paragraphs": reading.social_care_paragraphs,
        "columns": columns,
        "rows": chart_rows(columns),
        "safeguarding": line,
        "footer_lines": ceil(len(line) / FOOTER_LINE),
        "wide_footer_lines": ceil(len(line) / WIDE_FOOTER_LINE),
        "title_size": _title_size(framework.title),
        "status": framework.get_state_display(),
        "from": in_words(day) if day else "",
        "draft": framework.is_draft,
    }
    return Written(
        "pdf/thresholds.html",
        context,
        title=framework.title,
        council_name=framework.council_name,
    )


KIND = Kind(
    key="thresholds",
    name="Threshold framework",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
)
