"""Which cell of the plan format is which column of a row: said once, for import and export.

A cell has the name of its column, unless `OTHERWISE` tells another. So a new field of an
action or a KPI is a field of its model and a field of its part in `document.py`, and is
then read, written and compared without another line.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

from django.db import models
from pydantic import BaseModel

from plans.exchange.document import (
    ActionPart,
    AppendixPart,
    KpiPart,
    ObjectivePart,
    OutcomePart,
    ParagraphPart,
    RiskPart,
    SectionPart,
)
from plans.models import (
    Appendix,
    CriticalAction,
    Indicator,
    Objective,
    OutcomeBlock,
    Paragraph,
    Risk,
    Section,
)

Row = TypeVar("Row", bound=models.Model)
Part = TypeVar("Part", bound=BaseModel)

OTHERWISE: dict[type[BaseModel], dict[str, str]] = {
    AppendixPart: {"framework": "framework_text"},
    OutcomePart: {"outcome": "outcome_text", "aim": "aim_text", "lead": "responsible"},
    ObjectivePart: {"start": "start_text", "finish": "finish_text", "lead": "responsible"},
    ActionPart: {"start": "start_text", "finish": "finish_text"},
    KpiPart: {"baseline": "baseline_text"},
}
MODELS: dict[type[BaseModel], type[models.Model]] = {
    SectionPart: Section,
    ParagraphPart: Paragraph,
    AppendixPart: Appendix,
    OutcomePart: OutcomeBlock,
    ObjectivePart: Objective,
    ActionPart: CriticalAction,
    KpiPart: Indicator,
    RiskPart: Risk,
}


@cache
def columns_of(part: type[BaseModel]) -> dict[str, str]:
    """The cells of a kind of part that are columns of its row, each with its column.

    Others (targets, scores, the parts under it) are rows of their own.
    """
    own: Any = MODELS[part]._meta
    columns = {field.name for field in own.concrete_fields if not field.is_relation}
    named = {cell: OTHERWISE.get(part, {}).get(cell, cell) for cell in part.model_fields}
    return {cell: column for cell, column in named.items() if column in columns}


def row_of(model: type[Row], part: BaseModel, **more: Any) -> Row:
    """A new row with the cells of a part, and what else it needs."""
    cells = {column: getattr(part, cell) for cell, column in columns_of(type(part)).items()}
    return model(**cells | more)


def part_of(kind: type[Part], row: models.Model, **more: Any) -> Part:
    """The part of the plan format that a row is, with what does not stand in the row."""
    cells = {cell: getattr(row, column) for cell, column in columns_of(kind).items()}
    return kind(**cells | more)
