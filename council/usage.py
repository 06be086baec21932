"""What uses a row, in words.

Some links keep a row from being removed (the database protects it), others would vanish
with it without a word: a person named in an action, say. Both count here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model


def uses(row: Model, parts: Collection[str] = (), besides: Iterable[Model] = ()) -> list[str]:
    """ "3 objectives", "1 user": everything that refers to a row, counted. Empty: unused.

    `parts` are relations to what the row consists of: not these use it, but what uses them.
    Nor do rows that are meant `besides` use it: they go, or are changed, with it.
    """
    found = []
    for model, count in _counted(row, parts, list(besides)).items():
        noun = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
        found.append(f"{count:,} {noun}")
    return found


def _counted(
    row: Model, parts: Collection[str], besides: Collection[Model]
) -> Counter[type[Model]]:
    found: Counter[type[Model]] = Counter()
    relations: list[Any] = [
        relation
        for relation in row._meta.get_fields(include_hidden=True)
        if relation.auto_created and relation.is_relation and not relation.concrete
    ]
    for relation in relations:
        model = relation.related_model
        if model._meta.auto_created:  # the table between, which the relation itself counts
            continue
        others = [each.pk for each in besides if isinstance(each, model)]
        those = model._base_manager.filter(**{relation.field.name: row}).exclude(pk__in=others)
        if relation.name in parts:
            for part in those:
                found += _counted(part, (), list(those))
        elif count := those.count():
            found[model] += count
    return found


def in_words(things: list[str]) -> str:
    """ "3 objectives, 2 actions and 1 user"."""
    *most, last = things
    return f"{', '.join(most)} and {last}" if most else last
