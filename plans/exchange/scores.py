"""Checking the scores of a document's risks against the scale that its plan is made with."""

from __future__ import annotations

from django.db.models import prefetch_related_objects

from core.faults import Fault, Path
from plans.exchange.document import PlanDocument, RiskPart
from plans.models import RiskScale, RiskScaleStep


def score_faults(document: PlanDocument, scale: RiskScale) -> list[Fault]:
    """Each score outside the scale, and each risk with two different scores.

    A score given at one of a risk's places holds for all of them; two cannot.
    """
    prefetch_related_objects([scale], "steps")
    faults: list[Fault] = []
    scored: dict[tuple[str, str, str], str] = {}
    for path, risk in _risks(document):
        for axis in RiskScaleStep.Axis.values:
            label = getattr(risk, axis)
            if not label:
                continue
            place = document.place((*path, axis))
            if scale.step(axis, label) is None:
                allowed = ", ".join(step.label for step in scale.steps_of(axis))
                faults.append(Fault(place, f"{label} is outside the scale ({allowed})"))
            elif risk.ref:
                first = scored.setdefault((risk.ref, risk.text, axis), label)
                if first.casefold() != label.casefold():
                    faults.append(
                        Fault(
                            place,
                            f"the risk {risk.ref} has {axis} {first} under another objective "
                            f"and {label} here",
                        )
                    )
    return faults


def _risks(document: PlanDocument) -> list[tuple[Path, RiskPart]]:
    return [
        (("appendices", a, "outcomes", b, "objectives", o, "risks", r), risk)
        for a, appendix in enumerate(document.appendices)
        for b, block in enumerate(appendix.outcomes)
        for o, objective in enumerate(block.objectives)
        for r, risk in enumerate(objective.risks)
    ]
