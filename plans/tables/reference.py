"""The lists of frameworks, and of the versions of risk scales and RAG definitions."""

from __future__ import annotations

from typing import ClassVar

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import tag
from plans.models import OutcomeFramework, RagDefinition, RiskScale


class FrameworkTable(Table):
    """Outcome frameworks."""

    caption = "Outcome frameworks"
    name = Column(linkify=lambda record: reverse("plans_reference:framework", args=[record.pk]))
    outcomes = NumberColumn(accessor="outcome_count")
    appendices = NumberColumn(accessor="appendix_count", verbose_name="Used by appendices")

    class Meta(Table.Meta):
        model = OutcomeFramework
        fields = ("name", "outcomes", "appendices")


class VersionTable(Table):
    """Versions, the latest first; the one that new plans take is marked."""

    in_force_pk: ClassVar[int | None] = None
    address: ClassVar[str] = ""

    one, many = "version", "versions"
    version = Column(verbose_name="Version", accessor="pk", order_by=("version", "pk"))
    in_force_from = DayColumn()
    plans = NumberColumn(accessor="plan_count", verbose_name="Plans made with it")

    class Meta(Table.Meta):
        fields = ("version", "in_force_from", "plans")

    def render_version(self, record: RiskScale | RagDefinition) -> SafeString:
        link = format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            reverse(self.address, args=[record.pk]),
            record,
        )
        now = tag("For new plans", "green") if record.pk == self.in_force_pk else ""
        return format_html("{} {}", link, now)


class RiskScaleTable(VersionTable):
    """Versions of the risk scale."""

    caption = "Risk scales"
    address = "plans_reference:risk_scale"


class RagDefinitionTable(VersionTable):
    """Versions of the RAG definition."""

    caption = "RAG definitions"
    address = "plans_reference:rag_definition"
