"""The rows that a page of history speaks of, and what they are called.

A row is named as it is now, or as it was when it was removed: "action 1.5",
"KPI “Young people in education”".
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import Q
from django.urls import reverse

from core.models import AuditChange
from plans.history.runs import Run, quoted
from plans.history.tree import (
    PLAN_TABLE,
    Key,
    model_of,
    owner_edge,
    parent_edge,
    part_tables,
)
from plans.models import Plan, RiskAssessment, RiskScaleStep

Values = dict[str, Any]
_REFS = ("ref", "number", "label")
_TEXTS = ("text", "measure", "heading", "title", "outcome_text", "name")
_SHORT = 60
AXES = ("impact", "probability")
ASSESSMENT_TABLE = RiskAssessment._meta.db_table
STEP_TABLE = RiskScaleStep._meta.db_table


class Rows:
    """Rows by table and number, each with its columns as the trail keeps them."""

    def __init__(self, plan: Plan, known: dict[Key, Values] | None = None) -> None:
        self.plan = plan
        self._known: dict[Key, Values] = dict(known or {})
        self._scores: dict[str, list[Values]] = {}

    def load(self, keys: Iterable[Key]) -> None:
        """Fetch rows that are not known yet: from their tables, and removed ones from the trail."""
        wanted = {key for key in keys if key not in self._known and model_of(key[0]) is not None}
        if not wanted:
            return
        self._known.update(_present(wanted))
        missing = wanted - self._known.keys()
        if missing:
            self._known.update(_removed(missing))

    def load_scores(self, risks: Iterable[str]) -> None:
        """Fetch the assessments of risks, so that a new one can be told beside the last."""
        numbers = [int(risk) for risk in risks]
        if not numbers:
            return
        scores: Iterable[Values] = RiskAssessment.objects.filter(risk__in=numbers).values()  # type: ignore[assignment]
        for row in scores:
            self._scores.setdefault(str(row["risk_id"]), []).append(row)
            self._known[ASSESSMENT_TABLE, str(row["id"])] = row

    def scores(self) -> Iterator[Values]:
        """The assessments fetched."""
        for scores in self._scores.values():
            yield from scores

    def step(self, assessment: Values, axis: str) -> str:
        """A step in words: "4 Significant"; "not scored" where there is none."""
        number = assessment.get(f"{axis}_id")
        if number is None:
            return "not scored"
        row = self.values((STEP_TABLE, str(number)))
        return f"{row.get('label', '')} {row.get('name', '')}".strip()

    def score_before(self, key: Key, assessment: Values) -> str:
        """The assessment before this one: "3 × 3"; empty for a first one."""
        earlier = [
            score
            for score in self._scores.get(str(assessment.get("risk_id")), [])
            if int(score["id"]) < int(key[1]) and score["kind"] == assessment.get("kind", "current")
        ]
        if not earlier:
            return ""
        last = max(earlier, key=lambda score: (score["assessed_on"], score["id"]))
        steps = [self.values((STEP_TABLE, str(last[f"{axis}_id"]))) for axis in AXES]
        return " × ".join(str(step.get("label", "–")) for step in steps)

    def values(self, key: Key) -> Values:
        """The columns of a row; none for a row that nobody knows any more."""
        return self._known.get(key, {})

    def owner(self, key: Key, values: Values | None = None) -> Key | None:
        """The part, or the plan, to which a row belongs: of a part the part itself."""
        edge = owner_edge(key[0])
        if edge is None:
            return key
        number = (values or self.values(key)).get(edge.column)
        return self.owner((edge.parent, str(number))) if number is not None else None

    def parent(self, key: Key, values: Values | None = None) -> Key | None:
        """Under what a part stands."""
        edge = parent_edge(key[0])
        if edge is None:
            return None
        number = (values or self.values(key)).get(edge.column)
        return (edge.parent, str(number)) if number is not None else None

    def name(self, key: Key, values: Values | None = None, *, whole: bool = False) -> Run:
        """What a part is called, as a link to its history; `whole` with ref and text both."""
        if key[0] == PLAN_TABLE:
            return Run("the plan")
        kind = part_tables().get(key[0])
        row = values or self.values(key)
        ref, text = ref_of(row), text_of(row)
        shown = [ref] if ref else []
        if text and (whole or not ref):
            shown.append(quoted(text, _SHORT))
        if kind is None:
            model = model_of(key[0])
            noun = str(model._meta.verbose_name) if model else ""
            return Run(" ".join([noun, *shown]).strip())
        return Run(" ".join([kind.name, *shown]), history_url(self.plan, key))


def history_url(plan: Plan, part: Key) -> str:
    """The address of a part's history."""
    return reverse("plans:part_history", args=[plan.pk, part_tables()[part[0]].key, part[1]])


def ref_of(row: Values) -> str:
    """The ref or number of a part as printed."""
    return next((str(row[column]) for column in _REFS if row.get(column)), "")


def text_of(row: Values) -> str:
    """The words by which a part is known."""
    return next((str(row[column]) for column in _TEXTS if row.get(column)), "")


def _present(keys: set[Key]) -> dict[Key, Values]:
    by_table: dict[str, list[int]] = {}
    for table, number in sorted(keys):
        by_table.setdefault(table, []).append(int(number))
    quote = connection.ops.quote_name
    statement = " UNION ALL ".join(
        f"SELECT '{table}', id::text, to_jsonb({quote(table)})"  # noqa: S608  (tables of ours)
        f" FROM {quote(table)} WHERE id = ANY(%s)"
        for table in by_table
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, list(by_table.values()))
        return {(table, number): json.loads(row) for table, number, row in cursor.fetchall()}


def _removed(keys: set[Key]) -> dict[Key, Values]:
    rule = Q()
    for table in {table for table, _ in keys}:
        rule |= Q(table_name=table, row_id__in=[number for name, number in keys if name == table])
    removals = AuditChange.objects.filter(rule, operation=AuditChange.Operation.DELETE)
    rows = removals.order_by("pk").values_list("table_name", "row_id", "before")
    return {(table, number): before or {} for table, number, before in rows}
