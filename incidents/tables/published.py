"""The list of what has been published."""

from core.tables import Column, DayColumn, Table
from incidents.models import PublishedReturns


class PublishedTable(Table):
    """Publications, the latest first."""

    caption = "Published figures"
    one, many = "publication", "publications"
    type = Column(linkify=lambda record: record.get_absolute_url(), verbose_name="Kind of incident")
    years = Column(empty_values=(), orderable=False)
    published_at = DayColumn(verbose_name="Published on")
    published_by_name = Column(verbose_name="By")

    class Meta(Table.Meta):
        model = PublishedReturns
        fields = ("type", "years", "published_at", "published_by_name")

    def render_years(self, record: PublishedReturns) -> str:
        return f"{record.first_year} to {record.last_year}"
