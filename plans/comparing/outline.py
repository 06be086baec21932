"""A plan as a plain tree of parts with their printed cells: what is compared.

It is filled from a `PlanReading`, be it of a plan as it is or as it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.facts import FACTS, Facts
from plans.models import Indicator, ObjectiveRisk, Paragraph, Plan
from plans.reading import (
    AppendixReading,
    BlockReading,
    KpiRow,
    ObjectiveReading,
    PlanReading,
    RiskRow,
)

KINDS = {
    "section": ("section", "sections"),
    "paragraph": ("paragraph", "paragraphs"),
    "appendix": ("appendix", "appendices"),
    "outcome": ("outcome", "outcomes"),
    "objective": ("objective", "objectives"),
    "action": ("action", "actions"),
    "kpi": ("KPI", "KPIs"),
    "risk": ("risk", "risks"),
}
"""The kinds of part, parents first, in the words of one and of several."""
NAMING = 2
"""The first cells of every part are its ref and what it says."""


@dataclass(frozen=True, eq=False)
class Part:
    """One part of a plan with its cells, filled or not, and the parts under it."""

    kind: str
    key: int
    """The number of its row; of a risk, which can stand in several places, of this place."""
    origin: int
    """The number by which another plan's part says that it was carried from this one."""
    carried_from: int | None
    ref: str
    text: str
    """What it says, by which it is known again in another plan."""
    cells: Facts
    children: tuple[Part, ...] = ()

    @property
    def heading(self) -> str:
        """Its ref and what it says; of a paragraph, which is long, the number will do."""
        if self.kind == "paragraph" and self.ref:
            return self.ref
        return self.text if self.text.startswith(self.ref) else f"{self.ref} {self.text}".strip()


@dataclass(frozen=True, eq=False)
class Outline:
    """A plan as a tree of parts."""

    plan_key: int
    details: Facts
    """The cells of the title page and of the contact."""
    parts: tuple[Part, ...]

    def flat(self) -> Iterator[tuple[Part, Part | None]]:
        """Every part in the order of the plan, with the part it stands under."""
        yield from _flat(self.parts, None)


def _flat(parts: Iterable[Part], parent: Part | None) -> Iterator[tuple[Part, Part | None]]:
    for part in parts:
        yield part, parent
        yield from _flat(part.children, part)


def outline_of(reading: PlanReading) -> Outline:
    """The tree of a plan."""
    plan = reading.plan
    sections = [
        _part(
            "section",
            section,
            ref=section.number,
            text=section.heading,
            cells=[("Number", section.number), ("Heading", section.heading)],
            children=[_paragraph(plan, paragraph) for paragraph in section.paragraphs.all()],
        )
        for section in reading.sections
    ]
    appendices = [_appendix(appendix) for appendix in reading.appendix_readings]
    return Outline(plan.pk, _details(plan), (*sections, *appendices))


def _part(
    kind: str,
    row: object,
    *,
    ref: str,
    text: str,
    cells: Facts,
    children: Iterable[Part] = (),
    origin: object = None,
) -> Part:
    source = origin or row
    return Part(
        kind,
        key=row.pk,  # type: ignore[attr-defined]
        origin=source.pk,  # type: ignore[attr-defined]
        carried_from=getattr(source, "carried_from_id", None),
        ref=ref,
        text=text,
        cells=cells,
        children=tuple(children),
    )


def _details(plan: Plan) -> Facts:
    return [
        ("Council", plan.council_name),
        ("Directorate", plan.directorate.name),
        ("Title", plan.title),
        ("Period", plan.period),
        ("Paragraph numbers", plan.get_numbering_display()),
        ("Contact", plan.contact_name),
        ("Post", plan.contact_post),
        ("Address", plan.contact_address),
        ("Telephone", plan.contact_telephone),
        ("Email", plan.contact_email),
        ("Risk scale", str(plan.risk_scale)),
        ("RAG definition", str(plan.rag_definition)),
    ]


def _paragraph(plan: Plan, paragraph: Paragraph) -> Part:
    # An automatic number follows from the place and tells no change of its own.
    typed = plan.numbering == Plan.Numbering.TYPED
    number = paragraph.number if typed else ""
    points = "\n".join(f"• {bullet.text}" for bullet in paragraph.bullets.all())
    return _part(
        "paragraph",
        paragraph,
        ref=number,
        text=paragraph.text or points,
        cells=[("Number", number), ("Text", paragraph.text), ("List", points)],
    )


def _appendix(reading: AppendixReading) -> Part:
    appendix = reading.appendix
    return _part(
        "appendix",
        appendix,
        ref=appendix.number,
        text=appendix.title or appendix.heading,
        cells=[
            ("Number", appendix.number),
            ("Title", appendix.title),
            *FACTS["appendix"](appendix),
        ],
        children=[_outcome(block) for block in reading.blocks],
    )


def _outcome(reading: BlockReading) -> Part:
    block = reading.block
    return _part(
        "outcome",
        block,
        ref=block.number,
        text=" – ".join(filter(None, [block.outcome_text, block.aim_text])),
        cells=[
            ("Number", block.number),
            ("Outcome", block.outcome_text),
            *FACTS["outcome"](block),
        ],
        children=[_objective(objective) for objective in reading.objectives],
    )


def _objective(reading: ObjectiveReading) -> Part:
    objective = reading.objective
    return _part(
        "objective",
        objective,
        ref=objective.ref,
        text=objective.text,
        cells=[
            ("Ref", objective.ref),
            ("Objective", objective.text),
            *FACTS["objective"](objective),
        ],
        children=[
            *(
                _part(
                    "action",
                    action,
                    ref=action.ref,
                    text=action.text,
                    cells=[("Ref", action.ref), ("Action", action.text), *FACTS["action"](action)],
                )
                for action in reading.actions
            ),
            *(_kpi(row) for row in reading.kpis),
            *(_risk(row) for row in reading.risks),
        ],
    )


def _kpi(row: KpiRow) -> Part:
    kpi: Indicator = row.indicator
    return _part(
        "kpi",
        kpi,
        ref=" / ".join(kpi.refs),
        text=kpi.measure,
        cells=[
            ("Refs", "\n".join(kpi.refs)),
            ("Measure", kpi.measure),
            *FACTS["kpi"](kpi),
        ],
    )


def _risk(row: RiskRow) -> Part:
    link: ObjectiveRisk = row.link
    return _part(
        "risk",
        link,
        origin=link.risk,
        ref=link.risk.ref,
        text=link.risk.text,
        cells=[
            ("Ref", link.risk.ref),
            ("Risk", link.risk.text),
            ("Impact", str(row.impact or "")),
            ("Probability", str(row.probability or "")),
            ("Score", row.score_in_words),
            ("Inherent score", row.inherent.in_words),
            ("Target score", row.target.in_words),
            ("Responsible", link.responsible),
        ],
    )
