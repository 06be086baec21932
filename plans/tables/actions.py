from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from core.tables import Column, Table
from core.templatetags.components import chip
from plans.access import may_report
from plans.brag import brag
from plans.models import CriticalAction, Objective
from plans.tables.parts import TextColumn, described, place_on_page, plan_columns


def _place(record: CriticalAction) -> str:
    return place_on_page(record.objective.block.appendix.plan, f"action-{record.pk}")


class ActionTable(Table):
    """Actions of all plans that one may read."""

    caption = "Actions"
    one, many = "action", "actions"
    row_header = "text"
    usual = ("ref", "text", "directorate", "year", "responsible", "finish", "status")
    wide = True

    ref = Column("Ref.")
    text = TextColumn("Action", linkify=_place, empty_values=())
    directorate, year = plan_columns()
    outcome = TextColumn("Outcome", accessor="objective__block__outcome_text")
    objective = TextColumn("Objective", order_by=("objective__ref", "objective__text"))
    responsible = Column("Responsible")
    start = Column("Start", accessor="start_text", order_by="start_on")
    finish = Column("Finish", accessor="finish_text", order_by="finish_on")
    milestones = TextColumn("Milestones")
    linkages = Column("Linkages")
    status = Column("Status", order_by="urgency")
    planned_outcome = TextColumn("Planned outcome")
    equality_action = TextColumn("Equality action")
    level = Column("Level of need", accessor="level_words", order_by=("level", "level_words"))

    class Meta(Table.Meta):
        model = CriticalAction
        fields = ()

    def before_render(self, request: HttpRequest) -> None:
        """Note whose list it is and which day it is."""
        assert isinstance(request.user, User)  # noqa: S101 - the view's rule lets in no other
        self.user = request.user
        self.today = timezone.localdate()

    def render_text(self, value: str) -> str:
        return self.columns["text"].column.render(value) or "Action without text"

    def value_text(self, value: str) -> str:
        return value

    def render_objective(self, value: Objective, column: TextColumn) -> str:
        return column.render(described(value))

    def value_objective(self, value: Objective) -> str:
        return described(value)

    def value_start(self, value: str, record: CriticalAction) -> date | str:
        return record.start_on or value

    def value_finish(self, value: str, record: CriticalAction) -> date | str:
        return record.finish_on or value

    def render_status(self, record: CriticalAction) -> SafeString:
        stands = brag(record, self.today)
        shown = chip(stands.word, stands.colour)
        plan = record.objective.block.appendix.plan
        if not may_report(self.user, record, plan):
            return shown
        return format_html(
            '{} <a class="govuk-link app-table__below" href="{}">Report'
            '<span class="govuk-visually-hidden"> progress of action {}</span></a>',
            shown,
            reverse("plans:action_progress", args=[plan.pk, record.pk]),
            record.ref or record.text[:80],
        )

    def value_status(self, record: CriticalAction) -> Any:
        return brag(record, self.today).word
