"""Topics, and questions with the kinds of paper to which they are attached."""

from __future__ import annotations

from typing import Any

from django import forms

from core.conflicts import RevisedModelForm
from core.forms import Look
from core.positions import next_position
from reports.models import PackPart, Question, QuestionTopic


class TopicForm(RevisedModelForm):
    """A topic of questions, and where it stands among the others."""

    constraint_messages = {"question_topic_once": ("name", "There is a topic of that name already")}
    looks = {
        "name": Look(called="the name of the topic"),
        "position": Look(width="3", called="where it stands"),
    }

    class Meta:
        model = QuestionTopic
        fields = ("name", "position")
        labels = {"position": "Place in the list"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = next_position(QuestionTopic.objects.all(), first=1)


class QuestionForm(RevisedModelForm):
    """A question, its topic, and the kinds of paper with which it is usually asked."""

    looks = {
        "topic": Look(called="a topic"),
        "text": Look(called="the question"),
        "position": Look(width="3", called="where it stands"),
    }
    kinds = forms.MultipleChoiceField(
        label="Usually asked with",
        choices=[each for each in PackPart.Kind.choices if each[0] != PackPart.Kind.ANSWERS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="It is offered to whoever writes such papers, and shown beside them.",
    )

    class Meta:
        model = Question
        fields = ("topic", "text", "kinds", "position", "is_asked")
        labels = {"text": "Question", "position": "Place within its topic"}
        help_texts = {"is_asked": "A question that is asked no more keeps its answers."}
        widgets = {"text": forms.Textarea(attrs={"rows": "3"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial["position"] = next_position(Question.objects.all(), first=1)
