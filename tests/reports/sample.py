"""A synthetic plan as rich as a real one: what the look and the tags of documents are judged by."""

import json
from pathlib import Path
from types import SimpleNamespace as Row
from typing import Any

from django.template import Context, Engine

FOLDER = Path(__file__).parent
BANDS = [(16, "Red"), (10, "Amber"), (5, "Yellow"), (1, "Green")]
IMPACT = ["1 Insignificant", "2 Minor", "3 Moderate", "4 Significant", "5 Major"]
PROBABILITY = ["1 Rare", "2 Unlikely", "3 Moderate", "4 Likely", "5 Almost certain"]
DATA = json.loads((FOLDER / "sample_plan.json").read_text("utf-8"))


def sample_html(*, blocks: int = 5, draft: bool = True, **extra: Any) -> str:
    """The HTML of the sample plan, with as many blocks of actions as asked for."""
    template = Engine.get_default().from_string((FOLDER / "sample_plan.html").read_text("utf-8"))
    return template.render(Context(_context(blocks) | {"draft": draft} | extra))


def _context(blocks: int) -> dict[str, Any]:
    return {
        "council_name": "Thornbeck Metropolitan Borough Council",
        "directorate": "Directorate of Children’s Services",
        "title": "Equality and Diversity Action Plan 2026/27",
        "period": "April 2026 to March 2027",
        "status": "Draft for the Scrutiny Committee on Children’s Services",
        "date": "12 March 2026",
        "narrative": [
            Row(title=title, paragraphs=[Row(number=n, text=t, points=p) for n, t, p in rows])
            for title, rows in DATA["narrative"]
        ],
        "blocks": [_block(number) for number in range(blocks)],
        "priorities": [
            Row(title=title, objectives=[_objective(*objective) for objective in objectives])
            for title, objectives in DATA["priorities"]
        ],
        "probability": PROBABILITY,
        "matrix": [_matrix_row(impact) for impact in range(5, 0, -1)],
    }


def _objective(text: str, actions: list[list[str]]) -> Row:
    fields = ("text", "lead", "when", "outcome")
    return Row(
        text=text, actions=[Row(**dict(zip(fields, action, strict=True))) for action in actions]
    )


def _matrix_row(impact: int) -> Row:
    scores = [(impact * probability, probability) for probability in range(1, 6)]
    cells = [
        Row(score=score, band=band_of(score), count=(impact * 7 + probability * 3) % 4)
        for score, probability in scores
    ]
    return Row(name=IMPACT[impact - 1], cells=cells)


def band_of(score: int) -> str:
    return next(band for least, band in BANDS if score >= least)


def _block(number: int) -> Row:
    blocks, actions = DATA["blocks"], DATA["actions"]
    outcome, aim, lead, objective, links = blocks[number % len(blocks)]
    chosen = [actions[(number + n) % len(actions)] for n in range(2 + number % 4)]
    return Row(
        outcome=outcome,
        aim=aim,
        lead=lead,
        objective=objective,
        links=links,
        actions=[
            Row(
                ref=f"{number + 1}.{n + 1}",
                text=text,
                lead=who,
                links=linked,
                start="Apr 2026",
                finish="Mar 2027" if n else "Ongoing",
            )
            for n, (text, who, linked) in enumerate(chosen)
        ],
        kpis=DATA["kpis"][: 1 + number % 3],
        risks=[_risk(*risk) for risk in DATA["risks"][: 1 + number % 3]],
    )


def _risk(ref: str, text: str, impact: int | None, probability: int | None, lead: str) -> Row:
    if impact is None or probability is None:
        return Row(ref=ref, text=text, lead=lead, impact="", probability="", score="", band="")
    score = impact * probability
    return Row(
        ref=ref,
        text=text,
        lead=lead,
        impact=IMPACT[impact - 1],
        probability=PROBABILITY[probability - 1],
        score=score,
        band=band_of(score),
    )
