"""A stored version of the framework as a document of the format."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from core.document_parts import Part
from thresholds.exchange import document as parts
from thresholds.exchange.document import FORMAT, FrameworkDocument
from thresholds.exchange.order import order_of
from thresholds.models import Framework, Level
from thresholds.reading import Cell, DomainCells, FrameworkReading

OfFormat = TypeVar("OfFormat", bound=Part)


def export_framework(framework: Framework) -> FrameworkDocument:
    """The version as it stands: importing the document again gives an equal one."""
    reading = FrameworkReading(framework)
    levels = [_level(reading, level) for level in reading.levels]
    stored = {each.domain.name: [h.name for h in each.headings] for each in reading.domains}
    told = order_of(levels)
    if levels and (told != stored or list(told) != list(stored)):
        # The levels do not tell every heading and its place: the first one names them all.
        levels[0] = _level(reading, reading.levels[0], names_all=True)
    day = framework.in_force_from
    return FrameworkDocument.model_validate(
        {
            "format": FORMAT,
            "title": framework.title,
            "subtitle": framework.subtitle,
            "council": framework.council_name,
            "in_force_from": day.isoformat() if day else None,
            "introduction": framework.introduction,
            "how_to_use": framework.how_to_use,
            "levels": levels,
            "social_care": parts.SocialCarePart(
                paragraphs=[_part(parts.ParagraphPart, p) for p in reading.social_care_paragraphs],
                levels=[_part(parts.SocialCareLevelPart, c) for c in reading.social_care_levels],
            ),
            "at_risk": framework.at_risk,
            "escalation": framework.escalation,
            "contacts": [_part(parts.ContactPart, contact) for contact in reading.contacts],
            "emergency": framework.emergency,
        }
    )


def _level(reading: FrameworkReading, level: Level, *, names_all: bool = False) -> parts.LevelPart:
    return _part(
        parts.LevelPart,
        level,
        domains=[
            _domain(each, names_all)
            for each in reading.at_level(level)
            if names_all or not each.is_empty
        ],
    )


def _domain(held: DomainCells, names_all: bool) -> parts.DomainPart:
    return parts.DomainPart(
        domain=held.domain.name,
        headings=[_heading(cell) for cell in held.cells if names_all or not cell.is_empty],
    )


def _heading(cell: Cell) -> parts.HeadingPart:
    return parts.HeadingPart(
        heading=cell.heading.name,
        indicators=[each.text for each in cell.indicators],
        protective_factors=[each.text for each in cell.protective],
    )


def _part(kind: type[OfFormat], row: models.Model, **other: object) -> OfFormat:
    """A part of the format from a row whose fields have the names of the format's keys."""
    values = {name: getattr(row, name) for name in kind.model_fields if name not in other}
    return kind.model_validate(values | other)
