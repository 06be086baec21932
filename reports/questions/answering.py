"""The questions that a pack can answer, each with its answer and the one of last year."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.db.models import Q, QuerySet
from django.http import QueryDict

from reports.committee.readable import newest
from reports.models import Pack, PackAnswer, Paper, PaperAnswer, Question, QuestionTopic
from reports.questions.answer_form import AnswerForm


@dataclass(frozen=True)
class Box:
    """A question with the box for its answer, and what was answered last."""

    question: Question
    form: AnswerForm
    earlier: PaperAnswer | None


@dataclass(frozen=True)
class TopicBoxes:
    """The boxes of a topic."""

    topic: QuestionTopic
    boxes: list[Box]


class Answering:
    """All boxes of a pack: those that its papers usually meet, and all others."""

    def __init__(self, pack: Pack, data: QueryDict | None = None) -> None:
        self.pack = pack
        kinds = list(pack.parts.values_list("kind", flat=True))
        answers = {each.question_id: each for each in pack.answers.all()}
        questions = Question.objects.filter(Q(is_asked=True) | Q(pk__in=answers)).select_related(
            "topic"
        )
        earlier = _earlier_answers(pack)
        self.boxes = []
        self._expected = set()
        for question in questions:
            answer = answers.get(question.pk) or PackAnswer(pack=pack)
            answer.question = question
            prefix = f"question-{question.pk}"
            form = AnswerForm(data, instance=answer, prefix=prefix)
            if not form.is_touched:
                # It shows what is saved now, whatever it was when the page was opened.
                form = AnswerForm(instance=answer, prefix=prefix)
            self.boxes.append(Box(question, form, earlier.get(question.pk)))
            if question.pk in answers or set(question.kinds) & set(kinds):
                self._expected.add(question.pk)

    @property
    def expected(self) -> list[TopicBoxes]:
        """The questions that are asked with these kinds of paper, and those answered already."""
        return _by_topic([box for box in self.boxes if box.question.pk in self._expected])

    @property
    def others(self) -> list[TopicBoxes]:
        return _by_topic([box for box in self.boxes if box.question.pk not in self._expected])

    @property
    def shows_others(self) -> bool:
        """Whether something was typed for a question that these papers do not usually meet."""
        touched = [box for box in self.boxes if box.form.is_bound]
        return any(box.question.pk not in self._expected for box in touched)

    @property
    def forms(self) -> list[AnswerForm]:
        return [box.form for box in self.boxes]

    @property
    def touched(self) -> list[AnswerForm]:
        """The boxes in which something was typed, emptied or changed."""
        return [form for form in self.forms if form.is_bound]

    def is_valid(self) -> bool:
        """Whether all that was typed can be kept; every fault is told, not the first only."""
        faulty = [form for form in self.touched if not form.is_valid()]
        return not faulty


def _by_topic(boxes: list[Box]) -> list[TopicBoxes]:
    grouped = groupby(boxes, key=lambda box: box.question.topic)
    return [TopicBoxes(topic, list(of_topic)) for topic, of_topic in grouped]


def _earlier_answers(pack: Pack) -> dict[int, PaperAnswer]:
    """The newest answer to each question in another paper of the same directorate."""
    papers: QuerySet[Paper] = newest(Paper.objects.filter(directorate=pack.directorate_id))
    answers = (
        PaperAnswer.objects.filter(paper__in=papers.exclude(pack=pack).order_by().values("pk"))
        .select_related("paper")
        .defer("paper__data")
        .order_by("question_id", "-paper__meeting_day", "-pk")
        .distinct("question_id")
    )
    return {each.question_id: each for each in answers}
