"""Parts that were added, put back or removed, with what came or went with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from core.text import counted
from plans.history.rows import Rows, Values
from plans.history.runs import Run, Sentence, listed
from plans.history.touched import Touched, objective_of, place
from plans.history.tree import (
    LINK_TABLE,
    RISK_TABLE,
    Key,
    model_of,
    part_tables,
)
from plans.models import (
    Amendment,
    Bullet,
    Comment,
    Evidence,
    IndicatorActual,
    IndicatorTarget,
    PeriodEvent,
    ProgressUpdate,
    QuarterActual,
    ReportingPeriod,
    RiskAcceptance,
    RiskAssessment,
    RiskControl,
    RouteStep,
    UpdateReview,
)
from plans.parts import KINDS

NOUNS = {
    model._meta.db_table: noun
    for model, noun in (
        (IndicatorTarget, "target"),
        (IndicatorActual, "actual"),
        (QuarterActual, "figure of a quarter"),
        (RiskAssessment, "score"),
        (RiskControl, "control or mitigation"),
        (RiskAcceptance, "acceptance"),
        (ProgressUpdate, "progress update"),
        (UpdateReview, "word on an update"),
        (Evidence, "piece of evidence"),
        (ReportingPeriod, "reporting period"),
        (PeriodEvent, "step of a reporting period"),
        (Bullet, "point"),
        (Comment, "comment"),
        (RouteStep, "step"),
        (Amendment, "amendment"),
    )
}


def noun_of(table: str) -> str:
    """What a row of a table is called: "action", "target"."""
    if table == LINK_TABLE:
        return KINDS["risk"].name
    if kind := part_tables().get(table):
        return kind.name
    model = model_of(table)
    return NOUNS.get(table) or (str(model._meta.verbose_name) if model else table)


def told_removed(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "removed objective Ob 2 “…” with 3 actions and 1 KPI"."""
    gone = touched.removed
    for key, values in _roots(touched, rows, gone):
        if key[0] == LINK_TABLE:
            yield _unlinked(key, values, touched, rows)
            continue
        runs = [Run("removed "), rows.name(key, values, whole=True)]
        yield Sentence(runs + _with(touched.under(key, rows, gone), key, rows, gone), key)


def told_added(touched: Touched, rows: Rows, *, verb: str) -> Iterator[Sentence]:
    """ "added action 1.5 “…” under objective Ob 1"."""
    new = touched.added
    for key, values in _roots(touched, rows, new):
        if key[0] == LINK_TABLE:
            yield _linked(key, values, touched, rows, verb)
            continue
        runs = [Run(f"{verb} "), rows.name(key, values, whole=True)]
        if (parent := rows.parent(key, values)) is not None:
            runs += [Run(" under "), rows.name(parent)]
        yield Sentence(runs + _with(touched.under(key, rows, new), key, rows, new), key)


def _roots(touched: Touched, rows: Rows, among: dict[Key, Values]) -> Iterator[tuple[Key, Values]]:
    """The parts that came or went by themselves, not with a part above them.

    A risk comes and goes with its place under an objective.
    """
    placed = {str(v.get("risk_id")) for key, v in among.items() if key[0] == LINK_TABLE}
    for key, values in among.items():
        if key[0] not in part_tables() and key[0] != LINK_TABLE:
            continue
        if key[0] == RISK_TABLE and key[1] in placed:
            continue
        if place(key, rows, among) not in among:
            yield key, values


def _linked(key: Key, values: Values, touched: Touched, rows: Rows, verb: str) -> Sentence:
    risk = (RISK_TABLE, str(values.get("risk_id")))
    objective = objective_of(key, rows, values)
    under = rows.name(objective) if objective else Run("")
    if risk in touched.added or verb != "added":
        name = rows.name(risk, touched.added.get(risk), whole=True)
        return Sentence([Run(f"{verb} "), name, Run(" under "), under], risk)
    return Sentence([Run("linked "), rows.name(risk), Run(" to "), under], risk)


def _unlinked(key: Key, values: Values, touched: Touched, rows: Rows) -> Sentence:
    risk = (RISK_TABLE, str(values.get("risk_id")))
    runs = [Run("removed "), rows.name(risk, touched.removed.get(risk), whole=True)]
    if (objective := objective_of(key, rows, values)) is not None:
        runs += [Run(" from "), rows.name(objective)]
    if risk not in touched.removed:
        runs.append(Run(", not from the plan"))
    return Sentence(runs, risk)


def _with(under: Iterable[Key], key: Key, rows: Rows, among: dict[Key, Values]) -> list[Run]:
    """What came or went along: parts wherever they stood, other rows only of the part itself."""
    number: Counter[str] = Counter()
    for other in under:
        if other[0] in part_tables() or other[0] == LINK_TABLE or _own(other, key, rows, among):
            number[noun_of(other[0])] += 1
    if not number:
        return []
    order = [kind.name for kind in KINDS.values()]
    told = sorted(number.items(), key=lambda n: order.index(n[0]) if n[0] in order else len(order))
    return [Run(f" with {listed(counted(count, noun) for noun, count in told)}")]


def _own(other: Key, key: Key, rows: Rows, among: dict[Key, Values]) -> bool:
    return rows.owner(other, among.get(other)) == key
