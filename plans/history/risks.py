"""Risks in the history of a plan: how they were scored, controlled and accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from core.dates import in_words
from plans.history.rows import Rows, Values
from plans.history.runs import Run, Sentence, listed, quoted
from plans.history.touched import Touched
from plans.models import RiskAcceptance, RiskAssessment, RiskControl

_ASSESSMENT = RiskAssessment._meta.db_table
_CONTROL, _ACCEPTANCE = RiskControl._meta.db_table, RiskAcceptance._meta.db_table
RISK_ROWS = {_ASSESSMENT, _CONTROL, _ACCEPTANCE}
"""The tables that are told here and nowhere else."""
_NOUNS = {"control": "a control", "mitigation": "a further mitigation"}
_CHANGED = {
    "kind": "what it is",
    "text": "the wording",
    "responsible": "who is responsible",
    "due_text": "when it is due",
}


def told_risks(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """ "scored risk R4: impact 4 Significant, …", "added a control to risk R4: “…”"."""
    yield from _scores(touched, rows)
    yield from _controls(touched, rows)
    for key, values in touched.added.items():
        owner = rows.owner(key, values)
        if key[0] != _ACCEPTANCE or owner is None or owner in touched.added:
            continue
        until = in_words(date.fromisoformat(values["ends_on"]))
        told = f": by {values['accepted_by_name']} until {until}, {quoted(values['reason'], 300)}"
        name = rows.name(owner)
        yield Sentence(
            [Run(f"recorded that a score of {values['score']} is accepted of "), name, Run(told)],
            owner,
        )


def _scores(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    """A reason stands behind the score that it explains."""
    for key, values in touched.added.items():
        owner = rows.owner(key, values)
        if key[0] != _ASSESSMENT or owner is None:
            continue
        told = [f"{axis} {rows.step(values, axis)}" for axis in ("impact", "probability")]
        before = rows.score_before(key, values)
        was = f" (was {before})" if before else ""
        kind = values.get("kind", "current")
        verb = "scored " if kind == "current" else f"set the {kind} score of "
        reason = f", {quoted(values['reason'], 300)}" if values.get("reason") else ""
        text = Run(f": {', '.join(told)}{was}{reason}")
        yield Sentence([Run(verb), rows.name(owner), text], owner)
    unscored = {
        rows.owner(key, values) for key, values in touched.removed.items() if key[0] == _ASSESSMENT
    }
    for owner in unscored:
        if owner is not None and owner not in touched.removed:
            yield Sentence([Run("removed the scores of "), rows.name(owner)], owner)


def _controls(touched: Touched, rows: Rows) -> Iterator[Sentence]:
    for key, values in touched.added.items():
        owner = rows.owner(key, values)
        if key[0] != _CONTROL or owner is None or owner in touched.added:
            continue
        text = Run(f": {quoted(values['text'], 300)}{_terms(values)}")
        added = Run(f"added {_NOUNS[values['kind']]} to ")
        yield Sentence([added, rows.name(owner), text], owner)
    for key, (_, after) in touched.altered.items():
        values, owner = rows.values(key), rows.owner(key)
        if key[0] != _CONTROL or owner is None:
            continue
        noun = Run(f"{_NOUNS.get(values.get('kind', ''), 'a control')} of ")
        words = quoted(str(values.get("text", "")), 300)
        if after.get("done_on"):
            day = in_words(date.fromisoformat(after["done_on"]))
            done = Run(f": {words}, on {day}")
            yield Sentence([Run("finished "), noun, rows.name(owner), done], owner)
        elif "done_on" in after:
            yield Sentence(
                [Run("took up again "), noun, rows.name(owner), Run(f": {words}")], owner
            )
        if changed := [what for column, what in _CHANGED.items() if column in after]:
            told = Run(f": {words} ({listed(changed)})")
            yield Sentence([Run("changed "), noun, rows.name(owner), told], owner)


def _terms(values: Values) -> str:
    """Who is responsible for it and when it is due."""
    responsible, due = values.get("responsible"), values.get("due_text")
    told = [str(responsible) if responsible else "", f"due {due}" if due else ""]
    return "".join(f", {words}" for words in told if words)
