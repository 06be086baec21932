from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django_tables2 import DateTimeColumn

from core.tables import Column, Table
from core.templatetags.components import tag
from reports.models import Document

STATE_COLOURS = {"waiting": "grey", "making": "blue", "ready": "green", "failed": "red"}


class DocumentTable(Table):
    """The PDFs that somebody asked for."""

    caption = "Documents"
    title = Column("Document", linkify=lambda record: reverse("reports:document", args=[record.pk]))
    requested_at = DateTimeColumn(verbose_name="Asked for", format="j F Y, H:i")
    state = Column()
    pages = Column()

    class Meta(Table.Meta):
        model = Document
        fields = ("title", "requested_at", "state", "pages")

    def render_state(self, record: Document) -> SafeString:
        shown = tag(record.get_state_display(), STATE_COLOURS[record.state])
        if not record.notices:
            return shown
        return format_html(
            '{} <span class="app-table__below">With a warning: see the document</span>', shown
        )
