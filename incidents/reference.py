"""What returns add to the reference data: categories with their years, and kinds of incident."""

from typing import Any

from django.db.models import Count, QuerySet

from council.reference import Kind, register_kind
from incidents.filters.reference import CategoryListFilter, IncidentTypeFilter
from incidents.forms.category_list import CategoryListForm, IncidentTypeForm
from incidents.models import CategoryList, IncidentType
from incidents.tables.reference import CategoryListTable, IncidentTypeTable


def _with_categories_counted(lists: QuerySet[Any]) -> QuerySet[Any]:
    return lists.annotate(category_count=Count("categories", distinct=True))


def _stays(kind: IncidentType) -> str:
    return f"{kind} are always asked for, so they stay" if kind.is_racist else ""


def register_kinds() -> None:
    """Called once, when the app is ready."""
    register_kind(
        Kind(
            "category-lists",
            CategoryList,
            "The categories by which incident returns are broken down, each list for its years.",
            CategoryListForm,
            CategoryListTable,
            CategoryListFilter,
            with_more=_with_categories_counted,
            parts=("categories",),
            instead_of_removal="If schools should no longer be asked by this list, enter its last "
            "day instead.",
        )
    )
    register_kind(
        Kind(
            "incident-types",
            IncidentType,
            "Kinds of prejudice-related incident that a collection can ask for.",
            IncidentTypeForm,
            IncidentTypeTable,
            IncidentTypeFilter,
            stays=_stays,
        )
    )
