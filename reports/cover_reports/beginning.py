"""What a cover report begins with: the words of its template, filled from a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from council.models import Strategy
from plans.models import CriticalAction, Objective, Plan
from reports.cover_reports.places import fill, left_in, values_for
from reports.models import CoverReport, CoverSection, CoverTemplate, Pack, TemplateSection


def begun(
    pack: Pack, template: CoverTemplate, plan: Plan | None
) -> tuple[CoverReport, list[CoverSection]]:
    """A report with its sections, not saved yet.

    Raises ValidationError where a filled text is longer than its column.
    """
    values = values_for(pack, plan)
    report = CoverReport(
        pack=pack,
        plan=plan,
        shape=template.shape,
        asks_for=template.asks_for,
        classification=template.classification,
        report_of=(plan.contact_post if plan else "") or pack.directorate.name,
        contact_name=plan.contact_name if plan else "",
        contact_post=plan.contact_post if plan else "",
        contact_telephone=plan.contact_telephone if plan else "",
        contact_email=_email(plan.contact_email) if plan else "",
    )
    for name in ("title", "summary", "background_papers"):
        _set_filled(report, name, getattr(template, name), values)
    if left_in(report.title):
        report.title = pack.title  # without a plan there is no better name
    report.background_papers = _with_strategies(report.background_papers, plan)
    return report, [_section(report, each, values) for each in template.sections.all()]


def _section(
    report: CoverReport, begins_as: TemplateSection, values: Mapping[str, str]
) -> CoverSection:
    section = CoverSection(report=report, position=begins_as.position, kind=begins_as.kind)
    for name in ("heading", "text"):
        _set_filled(section, name, getattr(begins_as, name), values)
    return section


def _set_filled(row: Any, name: str, text: str, values: Mapping[str, str]) -> None:
    filled = fill(text, values)
    column = row._meta.get_field(name)
    if column.max_length and len(filled) > column.max_length:
        raise ValidationError(
            f"With what fills it, the {column.verbose_name} of this template is longer than "
            f"{column.max_length:,} characters. Shorten it in the template"
        )
    setattr(row, name, filled)


def _email(printed: str) -> str:
    """A plan prints whatever stands in its contact; here it is an address or nothing."""
    try:
        validate_email(printed)
    except ValidationError:
        return ""
    return printed


def _with_strategies(lines: str, plan: Plan | None) -> str:
    """Background documents: those of the template, then the strategies that the plan links to."""
    if plan is None:
        return lines
    of_plan = {"block__appendix__plan": plan}
    linked = Strategy.objects.filter(objectives__in=Objective.objects.filter(**of_plan)).union(
        Strategy.objects.filter(
            criticalactions__in=CriticalAction.objects.filter(objective__block__appendix__plan=plan)
        )
    )
    names = sorted(strategy.name for strategy in linked)
    return "\n".join(dict.fromkeys(line for line in (*lines.splitlines(), *names) if line))
