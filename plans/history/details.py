"""Changed fields, and the rows that belong to a part without being one: targets, scores, …"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from core.dates import in_words
from plans.history.amending import AMENDMENTS
from plans.history.comings import noun_of
from plans.history.comments import COMMENTS
from plans.history.fields import label, lowered, told_columns, value
from plans.history.reporting import REPORTING, reported_now
from plans.history.risks import RISK_ROWS
from plans.history.rows import Rows, Values, ref_of, text_of
from plans.history.runs import Run, Sentence, from_to, listed, quoted
from plans.history.touched import Touched
from plans.history.tree import LINK_TABLE, PLAN_TABLE, Key, owner_edge, part_tables
from plans.models import (
    Bullet,
    IndicatorActual,
    IndicatorTarget,
    Plan,
    QuarterActual,
    RouteStep,
)

_BULLET = Bullet._meta.db_table
_STEP = RouteStep._meta.db_table
_YEARLY = {
    IndicatorTarget._meta.db_table: "target",
    IndicatorActual._meta.db_table: "actual",
    QuarterActual._meta.db_table: "figure",
}
_TOLD_APART = {_BULLET, _STEP, *_YEARLY, *REPORTING, *RISK_ROWS, COMMENTS, AMENDMENTS}


def told_steps(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "took the plan from Draft to Considered by leadership team, decided by …"."""
    words = dict(Plan.Status.choices)
    for key, step in touched.added.items():
        if key[0] != _STEP:
            continue
        was, now = words[step["from_status"]], words[step["to_status"]]
        day = in_words(date.fromisoformat(step["decided_on"]))
        told = f"took the plan from {was} to {now}, decided by {step['decided_by']} on {day}"
        note = f": {quoted(step['note'], 300)}" if step.get("note") else ""
        yield Sentence([Run(told + note)], rows.owner(key, step))


def told_fields(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "changed the finish of action 1.5 from “Mar 2027” to “Jun 2027”"."""
    has_step = any(table == _STEP for table, _ in touched.added)

    def status_is_told(key: Key) -> bool:
        return (key[0] == PLAN_TABLE and has_step) or reported_now(key, touched)

    for key, (before, after) in touched.altered.items():
        owner = rows.owner(key)
        if owner is None or key[0] in _TOLD_APART:
            continue
        for column in told_columns(key[0]):
            if column not in after or (column == "status" and status_is_told(key)):
                continue
            was = _value(key[0], column, before.get(column), rows)
            now = _value(key[0], column, after[column], rows)
            if was != now:
                yield Sentence(from_to(rows.name(owner), _what(key, column), was, now), owner)


def _what(key: Key, column: str) -> str:
    """What changed: "the finish", "the commentary of a progress update"."""
    what = label(key[0], column)
    if key[0] in part_tables() or key[0] in (PLAN_TABLE, LINK_TABLE):
        return what
    return f"{what} of the {noun_of(key[0])}"


def told_belongings(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """What came, went or changed of that which belongs to a part that was there and stays."""
    yield from _yearly(touched, rows)
    yield from _lists(touched, rows)
    for key, values in touched.added.items():
        owner = _staying_owner(key, values, touched.added, rows)
        if owner is None:
            continue
        told = _filled(key[0], values, rows)
        start = [Run(f"added {_a(noun_of(key[0]))} to "), rows.name(owner)]
        yield Sentence(start + ([Run(f": {listed(told)}")] if told else []), owner)
    for key, values in touched.removed.items():
        owner = _staying_owner(key, values, touched.removed, rows)
        if owner is None:
            continue
        name = ref_of(values) or text_of(values)
        which = f" {quoted(name)}" if name else ""
        start = [Run(f"removed the {noun_of(key[0])}{which} of "), rows.name(owner)]
        yield Sentence(start, owner)


def _staying_owner(key: Key, values: Values, among: dict[Key, Values], rows: Rows) -> Key | None:
    """To what a row of no kind told elsewhere belongs; None where that came or went with it."""
    if owner_edge(key[0]) is None or key[0] in _TOLD_APART or key[0] == LINK_TABLE:
        return None
    owner = rows.owner(key, values)
    return None if owner in among else owner


def _filled(table: str, values: Values, rows: Rows) -> list[str]:
    """The filled fields of a new row: "status “On track”"."""
    return [
        f"{label(table, column).removeprefix('the ')} {quoted(told)}"
        for column in told_columns(table)
        if (told := _value(table, column, values.get(column), rows))
    ]


def _value(table: str, column: str, raw: object, rows: Rows) -> str:
    field = told_columns(table).get(column)
    if field is not None and field.related_model is not None and raw is not None:
        other = rows.values((field.related_model._meta.db_table, str(raw)))
        return text_of(other) or f"no. {raw}"
    return value(table, column, raw)


def _a(noun: str) -> str:
    return f"an {lowered(noun)}" if noun[:1].lower() in "aeiou" else f"a {lowered(noun)}"


def _yearly(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "set the target for 2026/27 of KPI “…” to “55%”"."""
    texts: dict[Key, tuple[str, str]] = {}
    for key, values in touched.removed.items():
        texts[key] = (values.get("text", ""), "")
    for key, (before, after) in touched.altered.items():
        texts[key] = (before.get("text", ""), after.get("text", ""))
    for key, values in touched.added.items():
        texts[key] = ("", values.get("text", ""))
    for key, (was, now) in texts.items():
        if key[0] not in _YEARLY or was == now:
            continue
        row = touched.added.get(key) or touched.removed.get(key) or rows.values(key)
        owner = rows.owner(key, row)
        if owner is None or owner in touched.added or owner in touched.removed:
            continue
        quarter = f"quarter {row['quarter']} of " if row.get("quarter") else ""
        what = f"the {_YEARLY[key[0]]} for {quarter}{row.get('year', '')}"
        yield Sentence(from_to(rows.name(owner), what, was, now), owner)


def _lists(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """The list under a paragraph, told as a whole where points came or went."""
    lists: dict[Key | None, tuple[list[Values], list[Values]]] = defaultdict(lambda: ([], []))
    for side, among in enumerate((touched.removed, touched.added)):
        for key, values in among.items():
            owner = rows.owner(key, values) if key[0] == _BULLET else None
            if owner is not None and owner not in among:
                lists[owner][side].append(values)
    for key, (was, now) in touched.altered.items():
        owner = rows.owner(key) if key[0] == _BULLET else None
        if owner is not None and "text" in now:
            lists[owner][0].append(was)
            lists[owner][1].append(now)
    for owner, (gone, new) in lists.items():
        if owner is not None:
            yield Sentence(from_to(rows.name(owner), "the list", _text(gone), _text(new)), owner)


def _text(points: list[Values]) -> str:
    ordered = sorted(points, key=lambda point: point.get("position", 0))
    return "; ".join(" ".join(str(point.get("text", "")).split()) for point in ordered)
