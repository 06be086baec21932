"""The cells of a part in words, read from the form in which the part is written.

An amendment is proposed in the part's own form. What is frozen of it is what a reader would
have seen: the label of each cell and its text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from django import forms
from django.http import QueryDict

from core.conflicts import shown
from plans.acts_on_parts import called
from plans.forms.of_part import form_of
from plans.models import Appendix, Objective, OutcomeBlock, Plan, Section
from plans.parts import KINDS, PartKind

Words = dict[str, str]
"""The text of each cell, by the name of its box."""
Typed = dict[str, list[str]]
"""What was typed into each box, as a browser sends it."""

AMENDED_KINDS = {key: kind for key, kind in KINDS.items() if key != "risk"}
"""The kinds of part that are committed. Risks are scored anew as they stand."""
_PROGRESS = "actual_"


def form_to_amend(kind: PartKind, plan: Plan, data: Any, *, part: Any) -> Any:
    """The part's own form without what is reported in the course of the year."""
    form = form_of(kind, plan, data, part=part)
    for name in [name for name in form.fields if name.startswith(_PROGRESS)]:
        del form.fields[name]
        form.year_fields.pop(name, None)
    return form


def words_there(form: Any) -> Words:
    """The cells as they stand, of a form that was not sent."""
    return {
        name: _text(field, form.get_initial_for_field(field, name)) for name, field in _boxes(form)
    }


def words_typed(form: Any) -> Words:
    """The cells as they were typed, of a form that is valid."""
    return {name: _text(field, form.cleaned_data.get(name)) for name, field in _boxes(form)}


def label_of(form: Any, name: str) -> str:
    """What a cell is called where it is typed and where it is told."""
    return str(form.fields[name].label or name.replace("_", " ").capitalize())


def typed_in(form: Any, names: Iterable[str]) -> Typed:
    """What was sent for these boxes."""
    return {name: form.data.getlist(form.add_prefix(name)) for name in names}


def filled_with(form: Any, typed: Typed) -> QueryDict:
    """What to send so that everything stays as it stands but what was typed."""
    data = QueryDict(mutable=True)
    for name, _ in _boxes(form):
        sent = typed[name] if name in typed else _as_sent(form[name].value())
        data.setlist(form.add_prefix(name), sent)
    return data


def named(kind: PartKind, part: Any) -> str:
    """A part inside a sentence, by its ref and its words: "action 7.1 “Appoint four …”"."""
    name = called(kind, part)
    name = name if name[1:2].isupper() else name[:1].lower() + name[1:]
    words = ("text", "measure", "heading", "title", "outcome_text")
    text = next((text for word in words if (text := getattr(part, word, ""))), "")
    if not text or "“" in name:
        return name
    return f"{name} “{shorten(text, 120, placeholder='…')}”"


def under(part: Any) -> str:
    """What goes with a part that is removed, a line each."""
    if isinstance(part, Section):
        children: list[Any] = list(part.paragraphs.all())
    elif isinstance(part, Appendix):
        children = list(part.blocks.all())
    elif isinstance(part, OutcomeBlock):
        children = list(part.objectives.all())
    elif isinstance(part, Objective):
        children = [*part.actions.all(), *part.indicators.all()]
    else:
        return ""
    kinds = {kind.model: kind for kind in KINDS.values()}
    names = [named(kinds[type(child)], child) for child in children]
    return "\n".join(name[:1].upper() + name[1:] for name in names)


UNDER = ("under", "With it")
"""The name and label of the cell that tells what goes with a removed part."""


def _boxes(form: Any) -> Iterator[tuple[str, forms.Field]]:
    for name, field in form.fields.items():
        if not field.widget.is_hidden and name != "why":
            yield name, field


def _text(field: forms.Field, value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(str(item) for item in value)
    return shown(field, value)


def _as_sent(value: Any) -> list[str]:
    if value is None or value is False:
        return []
    if value is True:
        return ["on"]
    return [str(item) for item in value] if isinstance(value, list | tuple) else [str(value)]
