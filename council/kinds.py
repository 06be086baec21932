"""The council's kinds of reference data."""

from typing import Any

from django.db.models import Count, QuerySet

from council import filters, forms, tables
from council.models import (
    Area,
    Committee,
    Directorate,
    DisclosureProfile,
    Division,
    Person,
    School,
    Strategy,
)
from council.reference import Kind, register_kind
from council.rolls import with_latest_roll
from council.school_forms import SchoolForm


def _with_schools_counted(areas: QuerySet[Any]) -> QuerySet[Any]:
    return areas.annotate(school_count=Count("schools"))


def _with_divisions_counted(directorates: QuerySet[Any]) -> QuerySet[Any]:
    return directorates.select_related("committee").annotate(division_count=Count("divisions"))


def register_kinds() -> None:
    """Called once, when the app is ready."""
    for kind in (
        Kind(
            "directorates",
            Directorate,
            "The parts of the council that make a plan each year, with the committee that "
            "considers it.",
            forms.DirectorateForm,
            tables.DirectorateTable,
            filters.DirectorateFilter,
            with_more=_with_divisions_counted,
        ),
        Kind(
            "divisions",
            Division,
            "Divisions of directorates and the short codes by which plans name them.",
            forms.DivisionForm,
            tables.DivisionTable,
            filters.DivisionFilter,
            with_more=lambda rows: rows.select_related("directorate"),
        ),
        Kind(
            "people",
            Person,
            "Everybody named in plans, with or without a sign-in. Those who have left stay, "
            "so that history keeps their names.",
            forms.PersonForm,
            tables.PersonTable,
            filters.PersonFilter,
            with_more=lambda rows: rows.select_related("directorate", "division"),
            instead_of_removal="If this person has left, enter the day they left instead, "
            "and hand over what is open.",
        ),
        Kind(
            "strategies",
            Strategy,
            "Other plans and strategies that objectives and actions link to.",
            forms.StrategyForm,
            tables.StrategyTable,
            filters.StrategyFilter,
        ),
        Kind(
            "committees",
            Committee,
            "Scrutiny committees, which consider plans.",
            forms.CommitteeForm,
            tables.CommitteeTable,
            filters.CommitteeFilter,
        ),
        Kind(
            "areas",
            Area,
            "Areas of the borough. Published figures tell of areas and phases, never of a school.",
            forms.AreaForm,
            tables.AreaTable,
            filters.AreaFilter,
            with_more=_with_schools_counted,
        ),
        Kind(
            "disclosure-profiles",
            DisclosureProfile,
            "How small numbers of people are hidden in what the council publishes. Without one, "
            "1 to 4 are hidden and 0 is shown.",
            forms.DisclosureProfileForm,
            tables.DisclosureProfileTable,
            filters.DisclosureProfileFilter,
        ),
        Kind(
            "schools",
            School,
            "Schools of the borough, which make returns to the council, with their pupils on roll.",
            SchoolForm,
            tables.SchoolTable,
            filters.SchoolFilter,
            with_more=lambda rows: with_latest_roll(rows.select_related("area")),
            pages=(("Enter pupils on roll of all schools", "reference:rolls"),),
            instead_of_removal="If this school has closed, enter the day it closed instead.",
        ),
    ):
        register_kind(kind)
