"""What the workforce adds to the reference data: groups of staff, lists of characteristics."""

from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from council.reference import Kind, register_kind
from workforce.filters.reference import CharacteristicListFilter, StaffGroupFilter
from workforce.forms.characteristic_list import CharacteristicListForm
from workforce.forms.staff_group import StaffGroupForm
from workforce.models import CharacteristicList, GroupBand, GroupCount, StaffGroup
from workforce.tables.reference import CharacteristicListTable, StaffGroupTable
from workforce.used_lists import last_day_counted


def _with_points_today(groups: QuerySet[Any]) -> QuerySet[Any]:
    bands = GroupBand.objects.on(timezone.localdate())
    return groups.select_related("part_of").prefetch_related(
        Prefetch("bands", bands, to_attr="bands_today")
    )


def _with_categories_counted(lists: QuerySet[Any]) -> QuerySet[Any]:
    return lists.annotate(category_count=Count("categories", distinct=True))


def _group_stays(group: StaffGroup) -> str:
    entered = GroupCount.objects.filter(group=group).exists()
    return f"Figures were entered for {group}, so it stays" if entered else ""


def _list_stays(held: CharacteristicList) -> str:
    counted = last_day_counted(held) is not None
    return "Staff were counted by this list, so it stays" if counted else ""


def register_kinds() -> None:
    """Called once, when the app is ready."""
    register_kind(
        Kind(
            "staff-groups",
            StaffGroup,
            "The rows of the workforce’s tables: bands of scale points by year, staff of schools, "
            "and their totals.",
            StaffGroupForm,
            StaffGroupTable,
            StaffGroupFilter,
            with_more=_with_points_today,
            parts=("bands",),
            stays=_group_stays,
            instead_of_removal="If a band is no longer counted, end its scale points instead: "
            "1 April 2027: none.",
        )
    )
    register_kind(
        Kind(
            "characteristic-lists",
            CharacteristicList,
            "The categories in which staff are counted by sex, ethnicity, disability and more, "
            "each list for its years.",
            CharacteristicListForm,
            CharacteristicListTable,
            CharacteristicListFilter,
            with_more=_with_categories_counted,
            parts=("categories",),
            stays=_list_stays,
            instead_of_removal="If staff are no longer counted by this list, enter its last day "
            "instead.",
        )
    )
