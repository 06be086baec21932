"""A new version of the framework with everything that an earlier one has."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from thresholds.models import Framework, Heading, Indicator

Row = TypeVar("Row", bound=models.Model)


def copy_parts(framework: Framework) -> Framework:
    """A draft with the texts, levels, domains, headings, indicators, chart and contacts."""
    draft = _copy(framework, state=Framework.State.DRAFT, in_force_from=None)
    levels = {each.pk: _copy(each, framework=draft) for each in framework.levels.all()}
    headings: dict[int, Heading] = {}
    for domain in framework.domains.prefetch_related("headings"):
        held = list(domain.headings.all())
        below = _copy(domain, framework=draft)
        headings |= {each.pk: _copy(each, domain=below) for each in held}
    Indicator.objects.bulk_create(
        Indicator(
            level=levels[each.level_id],
            heading=headings[each.heading_id],
            kind=each.kind,
            text=each.text,
            position=each.position,
        )
        for each in Indicator.objects.filter(level__framework=framework)
    )
    for several in (
        framework.social_care_paragraphs,
        framework.social_care_levels,
        framework.contacts,
    ):
        for part in several.all():
            _copy(part, framework=draft)
    return draft


def _copy(row: Row, **changed: object) -> Row:
    """Another row with the same values but those that are changed."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key and field.name not in {*changed, "revision"}
    }
    return type(row)._default_manager.create(**values, **changed)
