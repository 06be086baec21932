from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, Table
from core.templatetags.components import tag
from plans.models import Plan
from plans.status import STATUS_COLOURS


class PlanTable(Table):
    """The list of plans."""

    caption = "Plans"
    title = Column("Plan", linkify=True)
    directorate = Column("Directorate", accessor="directorate__name")
    year = Column(order_by=("start", "finish"))
    status = Column()
    changed_at = DayColumn("Last changed")

    class Meta(Table.Meta):
        model = Plan
        fields = ("title", "directorate", "year", "status", "changed_at")

    def render_status(self, record: Plan) -> SafeString:
        return tag(record.get_status_display(), STATUS_COLOURS[record.status])
