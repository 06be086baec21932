"""The lists of who collects: collections, and the schools of one at a glance."""

from typing import Any, ClassVar

from django.utils import timezone
from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import chip
from incidents.models import Collection, SchoolReturn


class CollectionTable(Table):
    """Collections, the latest first, with how many returns were made."""

    caption = "Collections"
    one, many = "collection", "collections"
    name = Column(linkify=True, verbose_name="Period")
    due_on = DayColumn(verbose_name="Due")
    asked = NumberColumn(accessor="asked_count", verbose_name="Returns asked for")
    made = NumberColumn(accessor="made_count", verbose_name="Made")
    nil = NumberColumn(accessor="nil_count", verbose_name="Nil")
    incidents = NumberColumn(accessor="incident_count", verbose_name="Incidents")
    state = Column(orderable=False)

    class Meta(Table.Meta):
        model = Collection
        fields = ("name", "due_on", "asked", "made", "nil", "incidents", "state")

    def render_state(self, record: Collection) -> SafeString:
        return chip(record.state, record.state_colour)

    def value_state(self, record: Collection) -> str:
        return record.state


class ReturnTable(Table):
    """Every school's return of a collection at a glance."""

    caption = "Returns of schools"
    one, many = "return", "returns"
    row_header = "school"
    school = Column(linkify=lambda record: record.get_absolute_url())
    phase = Column(
        accessor="school__get_phase_display", verbose_name="Phase", order_by="school__phase"
    )
    area = Column(accessor="school__area", verbose_name="Area", order_by="school__area__name")
    type = Column(verbose_name="Kind of incident", order_by="type__position")
    state = Column(order_by=("state_rank", "nil"))
    late = NumberColumn(empty_values=(), verbose_name="Days late", orderable=False)
    total = NumberColumn(verbose_name="Incidents", accessor="incidents", order_by="total")
    returned_at = DayColumn(verbose_name="Returned on")
    notes = Column(empty_values=(), orderable=False)

    usual: ClassVar[tuple[str, ...]] = (
        "school",
        "phase",
        "area",
        "state",
        "late",
        "total",
        "returned_at",
        "notes",
    )

    class Meta(Table.Meta):
        model = SchoolReturn
        fields = (
            "school",
            "phase",
            "area",
            "type",
            "state",
            "late",
            "total",
            "returned_at",
            "notes",
        )

    def render_state(self, record: SchoolReturn) -> SafeString:
        return chip(record.stands, record.colour)

    def value_state(self, record: SchoolReturn) -> str:
        return record.stands

    def render_late(self, record: SchoolReturn) -> str:
        return str(self.value_late(record) or "")

    def value_late(self, record: SchoolReturn) -> int | None:
        return record.days_late(timezone.localdate()) or None

    def render_returned_at(self, value: Any, column: DayColumn) -> str:
        return column.render(timezone.localtime(value).date())

    def value_returned_at(self, value: Any) -> Any:
        return timezone.localtime(value).date()

    def render_notes(self, record: SchoolReturn) -> str:
        """What somebody must know of it beside its state."""
        return self.value_notes(record)

    def value_notes(self, record: SchoolReturn) -> str:
        notes = []
        if record.on_paper:
            notes.append("On paper")
        if record.from_log:
            notes.append("From the log")
        if record.reopening_asked:  # type: ignore[attr-defined]
            notes.append("Asks to reopen")
        return ", ".join(notes)


class ReturnOfKindsTable(ReturnTable):
    """The same, where more than one kind of incident is asked for."""

    usual = ("school", "type", "phase", "area", "state", "late", "total", "returned_at", "notes")

    class Meta(ReturnTable.Meta):
        pass
