"""What cover reports add to the reference data: their templates."""

from typing import Any

from django.db.models import Count, QuerySet

from accounts.capabilities import Capability
from core.filters import FilterSet, WordsFilter
from core.tables import Column, NumberColumn
from council.reference import Kind, RowPage, register_kind, register_row_page
from council.tables import ReferenceTable, edit_address
from reports.cover_reports.forms.template import CoverTemplateForm
from reports.models import CoverTemplate


class CoverTemplateTable(ReferenceTable):
    """Templates by name."""

    caption = "Templates of cover reports"
    name = Column(linkify=edit_address)
    sections = NumberColumn(accessor="section_count")

    class Meta(ReferenceTable.Meta):
        model = CoverTemplate
        fields = ("name", "shape", "asks_for", "sections")


class CoverTemplateFilter(FilterSet):
    """Templates by their words, their shape and what they are for."""

    words = WordsFilter(within=("name", "title", "sections__heading", "sections__text"))

    class Meta:
        model = CoverTemplate
        fields = ("words", "shape", "asks_for")


def _with_sections_counted(templates: QuerySet[Any]) -> QuerySet[Any]:
    return templates.annotate(section_count=Count("sections", distinct=True))


def register_kinds() -> None:
    """Called once, when the app is ready."""
    register_kind(
        Kind(
            "cover-templates",
            CoverTemplate,
            "What a cover report begins with: its shape, its sections and their words, with places "
            "that a plan fills.",
            CoverTemplateForm,
            CoverTemplateTable,
            CoverTemplateFilter,
            with_more=_with_sections_counted,
            parts=("sections",),
        )
    )
    register_row_page(
        CoverTemplate,
        RowPage(
            "Sections of this template",
            "Sections",
            "papers:cover_template",
            lambda user: user.can(Capability.MANAGE_REFERENCE),
        ),
    )
