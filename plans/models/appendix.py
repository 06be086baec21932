from django.db import models

from core.text import LINE, TEXT
from plans.models.framework import Aim, Outcome, OutcomeFramework
from plans.models.parts import Carried, Ordered, Responsible
from plans.models.plan import Plan


class Layout(models.TextChoices):
    """How an appendix is printed.

    `templates/plans/parts/layout_KEY.html` draws one outcome of it (`block`) on screen,
    `templates/pdf/parts/layout_KEY.html` the whole appendix (`appendix`) on paper.
    """

    DETAILED = "detailed", "Detailed"
    SUMMARY = "summary", "Summary by priority"
    CHECKLIST = "checklist", "Checklist"

    @property
    def hint(self) -> str:
        """What it looks like, for whoever chooses."""
        return {
            Layout.DETAILED: "Objective, actions, measures and risks, one block under another",
            Layout.SUMMARY: "By priority: objective, action, target date, planned outcome",
            Layout.CHECKLIST: "Numbered standards with lettered actions, by whom and by when",
        }[self]


class Appendix(Ordered, Carried):
    """An appendix: objectives grouped under outcomes, printed in one of the layouts."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="appendices")
    number = models.CharField(max_length=LINE, blank=True)
    title = models.CharField(max_length=LINE, blank=True)
    introduction = models.CharField(max_length=TEXT, blank=True)
    layout = models.CharField(max_length=10, choices=Layout.choices, default=Layout.DETAILED)
    framework_text = models.CharField("framework", max_length=LINE, blank=True)
    framework = models.ForeignKey(
        OutcomeFramework, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta(Ordered.Meta):
        verbose_name_plural = "appendices"
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="appendix_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=models.Q(layout__in=Layout.values),
                name="appendix_layout_known",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        """ "Appendix 1: Actions from the strategic plan", with whatever of it is given."""
        label = f"Appendix {self.number}".strip()
        return f"{label}: {self.title}" if self.title else label


class OutcomeBlock(Ordered, Carried, Responsible):
    """An outcome and aim of an appendix with the objectives under it.

    Outcome and aim are kept as printed; where the framework knows them, they are linked.
    `responsible` holds the outcome's lead.
    """

    appendix = models.ForeignKey(Appendix, on_delete=models.CASCADE, related_name="blocks")
    number = models.CharField(max_length=LINE, blank=True)
    outcome_text = models.CharField("outcome", max_length=TEXT, blank=True)
    aim_text = models.CharField("aim", max_length=TEXT, blank=True)
    outcome = models.ForeignKey(Outcome, null=True, blank=True, on_delete=models.SET_NULL)
    aim = models.ForeignKey(Aim, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta(Ordered.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["appendix", "position"],
                name="outcome_block_position_once",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def read_framework(self) -> None:
        """Find the outcome and aim that are meant in the framework of the appendix."""
        self.outcome = self.aim = None
        if self.appendix.framework is not None:
            outcomes = self.appendix.framework.outcomes
            self.outcome = outcomes.filter(name__iexact=self.outcome_text).first()
        if self.outcome is not None:
            self.aim = self.outcome.aims.filter(text__iexact=self.aim_text).first()

    def __str__(self) -> str:
        return f"{self.number} {self.outcome_text}".strip()
