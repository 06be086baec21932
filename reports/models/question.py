from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from core.models import Revised
from core.text import LINE, TEXT
from reports.models.pack import Pack, PackPart


class QuestionTopic(Revised):
    """What questions of scrutiny members are about."""

    name = models.CharField(max_length=LINE)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "name"]
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="question_topic_once",
                violation_error_message="There is a topic of that name already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Question(Revised):
    """A question that a scrutiny member may ask, from the handbook or the council's own list."""

    topic = models.ForeignKey(QuestionTopic, on_delete=models.PROTECT, related_name="questions")
    text = models.CharField(max_length=TEXT)
    position = models.PositiveIntegerField()
    kinds = ArrayField(
        models.CharField(max_length=13, choices=PackPart.Kind.choices), default=list, blank=True
    )
    """The kinds of paper with which it is usually asked."""
    from_handbook = models.BooleanField(default=False, editable=False)
    is_asked = models.BooleanField("still asked", default=True)

    class Meta:
        ordering = ["topic__position", "topic__name", "position", "pk"]

    def __str__(self) -> str:
        return self.text


class PackAnswer(Revised):
    """The answer that a pack gives to one of the questions, before a member must ask it."""

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="+")
    text = models.TextField("answer", max_length=TEXT)

    class Meta:
        ordering = ["question__topic__position", "question__position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "question"],
                name="pack_answers_a_question_once",
                violation_error_message="The pack answers this question already.",
            ),
        ]

    def __str__(self) -> str:
        return str(self.question)
