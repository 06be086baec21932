"""What people do to a cover report: begin it, change it, order and remove what it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import PermissionDenied
from django.db.models import F, Min, QuerySet

from accounts.capabilities import Capability
from accounts.models import User
from core.audit import act
from core.models import AuditAct
from core.positions import next_position, swapped
from plans.models import Plan
from reports.cover_reports.audit_actions import (
    COVER_REPORT_BEGUN,
    COVER_REPORT_CHANGED,
    TEMPLATE_CHANGED,
)
from reports.cover_reports.beginning import begun
from reports.models import (
    CoverOption,
    CoverReport,
    CoverSection,
    CoverTemplate,
    Pack,
    PackPart,
    TemplateSection,
)

Part = CoverSection | CoverOption
"""What a cover report is made of."""
Rows = QuerySet[CoverSection] | QuerySet[CoverOption] | QuerySet[TemplateSection]


def begin(pack: Pack, template: CoverTemplate, plan: Plan | None, *, actor: User) -> CoverReport:
    """Begin a cover report from a template, as the first part of its pack.

    Raises ValidationError where a text, once filled, is too long.
    """
    with act(COVER_REPORT_BEGUN, actor=actor) as entry:
        _lock(pack, actor)
        report, sections = begun(pack, template, plan)
        report.save()
        for section in sections:
            section.save()
        first = pack.parts.aggregate(first=Min("position"))["first"]
        # The order is looked at when the act ends, so all can move up one place at once.
        pack.parts.update(position=F("position") + 1)
        PackPart.objects.create(
            pack=pack,
            position=1 if first is None else first,
            kind=PackPart.Kind.COVER_REPORT,
            target_id=report.pk,
        )
        entry.about(report)
    return report


@contextmanager
def changing(report: CoverReport, *, actor: User, note: str = "") -> Iterator[AuditAct]:
    """A change to a cover report. Raises PermissionDenied unless one writes its pack, and the
    pack is a draft."""
    with act(COVER_REPORT_CHANGED, actor=actor, target=report, note=note[:300]) as entry:
        _lock(report.pack, actor)
        yield entry


def _lock(pack: Pack, actor: User) -> None:
    if not pack.allows(actor, Capability.WRITE_PAPERS):
        raise PermissionDenied
    if not Pack.objects.select_for_update().get(pk=pack.pk).is_draft:
        raise PermissionDenied("This pack is no draft any more.")


def save_report(report: CoverReport, *, actor: User) -> CoverReport:
    """Save what a report states of itself."""
    with changing(report, actor=actor):
        report.save()
    return report


def save_part(part: Part, *, actor: User) -> Part:
    """Save a section or an option, a new one after the others."""
    with changing(part.report, actor=actor, note=str(part)):
        if part.pk is None:
            part.position = next_position(siblings(part), first=1)
        part.save()
    return part


def remove_part(part: Part, *, actor: User) -> None:
    """Remove a section or an option."""
    with changing(part.report, actor=actor, note=f"Removed: {part}"):
        part.delete()


def move_part(part: Part, *, up: bool, actor: User) -> bool:
    """Let a section or an option change places with its neighbour; whether there was one."""
    with changing(part.report, actor=actor, note=f"Moved: {part}"):
        return _swap(siblings(part), part, up=up)


@contextmanager
def changing_template(template: CoverTemplate, *, actor: User, note: str) -> Iterator[AuditAct]:
    """A change to the sections of a template, for whoever manages reference data."""
    if not actor.can(Capability.MANAGE_REFERENCE):
        raise PermissionDenied
    with act(TEMPLATE_CHANGED, actor=actor, target=template, note=note[:300]) as entry:
        CoverTemplate.objects.select_for_update().get(pk=template.pk)
        yield entry


def save_template_section(section: TemplateSection, *, actor: User) -> TemplateSection:
    """Save a section of a template, a new one after the others."""
    with changing_template(section.template, actor=actor, note=str(section)):
        if section.pk is None:
            section.position = next_position(section.template.sections.all(), first=1)
        section.save()
    return section


def remove_template_section(section: TemplateSection, *, actor: User) -> None:
    """Remove a section of a template; reports that began with it keep theirs."""
    with changing_template(section.template, actor=actor, note=f"Removed: {section}"):
        section.delete()


def move_template_section(section: TemplateSection, *, up: bool, actor: User) -> bool:
    """Let a section of a template change places with its neighbour."""
    with changing_template(section.template, actor=actor, note=f"Moved: {section}"):
        return _swap(section.template.sections.all(), section, up=up)


def siblings(part: Part) -> Rows:
    """Those of its report among which a section or an option has its place."""
    report = part.report
    return report.options.all() if isinstance(part, CoverOption) else report.sections.all()


def _swap(rows: Rows, part: Part | TemplateSection, *, up: bool) -> bool:
    both = swapped(rows, part, up=up)
    for each in both:
        each.save(update_fields=["position"])
    return bool(both)
