"""The search index: two tables that the database itself keeps in step with the parts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from accounts.models import User
from plans.models.plan import Plan


class SearchEntryQuerySet(models.QuerySet["SearchEntry"]):
    """What is searched, and who may find it."""

    def readable_by(self, user: User) -> SearchEntryQuerySet:
        """The parts of the plans that a user may read."""
        return self.filter(plan__in=Plan.objects.readable_by(user).order_by().values("pk"))


class SearchEntry(models.Model):
    """One part of a plan as it is searched: its ref and heading, its text, and the rest.

    Written by triggers on the tables of the parts and by nothing else, so that it follows
    every change, by whatever way it comes. Which texts it takes in says the database's
    function `plans_search_parts` (in the migration that made this table): a migration that
    adds a text to a part replaces it, and then writes the entries anew.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", "Plan"
        SECTION = "section", "Section"
        PARAGRAPH = "paragraph", "Paragraph"
        APPENDIX = "appendix", "Appendix"
        OUTCOME = "outcome", "Outcome"
        OBJECTIVE = "objective", "Objective"
        ACTION = "action", "Action"
        KPI = "kpi", "KPI"
        RISK = "risk", "Risk"

    # The database removes the entries of a plan that is removed.
    plan = models.ForeignKey(
        Plan, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    kind = models.CharField(max_length=9, choices=Kind.choices)
    part_id = models.BigIntegerField()
    anchor = models.TextField()
    """The id of its place on the plan's page."""
    ref = models.TextField()
    heading = models.TextField()
    main = models.TextField()
    others = models.TextField()
    keys = ArrayField(models.TextField())
    """Its ref in every spelling that finds it at once: "ob3", "objectiveob3"."""
    words = SearchVectorField()
    forms = ArrayField(models.TextField())
    """Each word as it stands in the text, for suggestions."""

    objects = SearchEntryQuerySet.as_manager()

    audit_unwatched = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "part_id"], name="search_entry_once_a_part")
        ]
        indexes = [
            GinIndex(fields=["words"], name="search_entry_words"),
            GinIndex(fields=["keys"], name="search_entry_keys"),
            GinIndex(fields=["forms"], name="search_entry_forms"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.ref}".strip()


class SearchWord(models.Model):
    """A word that has stood in some plan.

    It may be offered only to those who can read it in a plan today. It may stand here twice:
    were that forbidden, two people writing at once would have to wait for one another.
    """

    word = models.TextField()

    audit_unwatched = True

    class Meta:
        indexes = [
            models.Index(fields=["word"], name="search_word"),
            GistIndex(fields=["word"], name="search_word_near", opclasses=["gist_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
