"""Topics and questions as reference data: how they are listed, changed and asked no more."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import Count, QuerySet

from core.filters import FilterSet, WordsFilter
from core.tables import Column, NumberColumn
from council.reference import Kind, register_kind
from council.tables import ReferenceTable, edit_address
from reports.committee.kinds import in_words
from reports.models import PackPart, Question, QuestionTopic
from reports.questions.forms import QuestionForm, TopicForm


class TopicTable(ReferenceTable):
    """Topics in their order."""

    caption = "Topics"
    name = Column(linkify=edit_address)
    question_count = NumberColumn(verbose_name="Questions")

    class Meta(ReferenceTable.Meta):
        model = QuestionTopic
        fields = ("name", "question_count")


class TopicFilter(FilterSet):
    """Topics by name."""

    words = WordsFilter(within=("name",))

    class Meta:
        model = QuestionTopic
        fields = ("words",)


class QuestionTable(ReferenceTable):
    """Questions by topic."""

    caption = "Questions"
    row_header = "text"
    text = Column("Question", linkify=edit_address)
    topic = Column(order_by=("topic__position", "position"))
    kinds = Column("Usually asked with", orderable=False)
    from_handbook = Column("From the handbook", order_by="from_handbook")
    is_asked = Column("Still asked", order_by="is_asked")

    class Meta(ReferenceTable.Meta):
        model = Question
        fields = ("text", "topic", "kinds", "from_handbook", "is_asked")

    def render_kinds(self, record: Question) -> str:
        return in_words(record.kinds)

    def render_from_handbook(self, record: Question) -> str:
        return "Yes" if record.from_handbook else "No"

    def render_is_asked(self, record: Question) -> str:
        return "Yes" if record.is_asked else "No"


class QuestionFilter(FilterSet):
    """Questions by words, topic and kind of paper."""

    words = WordsFilter(within=("text",))
    topic = django_filters.ModelChoiceFilter(
        queryset=QuestionTopic.objects.all(), empty_label="All topics"
    )
    kind = django_filters.ChoiceFilter(
        label="Usually asked with",
        method="filter_kind",
        choices=PackPart.Kind.choices,
        empty_label="All kinds of paper",
    )
    is_asked = django_filters.BooleanFilter(label="Still asked")

    class Meta:
        model = Question
        fields = ("words", "topic", "kind", "is_asked")

    def filter_kind(self, rows: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        return rows.filter(kinds__contains=[value])


def _with_questions_counted(topics: QuerySet[Any]) -> QuerySet[Any]:
    return topics.annotate(question_count=Count("questions", distinct=True))


def _with_topic(questions: QuerySet[Any]) -> QuerySet[Any]:
    return questions.select_related("topic")


def register_kinds() -> None:
    """Called once, when the app is ready."""
    register_kind(
        Kind(
            "question-topics",
            QuestionTopic,
            "What the questions of scrutiny members are about.",
            TopicForm,
            TopicTable,
            TopicFilter,
            with_more=_with_questions_counted,
        )
    )
    register_kind(
        Kind(
            "questions",
            Question,
            "The questions that scrutiny members may ask, from the handbook and the council’s own.",
            QuestionForm,
            QuestionTable,
            QuestionFilter,
            with_more=_with_topic,
            instead_of_removal="If it should no longer be asked, say so on its page instead: its "
            "answers stay.",
        )
    )
