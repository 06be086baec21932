"""Changes and rows as the audit trail keeps them, made by hand for the tests of sentences."""

from itertools import count

from core.models import AuditChange
from plans.history.rows import Rows
from plans.history.sentences import sentences
from plans.models import Plan

ACTION, OBJECTIVE, KPI = "plans_criticalaction", "plans_objective", "plans_indicator"
RISK, LINK, ASSESSMENT = "plans_risk", "plans_objectiverisk", "plans_riskassessment"
PARAGRAPH, BULLET, STEP = "plans_paragraph", "plans_bullet", "plans_routestep"

KNOWN = {
    (OBJECTIVE, "1"): {"id": 1, "ref": "Ob 1", "text": "Listen to families", "block_id": 1},
    (OBJECTIVE, "2"): {"id": 2, "ref": "Ob 2", "text": "Act on it", "block_id": 1},
    ("plans_outcomeblock", "1"): {"id": 1, "number": "", "outcome_text": "Stay safe"},
    (ACTION, "5"): {"id": 5, "ref": "1.5", "text": "Train managers", "objective_id": 1},
    (ACTION, "6"): {"id": 6, "ref": "1.6", "text": "Train staff", "objective_id": 1},
    (ACTION, "7"): {"id": 7, "ref": "1.7", "text": "Train schools", "objective_id": 1},
    (ACTION, "8"): {"id": 8, "ref": "1.8", "text": "Train all", "objective_id": 1},
    (KPI, "3"): {"id": 3, "measure": "Young people in education", "objective_id": 1},
    (RISK, "4"): {"id": 4, "ref": "R4", "text": "Nobody answers", "plan_id": 9},
    (LINK, "8"): {"id": 8, "risk_id": 4, "objective_id": 1},
    (PARAGRAPH, "2"): {"id": 2, "number": "1.1", "text": "It begins", "section_id": 1},
    ("plans_indicatortarget", "1"): {"id": 1, "indicator_id": 3, "year": "2026/27"},
    ("plans_riskscalestep", "34"): {"id": 34, "label": "4", "name": "Significant"},
    ("plans_riskscalestep", "43"): {"id": 43, "label": "3", "name": "Moderate"},
}
_numbers = count(1)


def added(table: str, number: int, /, **values) -> AuditChange:
    return AuditChange(
        pk=next(_numbers),
        table_name=table,
        row_id=str(number),
        operation="I",
        after={"id": number, **values},
    )


def removed(table: str, number: int, /, **values) -> AuditChange:
    kept = KNOWN.get((table, str(number)), {})
    return AuditChange(
        pk=next(_numbers),
        table_name=table,
        row_id=str(number),
        operation="D",
        before={"id": number, **kept, **values},
    )


def altered(table: str, number: int, /, **pairs) -> AuditChange:
    """One altered row: a pair of before and after for each column."""
    return AuditChange(
        pk=next(_numbers),
        table_name=table,
        row_id=str(number),
        operation="U",
        before={column: pair[0] for column, pair in pairs.items()},
        after={column: pair[1] for column, pair in pairs.items()},
    )


def told(*changes: AuditChange, action: str = "part.changed") -> list[str]:
    """The sentences of one act that made these changes, in plain words."""
    rows = Rows(Plan(pk=9), KNOWN)
    return [sentence.text for sentence in sentences(action, changes, rows)]
