"""Columns and values of the trail in the words of the forms."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from typing import Any

from django.db import models
from django.utils import timezone

from core.dates import in_words
from plans.forms.indicator import IndicatorForm
from plans.forms.parts import (
    ActionForm,
    AppendixForm,
    ObjectiveForm,
    OutcomeForm,
    ParagraphForm,
    SectionForm,
)
from plans.forms.plan_details import PlanDetailsForm
from plans.forms.risk import RiskForm
from plans.history.tree import LINK_TABLE, PLAN_TABLE, RISK_TABLE, model_of, tables

_FORMS: tuple[Any, ...] = (
    PlanDetailsForm,
    SectionForm,
    ParagraphForm,
    AppendixForm,
    OutcomeForm,
    ObjectiveForm,
    ActionForm,
    IndicatorForm,
    RiskForm,
)
_MACHINERY = frozenset(
    {"id", "position", "author_name", "recorded_by_name", "assessor_name", "takes_from"}
)
"""What the product keeps for itself, or what the entry tells already."""
_FOLLOWS = {RISK_TABLE: {"responsible"}, PLAN_TABLE: {"council_name"}}
"""What only follows another cell: a risk's responsible cell is printed under its objective."""
_SENTENCES = ("What ", "Takes ")
"""How a label begins that is no name of a thing, and is quoted as it stands."""
_WORDING = "the wording"
"""The text of a part is the part itself: "the action of the action" would say nothing."""


@cache
def _labels(table: str) -> dict[str, str]:
    """The labels of a table's form, by column."""
    found: dict[str, str] = {}
    for form in _FORMS:
        model: Any = form._meta.model
        if model._meta.db_table != table:
            continue
        grouped = {name for group in getattr(form, "groups", ()) for name in group.fields}
        for name, field in form.base_fields.items():
            known = {each.name: each for each in model._meta.concrete_fields}.get(name)
            if known is None:
                continue
            # In a group a label is short ("Name"): the field itself says of whom.
            words = name.replace("_", " ") if name in grouped else field.label
            found[str(known.column)] = str(words)
    if table == LINK_TABLE:
        found["responsible"] = str(RiskForm.base_fields["responsible_here"].label)
    return found


@cache
def told_columns(table: str) -> dict[str, models.Field[Any, Any]]:
    """The columns of a table that a reader is told about, in the order of the form."""
    model = model_of(table)
    if model is None:
        return {}
    labels = _labels(table)
    hidden = _MACHINERY | _FOLLOWS.get(table, set())
    fields = {
        str(field.column): field
        for field in model._meta.concrete_fields
        if field.column not in hidden
        and field.editable
        and (not field.is_relation or field.column in labels)
    }
    order = list(labels)
    return dict(
        sorted(fields.items(), key=lambda c: order.index(c[0]) if c[0] in order else len(order))
    )


@cache
def untold_columns() -> tuple[str, ...]:
    """The columns that nobody is told about, whatever table they stand in."""
    told: set[str] = {"position"}
    known: set[str] = set()
    for table in tables():
        model = model_of(table)
        assert model is not None  # noqa: S101  (every table of a plan has its model)
        known |= {str(field.column) for field in model._meta.concrete_fields}
        told |= {*told_columns(table)}
    # A part that moved under another is told, by the column of what it stands under.
    return tuple(sorted(known - told - {"objective_id", "block_id", "appendix_id", "section_id"}))


def label(table: str, column: str) -> str:
    """A field in a sentence: "the finish", "the wording", "“What is better”"."""
    if column == "text" and model_of(table) is not None and "text" in _labels(table):
        return _WORDING
    words = _labels(table).get(column) or _verbose_name(table, column)
    words = words.removesuffix(" as printed").removesuffix(" of the plan")
    if words.startswith(_SENTENCES):
        return f"“{words}”"
    return f"the {lowered(words)}"


def _verbose_name(table: str, column: str) -> str:
    field = told_columns(table).get(column)
    return str(field.verbose_name) if field is not None else column


def lowered(words: str) -> str:
    """Words as they stand inside a sentence; an abbreviation stays as it is."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def value(table: str, column: str, raw: Any) -> str:
    """A value in words; empty for what is empty. Names of other rows are not looked up here."""
    if raw is None or raw == "" or raw == []:
        return ""
    if isinstance(raw, bool):
        return "Yes" if raw else "No"
    if isinstance(raw, list):
        return ", ".join(str(item) for item in raw)
    field = told_columns(table).get(column)
    if field is not None and field.flatchoices:
        return str(dict(field.flatchoices).get(raw, raw))
    if isinstance(field, models.DateTimeField):
        return moment(datetime.fromisoformat(raw))
    if isinstance(field, models.DateField):
        return in_words(date.fromisoformat(raw))
    return str(raw)


def moment(at: datetime) -> str:
    """When something happened: "15 September 2026, 09:30"."""
    local = timezone.localtime(at)
    return f"{in_words(local.date())}, {local:%H:%M}"
