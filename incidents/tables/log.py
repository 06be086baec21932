"""The list of a school's incident log."""

from core.tables import Column, DayColumn, Table
from incidents.models import Incident


class IncidentTable(Table):
    """Incidents, the latest first; of those involved only how many there were."""

    caption = "Incidents"
    one, many = "incident", "incidents"
    happened_on = DayColumn(linkify=True, verbose_name="Day")
    type = Column(verbose_name="Kind of incident", order_by="type__position")
    kind = Column(verbose_name="What happened")
    outcome = Column()
    governors_informed = Column(verbose_name="Governors informed")

    class Meta(Table.Meta):
        model = Incident
        fields = ("happened_on", "type", "kind", "outcome", "governors_informed")

    def render_governors_informed(self, value: bool) -> str:
        return "Yes" if value else "No"
