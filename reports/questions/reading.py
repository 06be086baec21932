"""Questions with the answers that papers gave, for somebody who reads these papers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from accounts.models import User
from reports.committee.readable import newest
from reports.models import Paper, PaperAnswer, Question, QuestionTopic


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it is listed: how many answers one may read, and the newest of them."""

    question: Question
    number: int
    latest: PaperAnswer | None


@dataclass(frozen=True)
class Topic:
    """A topic with its questions."""

    topic: QuestionTopic
    questions: list[AskedQuestion]


@dataclass(frozen=True)
class Pair:
    """The answers of one directorate: of this municipal year, and of the one before."""

    directorate: str
    now: PaperAnswer | None
    before: PaperAnswer | None


@dataclass(frozen=True)
class Answered:
    """A question beside a paper, with the answer that the paper gives; None where it gives none."""

    question: Question
    answer: PaperAnswer | None


def answers_readable_by(user: User) -> QuerySet[PaperAnswer]:
    """The answers of the papers that somebody reads as the committee does, the newest first.

    They may name people whom the public version names by their post, so whoever reads only what
    was published to everybody finds them there, in the words that were published.
    """
    papers = newest(Paper.objects.read_whole_by(user)).order_by().values("pk")
    return (
        PaperAnswer.objects.filter(paper__in=papers)
        .select_related("paper")
        .defer("paper__data")
        .order_by("-paper__meeting_day", "-paper__pk", "pk")
    )


def topics_for(user: User) -> list[Topic]:
    """Every question that is still asked or was answered, by topic."""
    found: dict[int, list[PaperAnswer]] = {}
    for answer in answers_readable_by(user).defer("paper__data", "text"):
        found.setdefault(answer.question_id, []).append(answer)
    asked = Question.objects.filter(Q(is_asked=True) | Q(pk__in=found)).select_related("topic")
    return [
        Topic(topic, [_listed(question, found.get(question.pk, [])) for question in questions])
        for topic, questions in groupby(asked, key=lambda question: question.topic)
    ]


def _listed(question: Question, answers: list[PaperAnswer]) -> AskedQuestion:
    return AskedQuestion(question, len(answers), answers[0] if answers else None)


def municipal_year(day: date) -> int:
    """The calendar year in which the municipal year (May to April) of a day begins."""
    return day.year if day.month >= 5 else day.year - 1


def side_by_side(answers: Iterable[PaperAnswer], today: date) -> list[Pair]:
    """This year's and last year's answer of each directorate that gave any of them."""
    year = municipal_year(today)
    newest_of: dict[str, dict[int, PaperAnswer]] = {}
    for answer in answers:
        of_years = newest_of.setdefault(answer.paper.directorate_name, {})
        of_years.setdefault(answer.paper.year, answer)
    return [
        Pair(name, years.get(year), years.get(year - 1))
        for name, years in sorted(newest_of.items())
        if year in years or year - 1 in years
    ]


def for_paper(paper: Paper, user: User) -> list[Answered]:
    """The questions that are asked with papers of these kinds, and those that this one answers,
    with its answers as far as somebody may read them."""
    answers = {
        answer.question_id: answer
        for answer in PaperAnswer.objects.filter(
            paper=paper, paper__in=Paper.objects.read_whole_by(user).order_by().values("pk")
        )
    }
    questions = Question.objects.filter(
        Q(is_asked=True, kinds__overlap=paper.kinds) | Q(pk__in=answers)
    )
    return [
        Answered(question, answers.get(question.pk))
        for question in questions.select_related("topic")
    ]
