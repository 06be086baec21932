"""The versions of the framework."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import tag
from thresholds.models import Framework

COLOURS = {
    Framework.State.DRAFT.value: "blue",
    Framework.State.IN_FORCE.value: "green",
    Framework.State.STILL_USED.value: "yellow",
    Framework.State.REPLACED.value: "grey",
}


class VersionTable(Table):
    """Versions, drafts first, then the latest."""

    caption = "Versions"
    one, many = "version", "versions"
    title = Column(linkify=True)
    state = Column()
    in_force_from = DayColumn()
    is_public = Column(verbose_name="Read by")
    level_count = NumberColumn(verbose_name="Levels")
    indicator_count = NumberColumn(verbose_name="Indicators")

    class Meta(Table.Meta):
        model = Framework
        fields = (
            "title",
            "state",
            "in_force_from",
            "is_public",
            "level_count",
            "indicator_count",
        )

    def render_state(self, record: Framework) -> SafeString:
        return tag(record.get_state_display(), COLOURS[record.state])

    def value_state(self, record: Framework) -> str:
        return record.get_state_display()

    def render_is_public(self, value: Any) -> str:
        return self.value_is_public(value)

    def value_is_public(self, value: Any) -> str:
        """Who reads it once it is in force."""
        return "Everybody" if value else "Who has signed in"
