"""The list of annual reports."""

from django.utils.safestring import SafeString

from core.tables import Column, Table
from core.templatetags.components import tag
from reports.models import AnnualReport


class AnnualReportTable(Table):
    """Annual reports, the latest year first."""

    caption = "Annual reports"
    one, many = "annual report", "annual reports"
    title = Column("Annual report", linkify=True)
    directorate = Column(accessor="plan__directorate", order_by="plan__directorate__name")
    year = Column("Year", accessor="plan__year", order_by="plan__start")
    state = Column("Status")

    class Meta(Table.Meta):
        model = AnnualReport
        fields = ("title", "directorate", "year", "state")

    def render_state(self, record: AnnualReport) -> SafeString:
        return tag(record.get_state_display(), record.state_colour)
