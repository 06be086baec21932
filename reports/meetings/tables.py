"""The list of meetings."""

from datetime import time

from django.db.models import Count, Q

from core.tables import Column, DayColumn, NumberColumn, Table
from reports.models import Meeting, Recommendation
from reports.models.meeting import MeetingQuerySet


def with_unfinished(meetings: MeetingQuerySet) -> MeetingQuerySet:
    """Meetings with how many of their recommendations are unfinished."""
    unfinished = ~Q(recommendations__state=Recommendation.State.DONE)
    return meetings.annotate(
        unfinished=Count("recommendations", filter=unfinished, distinct=True)
    ).select_related("committee")


class MeetingTable(Table):
    """Meetings, the latest first."""

    caption = "Meetings"
    one, many = "meeting", "meetings"
    day = DayColumn(linkify=True)
    committee = Column(order_by="committee__name")
    begins = Column(verbose_name="Time")
    place = Column()
    unfinished = NumberColumn(verbose_name="Unfinished")

    class Meta(Table.Meta):
        model = Meeting
        fields = ("day", "committee", "begins", "place", "unfinished")

    def render_begins(self, value: time) -> str:
        return f"{value:%H:%M}"
