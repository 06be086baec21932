"""The archive of committee papers."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.dates import in_words as in_full
from core.tables import Column, DayColumn, Table
from core.templatetags.components import tag
from reports.committee.kinds import in_words
from reports.models import Paper


class ArchiveTable(Table):
    """Papers, the newest meeting first."""

    caption = "Papers"
    title = Column("Paper")
    directorate_name = Column("Directorate")
    committee_name = Column("Committee")
    meeting_day = DayColumn(verbose_name="Meeting")

    class Meta(Table.Meta):
        model = Paper
        fields = (
            "title",
            "directorate_name",
            "committee_name",
            "meeting_day",
        )

    def render_title(self, record: Paper) -> SafeString:
        corrected = tag(f"Corrected, version {record.version}") if record.version > 1 else ""
        return format_html(
            '<a class="govuk-link" href="{}">{}</a> {}<span class="app-table__below">{}</span>',
            record.get_absolute_url(),
            record.title,
            corrected,
            in_words(record.kinds),
        )

    def render_meeting_day(self, record: Paper) -> SafeString:
        return format_html(
            '{}<span class="app-table__below">{}</span>',
            in_full(record.meeting_day),
            record.year_label,
        )
