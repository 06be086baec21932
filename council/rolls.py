"""Pupils on roll by year: which schools and years are asked for, and keeping what is entered."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from core.dates import recent_years
from council.models import Roll, School

YEARS_OFFERED = 5


def years_offered() -> list[str]:
    """The years that are asked for without being named, the latest first."""
    return recent_years(timezone.localdate(), YEARS_OFFERED)


def years_known() -> list[str]:
    """Those and every other year of which a roll is held, the latest first."""
    held = Roll.objects.order_by().values_list("year", flat=True).distinct()
    return sorted({*years_offered(), *held}, reverse=True)


def with_latest_roll(schools: QuerySet[Any]) -> QuerySet[Any]:
    """Schools with their latest roll and its year; both None where none is held."""
    latest = Roll.objects.filter(school=OuterRef("pk")).order_by("-year")
    return schools.annotate(
        latest_pupils=Subquery(latest.values("pupils")[:1]),
        latest_year=Subquery(latest.values("year")[:1]),
    )


def schools_of(year: str) -> QuerySet[School]:
    """The schools that were open in some part of a year, and those with a roll of it."""
    begins = date(int(year[:4]), 4 if "/" in year else 1, 1)
    there = Q(closed_on__isnull=True) | Q(closed_on__gte=begins)
    return School.objects.filter(there | Q(pk__in=Roll.objects.filter(year=year).values("school")))


def rolls_of(year: str, schools: Iterable[School]) -> dict[int, Roll]:
    """The rolls of one year, by the key of the school."""
    return {roll.school_id: roll for roll in Roll.objects.filter(year=year, school__in=schools)}


def save_roll(
    roll: Roll | None, *, school: School, year: str, pupils: int | None, source: str
) -> None:
    """Keep what was entered for one school and year; nothing entered leaves no roll."""
    if pupils is None:
        if roll is not None:
            roll.delete()
        return
    if roll is None:
        roll = Roll(school=school, year=year)
    if (roll.pupils, roll.source) != (pupils, source):
        roll.pupils, roll.source = pupils, source
        roll.save()
