"""What the pages and printed documents of a plan ask for while they are drawn."""

from typing import Any

from django import template
from django.utils import timezone

from plans.history.runs import Run, full_stop
from plans.models import Paragraph, Risk
from plans.reading import AppendixReading, PlanReading
from plans.risks.standing import RiskStanding

register = template.Library()


@register.filter
def number(reading: PlanReading, paragraph: Paragraph) -> str:
    """The number printed before a paragraph."""
    return reading.paragraph_number(paragraph)


@register.filter
def layout_template(appendix: AppendixReading, folder: str = "plans/parts") -> str:
    """The template of an appendix's layout, for the screen or (`:"pdf/parts"`) for print."""
    return f"{folder}/layout_{appendix.appendix.layout}.html"


@register.filter
def closing_stop(sentence: list[Run]) -> str:
    """The full stop of a sentence of a history, where it still needs one."""
    return full_stop(sentence)


@register.filter
def standing(risk: Risk) -> RiskStanding:
    """How a risk stands today: when it is reviewed next, whether anything looks wrong."""
    return RiskStanding(risk, timezone.localdate())


@register.inclusion_tag("plans/parts/traces.html", takes_context=True)
def traces(context: template.Context, part: Any) -> dict[str, Any]:
    """Where a part was carried from and into, where the page knows."""
    provenance = context.get("provenance")
    return {"traces": provenance.of(part) if provenance else []}
