from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.tables import Column, DayColumn, NumberColumn, Table
from core.templatetags.components import chip
from plans.access import follows_some
from plans.models import Risk
from plans.tables.parts import TextColumn, place_on_page, plan_columns


def _place(record: Risk) -> str:
    links = record.objective_risks.all()
    if not links:
        return reverse("plans:risks", args=[record.plan_id])
    return place_on_page(record.plan, f"risk-{links[0].pk}")


class RiskTable(Table):
    """Risks of all plans that one may read. A risk not yet scored has an empty score.

    Who does not follow a risk reads its scores, as in its plan, and not what is noted in
    between: its reviews and how the score moved.
    """

    caption = "Risks"
    one, many = "risk", "risks"
    row_header = "text"
    usual = (
        "ref",
        "text",
        "directorate",
        "year",
        "objectives",
        "score",
        "band",
        "review",
        "responsible",
    )
    wide = True

    ref = Column("Ref.")
    text = TextColumn("Risk", linkify=_place, empty_values=())
    directorate, year = plan_columns("plan")
    objectives = Column("Objectives", accessor="objective_risks", orderable=False)
    impact = Column("Impact", accessor="current__impact", orderable=False)
    probability = Column("Probability", accessor="current__probability", orderable=False)
    score = NumberColumn("Score", accessor="score_now", default="")
    band = Column("Band", accessor="band", orderable=False)
    movement = Column("Movement", empty_values=(), orderable=False)
    target = NumberColumn("Target score", accessor="target_now", default="")
    responsible = Column("Responsible")
    review = DayColumn("Next review", accessor="review_told")
    assessed = DayColumn("Last assessed", accessor="assessed_told")

    class Meta(Table.Meta):
        model = Risk
        fields = ()

    def before_render(self, request: Any) -> None:
        """Leave out what is told only to those who follow some risk."""
        if not follows_some(request.user):
            self.exclude = ("movement", "review", "assessed")

    def render_ref(self, value: str, record: Any) -> str:
        """Who follows a risk is led from its ref to its page."""
        if not record.followed:
            return value
        return format_html(
            '<a class="govuk-link" href="{}">{}</a>',
            reverse("plans:risk", args=[record.plan_id, record.pk]),
            value,
        )

    def value_ref(self, value: str) -> str:
        return value

    def render_text(self, value: str) -> str:
        return self.columns["text"].column.render(value) or "Risk without text"

    def value_text(self, value: str) -> str:
        return value

    def render_objectives(self, record: Risk) -> str:
        return self.value_objectives(record) or "—"

    def value_objectives(self, record: Risk) -> str:
        """The refs of the objectives that the risk threatens, each once."""
        objectives = (link.objective for link in record.objective_risks.all())
        names = (one.ref or one.text[:40] for one in objectives)
        return ", ".join(dict.fromkeys(filter(None, names)))

    def render_movement(self, record: Any) -> str:
        return self.value_movement(record) or "—"

    def value_movement(self, record: Any) -> str:
        movement = record.movement if record.followed else None
        return str(movement) if movement else ""

    def render_band(self, value: Any) -> SafeString:
        return chip(value.name, value.colour)

    def value_band(self, value: Any) -> str:
        return str(value.name)
