"""One table for each kind of the council's own data."""

from __future__ import annotations

from typing import Any, ClassVar

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from core.models import Revised
from core.tables import Column, DayColumn, NumberColumn, Table
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
from council.reference import RowPage

__all__ = [
    "CommitteeTable",
    "DirectorateTable",
    "DivisionTable",
    "PersonTable",
    "ReferenceTable",
    "SchoolTable",
    "StrategyTable",
]


def edit_address(record: Revised, table: Any) -> str | None:
    """Where a row is edited; nowhere for those who may only read."""
    if not table.edit_kind:
        return None
    return reverse("reference:edit", args=[table.edit_kind, record.pk])


class ReferenceTable(Table):
    """The table to start from: the first column leads to the page where a row is edited."""

    edit_kind: ClassVar[Any] = None
    """The kind of its rows, where the person who looks may change them."""
    row_pages: ClassVar[list[RowPage]] = []
    """Other pages about each row that this person may open."""

    more = Column(verbose_name="More", empty_values=(), orderable=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        shown: Any = {"sequence": ("...", "more")} if self.row_pages else {"exclude": ("more",)}
        super().__init__(*args, **shown, **kwargs)

    def render_more(self, record: Revised) -> SafeString:
        links = ((page.url(record), page.short, record) for page in self.row_pages)
        hidden = '<span class="govuk-visually-hidden">: {}</span>'
        link = '<div><a class="govuk-link" href="{}">{}' + hidden + "</a></div>"
        return format_html_join("", link, links)


class CommitteeTable(ReferenceTable):
    """Scrutiny committees."""

    caption = "Committees"
    name = Column(linkify=edit_address)

    class Meta(ReferenceTable.Meta):
        model = Committee
        fields = ("name",)


class DirectorateTable(ReferenceTable):
    """Directorates, each with its committee."""

    caption = "Directorates"
    name = Column(linkify=edit_address)
    committee = Column(verbose_name="Scrutiny committee", order_by="committee__name")
    divisions = NumberColumn(accessor="division_count", verbose_name="Divisions")

    class Meta(ReferenceTable.Meta):
        model = Directorate
        fields = ("name", "committee", "divisions")


class DivisionTable(ReferenceTable):
    """Divisions by their codes."""

    caption = "Divisions"
    code = Column(linkify=edit_address)
    name = Column(verbose_name="Full name")
    directorate = Column(order_by="directorate__name")

    class Meta(ReferenceTable.Meta):
        model = Division
        fields = ("code", "name", "directorate")


class PersonTable(ReferenceTable):
    """People named in plans."""

    caption = "People"
    name = Column(linkify=edit_address)
    directorate = Column(order_by="directorate__name")
    division = Column(order_by="division__code")
    email = Column(verbose_name="Email address")
    named_in_public = Column(verbose_name="In public papers")
    left_on = DayColumn()

    class Meta(ReferenceTable.Meta):
        model = Person
        fields = (
            "name",
            "post",
            "directorate",
            "division",
            "email",
            "named_in_public",
            "left_on",
        )

    def render_named_in_public(self, value: bool) -> str:
        return "By name" if value else "By post"


class AreaTable(ReferenceTable):
    """Areas of the borough, each with the number of its schools."""

    caption = "Areas"
    name = Column(linkify=edit_address)
    schools = NumberColumn(accessor="school_count")

    class Meta(ReferenceTable.Meta):
        model = Area
        fields = ("name", "schools")


class DisclosureProfileTable(ReferenceTable):
    """The rule of each kind of table."""

    caption = "Disclosure profiles"
    used_for = Column(linkify=edit_address)

    class Meta(ReferenceTable.Meta):
        model = DisclosureProfile
        fields = ("used_for", "threshold", "zero_shown", "base", "smallest_base")


class StrategyTable(ReferenceTable):
    """Plans and strategies that others link to."""

    caption = "Linked plans and strategies"
    name = Column(linkify=edit_address)

    class Meta(ReferenceTable.Meta):
        model = Strategy
        fields = ("name", "code")


class SchoolTable(ReferenceTable):
    """Schools by name, each with its latest roll."""

    caption = "Schools"
    name = Column(linkify=edit_address)
    urn = Column(verbose_name="Reference number (URN)")
    pupils = NumberColumn(accessor="latest_pupils", verbose_name="Pupils on roll")
    year = Column(accessor="latest_year", verbose_name="In the year")
    closed_on = DayColumn()

    class Meta(ReferenceTable.Meta):
        model = School
        fields = ("name", "urn", "phase", "area", "pupils", "year", "closed_on")
