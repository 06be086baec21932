"""The list of recommendations."""

from typing import ClassVar

from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, Table
from reports.models import Recommendation
from reports.templatetags.recommendations import state_tags


class RecommendationTable(Table):
    """Recommendations, the latest first."""

    caption = "Recommendations"
    one, many = "recommendation", "recommendations"
    reference = Column(linkify=True, order_by=("year", "number"))
    text = Column(verbose_name="What it asks", orderable=False)
    owner_name = Column(verbose_name="Owner")
    directorate = Column(order_by="directorate__name")
    committee = Column(order_by="committee__name")
    meeting = DayColumn(accessor="meeting__day", verbose_name="Made on", order_by="meeting__day")
    due = DayColumn(verbose_name="Due")
    state = Column(verbose_name="How it stands")

    usual: ClassVar[tuple[str, ...]] = (
        "reference",
        "text",
        "owner_name",
        "directorate",
        "due",
        "state",
    )

    class Meta(Table.Meta):
        model = Recommendation
        fields = (
            "reference",
            "text",
            "owner_name",
            "directorate",
            "committee",
            "meeting",
            "due",
            "state",
        )

    def render_state(self, record: Recommendation) -> SafeString:
        return state_tags(record)

    def value_state(self, record: Recommendation) -> str:
        return record.get_state_display() + (", overdue" if record.is_overdue else "")
