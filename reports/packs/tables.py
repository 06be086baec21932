"""The list of packs."""

from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, Table
from core.templatetags.components import tag
from reports.models import Pack

STATE_COLOURS: dict[str, str] = {
    Pack.State.DRAFT: "grey",
    Pack.State.SUBMITTED: "blue",
    Pack.State.APPROVED: "green",
    Pack.State.FROZEN: "purple",
}


class PackTable(Table):
    """Packs with their meeting and how they stand."""

    caption = "Packs"
    title = Column("Pack", linkify=True)
    directorate = Column("Directorate", accessor="directorate__name")
    committee = Column("Committee", accessor="committee__name")
    meeting = DayColumn("Meeting", accessor="meeting__day")
    state = Column("Status")

    class Meta(Table.Meta):
        model = Pack
        fields = ("title", "directorate", "committee", "meeting", "state")

    def render_state(self, record: Pack) -> SafeString:
        return tag(record.get_state_display(), STATE_COLOURS[record.state])
