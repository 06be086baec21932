"""The list of what has been published."""

from __future__ import annotations

from core.tables import Column, DayColumn, Table
from workforce.models import PublishedProfile


class PublishedTable(Table):
    """Published profiles, the latest day first."""

    caption = "Published workforce profiles"
    one, many = "publication", "publications"
    organisation = Column(
        accessor="organisation",
        order_by="organisation",
        linkify=lambda record: record.get_absolute_url(),
    )
    day = DayColumn(verbose_name="Staff on")
    published_at = DayColumn(verbose_name="Published on")
    published_by_name = Column(verbose_name="By")

    class Meta(Table.Meta):
        model = PublishedProfile
        fields = ("organisation", "day", "published_at", "published_by_name")
