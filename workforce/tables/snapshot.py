"""The list of snapshots."""

from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import tag
from workforce.models import Snapshot

COLOURS = {
    Snapshot.Way.COUNTS: "blue",
    Snapshot.Way.EXTRACT: "teal",
    Snapshot.Way.PERCENTAGES: "grey",
}


class SnapshotTable(Table):
    """Snapshots, the latest first, with what they are made of."""

    caption = "Workforce figures"
    one, many = "table of figures", "tables of figures"
    organisation = Column(linkify=True, order_by="directorate__name")
    base = Column(verbose_name="Who is counted")
    day = DayColumn()
    way = Column(verbose_name="Made of")
    groups_held = NumberColumn(verbose_name="Groups held")

    class Meta(Table.Meta):
        model = Snapshot
        fields = ("organisation", "base", "day", "way", "groups_held")

    def render_way(self, record: Snapshot) -> SafeString:
        return tag(record.get_way_display(), COLOURS[Snapshot.Way(record.way)])

    def value_way(self, record: Snapshot) -> str:
        return record.get_way_display()
