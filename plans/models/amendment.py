from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from core.text import LINE, TEXT
from core.word_diff import Piece, words
from plans.models.plan import Plan

_COLOURS = {"proposed": "yellow", "agreed": "green", "declined": "red", "withdrawn": "grey"}


@dataclass(frozen=True)
class AmendedCell:
    """One cell as it was printed when the amendment was proposed, and as it shall be."""

    label: str
    old: str
    new: str

    @property
    def text(self) -> str:
        """What it says, of a part that is added or removed."""
        return self.new or self.old

    @property
    def before_pieces(self) -> list[Piece]:
        """The old text, with what goes marked."""
        return [piece for piece in words(self.old, self.new) if piece.kind != "added"]

    @property
    def after_pieces(self) -> list[Piece]:
        """The new text, with what comes marked."""
        return [piece for piece in words(self.old, self.new) if piece.kind != "removed"]


class AmendmentQuerySet(models.QuerySet["Amendment"]):
    """Amendments by how they stand."""

    def waiting(self) -> AmendmentQuerySet:
        """Proposed and not settled yet."""
        return self.filter(state=Amendment.State.PROPOSED)

    def agreed_since(self, version: int | None) -> AmendmentQuerySet:
        """What was agreed of a version of the plan, in the order in which it was agreed."""
        return self.filter(state=Amendment.State.AGREED, version=version).order_by(
            "settled_at", "pk"
        )


class Amendment(models.Model):
    """A change to a plan after its approval: what, old, new, why, proposed by, agreed by.

    What is proposed is frozen in the words in which it was printed. Only the decision is
    ever filled in, once, and nobody agrees their own: the database sees to both.
    """

    class Operation(models.TextChoices):
        CHANGE = "change", "Change"
        ADD = "add", "Add"
        REMOVE = "remove", "Remove"

    class State(models.TextChoices):
        PROPOSED = "proposed", "Proposed"
        AGREED = "agreed", "Agreed"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()
    """The approved version that it amends."""
    operation = models.CharField(max_length=6, choices=Operation.choices)
    kind = models.CharField(max_length=10)
    part_pk = models.BigIntegerField(null=True)
    """The part; of one to be added, what it became once that was agreed."""
    parent_pk = models.BigIntegerField(null=True)
    """Under what a part is to be added."""
    what = models.CharField(max_length=LINE)
    cells = models.JSONField()
    data = models.JSONField()
    """What the part's form is filled with when it is agreed."""
    why = models.CharField(max_length=TEXT)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_by_name = models.CharField(max_length=LINE)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    decided_by = models.CharField("decided by", max_length=LINE, blank=True)
    decided_on = models.DateField("decided on", null=True)
    meeting = models.CharField(max_length=LINE, blank=True)
    reason = models.CharField(max_length=TEXT, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_by_name = models.CharField(max_length=LINE, blank=True)
    settled_at = models.DateTimeField(null=True)

    objects = AmendmentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="amendment_number_once"),
            models.CheckConstraint(
                condition=Q(operation__in=["change", "add", "remove"]),
                name="amendment_operation_known",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="amendment_says_why"),
            models.CheckConstraint(
                condition=Q(state="proposed", settled_at__isnull=True, settled_by__isnull=True)
                | Q(
                    state__in=["agreed", "declined", "withdrawn"],
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                ),
                name="amendment_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "declined"])
                | (Q(decided_on__isnull=False) & ~Q(decided_by="")),
                name="decision_on_amendment_has_day_and_decider",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(reason=""),
                name="declining_an_amendment_needs_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["agreed", "declined"]) | ~Q(settled_by=F("proposed_by")),
                name="amendment_is_agreed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Amendment {self.number}: {self.headline[:1].lower()}{self.headline[1:]}"

    def get_absolute_url(self) -> str:
        return reverse("plans:amendment", args=[self.plan_id, self.pk])

    @property
    def headline(self) -> str:
        """What it does, of which part: "Change action 7.1 “Appoint four co-ordinators”"."""
        return f"{self.get_operation_display()} {self.what}"

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == self.State.PROPOSED

    @property
    def state_colour(self) -> str:
        """The colour beside the word of its state."""
        return _COLOURS[self.state]

    @property
    def printed_cells(self) -> list[AmendedCell]:
        """Its cells as they were printed, old and new."""
        return [AmendedCell(cell["label"], cell["old"], cell["new"]) for cell in self.cells]
