"""Topics and questions as the council's own reference data."""

import pytest
from django.urls import reverse

from council.reference import KINDS
from reports.models import PackAnswer, Question, QuestionTopic
from tests.accounts.people import an_admin, browser_of, everybody_but, somebody_who_is
from tests.factories.papers import PackFactory, QuestionFactory, QuestionTopicFactory
from tests.papers.committee.made import directorate_of, paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return browser_of(an_admin())


def address(kind: str, name: str, *more) -> str:
    return reverse(f"reference:{name}", args=[KINDS[kind], *more])


def sent(question: Question, **values) -> dict:
    return {
        "topic": question.topic_id,
        "text": question.text,
        "kinds": question.kinds,
        "position": question.position,
        "is_asked": "on",
        "revision": question.revision,
    } | values


@pytest.mark.parametrize("kind", ["questions", "question-topics"])
def test_who_manages_reference_data_changes_them_and_nobody_else(kind):
    row = QuestionFactory() if kind == "questions" else QuestionTopicFactory()
    for user in everybody_but("admin"):
        for name, more in (("add", ()), ("edit", (row.pk,)), ("remove", (row.pk,))):
            assert browser_of(user).get(address(kind, name, *more)).status_code == 403
    assert browser_of(an_admin()).get(address(kind, "add")).status_code == 200


def test_a_topic_and_a_question_are_added(admin):
    admin.post(address("question-topics", "add"), {"name": "Housing", "position": "9"})
    topic = QuestionTopic.objects.get(name="Housing")
    admin.post(
        address("questions", "add"),
        {
            "topic": topic.pk,
            "text": "Who waits longest?",
            "kinds": ["plan", "progress"],
            "position": "1",
            "is_asked": "on",
        },
    )
    question = topic.questions.get()
    assert (question.text, question.kinds) == ("Who waits longest?", ["plan", "progress"])
    assert not question.from_handbook


def test_a_second_topic_of_the_same_name_is_refused_beside_the_field(admin):
    QuestionTopicFactory(name="Housing")
    page = admin.post(address("question-topics", "add"), {"name": "housing", "position": "9"})
    assert "There is a topic of that name already" in page.content.decode()
    assert QuestionTopic.objects.filter(name__iexact="housing").count() == 1


def test_two_admins_never_lose_what_the_other_attached(admin):
    question = QuestionFactory(kinds=["plan"])
    first = sent(question, kinds=["plan", "progress"])
    second = sent(question, kinds=["workforce"])
    admin.post(address("questions", "edit", question.pk), first)
    page = admin.post(address("questions", "edit", question.pk), second).content.decode()
    assert "Plan, Progress report" in page
    question.refresh_from_db()
    assert question.kinds == ["plan", "progress"]


def test_a_question_that_was_answered_is_asked_no_more_instead_of_removed(admin):
    question = QuestionFactory()
    paper_of(directorate_of(), kinds=("answers",), answers=[(question, "Yes")])
    page = admin.post(address("questions", "remove", question.pk)).content.decode()
    assert "cannot be removed" in page
    assert Question.objects.filter(pk=question.pk).exists()

    values = sent(question)
    del values["is_asked"]
    admin.post(address("questions", "edit", question.pk), values)
    question.refresh_from_db()
    assert not question.is_asked


def test_a_question_that_a_pack_answers_is_not_removed(admin):
    question = QuestionFactory()
    PackAnswer.objects.create(pack=PackFactory(), question=question, text="Yes")
    admin.post(address("questions", "remove", question.pk))
    assert Question.objects.filter(pk=question.pk).exists()


def test_a_question_never_answered_is_removed(admin):
    question = QuestionFactory()
    admin.post(address("questions", "remove", question.pk))
    assert not Question.objects.filter(pk=question.pk).exists()


def test_a_topic_with_questions_is_not_removed(admin):
    topic = QuestionFactory().topic
    admin.post(address("question-topics", "remove", topic.pk))
    assert QuestionTopic.objects.filter(pk=topic.pk).exists()


def test_the_list_is_narrowed_by_kind_of_paper():
    QuestionFactory(text="Who waits?", kinds=["workforce"])
    officer = browser_of(somebody_who_is("officer"))
    page = officer.get(address("questions", "list"), {"kind": "workforce", "words": "waits"})
    assert [row.record.text for row in page.context["table"].rows] == ["Who waits?"]
