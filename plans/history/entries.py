"""What happened to a plan or to one of its parts: one entry for each act, the latest first.

One statement finds the rows that belong (present ones from their tables, removed ones from
the trail), the changes of these rows, and the acts they were made in. Changes without an
act, made outside the product, are one entry for each minute.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from plans.history.fields import untold_columns
from plans.history.tree import (
    PLAN_TABLE,
    Edge,
    Key,
    edges,
    kind_of,
    owner_edge,
    part_tables,
    tables,
)
from plans.models import Plan

MOST = 100
"""An act that changed more rows than this is told by counts."""


@dataclass(frozen=True)
class Entry:
    """One act, or one minute of changes outside the product, with the changes that belong here."""

    act_id: int | None
    at: datetime
    actor_id: int | None
    actor_name: str
    action: str
    note: str
    counts: dict[tuple[str, str], int] = field(default_factory=dict)
    """How many rows, by table and operation."""
    change_ids: list[int] = field(default_factory=list)
    """The numbers of these changes; of many only some."""

    @property
    def size(self) -> int:
        return sum(self.counts.values())

    @property
    def kinds(self) -> set[str]:
        """The kinds of part that it changed."""
        return {kind_of(table) for table, _ in self.counts}

    @property
    def is_outside(self) -> bool:
        """Whether it was made in the database without an act of the product."""
        return self.act_id is None

    @property
    def who(self) -> str:
        if self.is_outside:
            return "Outside the product"
        return self.actor_name or "The system"


def entries_of_plan(plan: Plan) -> list[Entry]:
    """Everything that was done to a plan and to all that belongs to it."""
    sql, values = _rows(plan, (PLAN_TABLE, str(plan.pk)), tables(), edges())
    return _entries(sql, values, plan, with_bare_acts=True)


def entries_of_part(plan: Plan, key: Key) -> list[Entry]:
    """Everything that was done to a part and to what belongs to it alone."""
    inside, own = _own_tables(key[0])
    sql, values = _rows(plan, key, inside, own)
    return _entries(sql, values, plan, with_bare_acts=False)


def belongs(plan: Plan, key: Key) -> bool:
    """Whether a row is, or was until it was removed, one of a plan."""
    sql, values = _rows(plan, (PLAN_TABLE, str(plan.pk)), tables(), edges())
    with connection.cursor() as cursor:
        cursor.execute(
            f"{sql} SELECT 1 FROM belonging WHERE (table_name, row_id) = (%s, %s)",  # noqa: S608
            [*values, *key],
        )
        return cursor.fetchone() is not None


def _own_tables(root: str) -> tuple[tuple[str, ...], tuple[Edge, ...]]:
    """A part's table and those of what belongs to it without being a part itself."""
    inside: list[str] = [root]
    own: list[Edge] = []
    for table in tables():
        edge = owner_edge(table)
        if edge is not None and edge.parent in inside and table not in part_tables():
            inside.append(table)
            own.append(edge)
    return tuple(inside), tuple(own)


def _rows(
    plan: Plan, root: Key, inside: Sequence[str], over: Sequence[Edge]
) -> tuple[str, list[Any]]:
    """The common table expression `belonging`: the rows at and under a row."""
    quote = connection.ops.quote_name
    parts: list[str] = []
    values: list[Any] = []
    live = ["SELECT %s::text AS table_name, %s::text AS row_id"]
    for table in inside:
        if table == root[0]:
            parts.append(f"{quote('live_' + table)} AS (SELECT %s::bigint AS id)")
            values.append(int(root[1]))
            continue
        found = " UNION ".join(
            f"SELECT id FROM {quote(table)} WHERE {quote(edge.column)} IN"  # noqa: S608
            f" (SELECT id FROM {quote('live_' + edge.parent)})"
            for edge in over
            if edge.child == table
        )
        parts.append(f"{quote('live_' + table)} AS ({found})")
        live.append(f"SELECT '{table}', id::text FROM {quote('live_' + table)}")  # noqa: S608
    values += [*root, Plan._meta.label_lower, plan.pk, json.dumps([vars(edge) for edge in over])]
    parts += [
        f"live AS ({' UNION ALL '.join(live)})",
        "about AS (SELECT id FROM core_auditact WHERE target_model = %s AND target_id = %s)",
        "edge AS (SELECT * FROM"
        ' jsonb_to_recordset(%s::jsonb) AS e(child text, "column" text, parent text))',
        """removed AS (
            SELECT table_name, row_id, before FROM core_auditchange
             WHERE operation = 'D' AND act_id IN (SELECT id FROM about)
            UNION ALL
            SELECT table_name, row_id, before FROM core_auditchange
             WHERE operation = 'D' AND act_id IS NULL)""",
        """gone AS MATERIALIZED (
            SELECT table_name, row_id, edge.parent, before ->> edge."column" AS parent_id
              FROM removed JOIN edge ON edge.child = table_name)""",
        """belonging AS (
            SELECT table_name, row_id FROM live
            UNION
            SELECT gone.table_name, gone.row_id FROM belonging
              JOIN gone ON (gone.parent, gone.parent_id) = (belonging.table_name, belonging.row_id)
        )""",
    ]
    return f"WITH RECURSIVE {', '.join(parts)}", values


_TOUCHED = """,
touched AS (
    SELECT change.act_id,
           CASE WHEN change.act_id IS NULL THEN date_trunc('minute', change.at) END AS loose_at,
           change.table_name,
           change.operation,
           count(*) AS number,
           max(change.at) AS last_at,
           (array_agg(change.id ORDER BY change.id))[1:%s] AS ids,
           bool_or(change.operation <> 'U' OR (change.after - %s::text[]) <> '{}') AS told
      FROM belonging JOIN core_auditchange change USING (table_name, row_id)
     GROUP BY 1, 2, 3, 4
),
entry AS (
    SELECT act_id,
           loose_at,
           jsonb_agg(jsonb_build_array(table_name, operation, number, ids)) AS changes,
           max(last_at) AS last_at,
           bool_or(told) AS told
      FROM touched GROUP BY 1, 2
)
SELECT entry.act_id, coalesce(act.at, last_at), act.actor_id, coalesce(act.actor_name, ''),
       coalesce(act.action, ''), coalesce(act.note, ''), changes
  FROM entry LEFT JOIN core_auditact act ON act.id = act_id
 WHERE told OR (%s AND act_id IN (SELECT id FROM about))
"""
_BARE = """
 UNION ALL
SELECT id, at, actor_id, actor_name, action, note, '[]'
  FROM core_auditact
 WHERE id IN (SELECT id FROM about) AND id NOT IN (SELECT act_id FROM touched WHERE act_id > 0)
"""


def _entries(sql: str, values: list[Any], plan: Plan, *, with_bare_acts: bool) -> list[Entry]:
    statement = f"{sql}{_TOUCHED}{_BARE if with_bare_acts else ''} ORDER BY 2 DESC, 1 DESC"
    with connection.cursor() as cursor:
        cursor.execute(statement, [*values, MOST, list(untold_columns()), with_bare_acts])
        return [_entry(*row) for row in cursor.fetchall()]


def _entry(
    act_id: int | None,
    at: datetime,
    actor_id: int | None,
    actor_name: str,
    action: str,
    note: str,
    changes: str,
) -> Entry:
    counts: Counter[tuple[str, str]] = Counter()
    ids: list[int] = []
    for table, operation, number, some in json.loads(changes):
        counts[table, operation] += number
        ids += some
    return Entry(act_id, at, actor_id, actor_name, action, note, dict(counts), sorted(ids))
