"""The questions by topic, and their answers: who reads which, and how soon last year's is found."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.urls import reverse

from reports.models import PackPart, Question, QuestionTopic
from reports.questions.reading import answers_readable_by, for_paper, side_by_side, topics_for
from reports.questions.ready_made import TOPICS, add_ready_made
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import UserFactory
from tests.factories.papers import (
    PublicationFactory,
    QuestionFactory,
    QuestionTopicFactory,
    freeze_pack,
)
from tests.papers.committee.made import LAST_YEAR, THIS_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 20, 12, tzinfo=UTC))


@pytest.fixture
def directorate():
    return directorate_of()


@pytest.fixture
def member(directorate):
    return somebody_who_is("committee_member", committee=directorate.committee)


def links(page: str) -> list[str]:
    """The addresses to which a page leads."""
    return [unescape(address) for address in re.findall(r'<a [^>]*href="([^"]+)"', page)]


# The list a new system comes with


def test_it_has_every_topic_of_the_handbook():
    assert [topic.name for topic in QuestionTopic.objects.all()] == [name for name, _ in TOPICS]
    assert len(TOPICS) == 8
    assert all(Question.objects.values_list("from_handbook", flat=True))


def test_each_is_asked_with_kinds_of_paper_that_there_are():
    for question in Question.objects.all():
        assert question.kinds
        assert set(question.kinds) <= set(PackPart.Kind.values)


def test_what_a_council_has_made_its_own_is_never_laid_again():
    Question.objects.exclude(topic__name="Training of members").delete()
    QuestionTopic.objects.exclude(name="Training of members").delete()
    add_ready_made()
    assert QuestionTopic.objects.count() == 1


# Three clicks


def test_a_member_finds_last_years_answer_in_three_clicks_from_where_they_land(directorate, member):
    question = QuestionFactory()
    paper_of(directorate, LAST_YEAR, kinds=("answers",), answers=[(question, "Last autumn’s.")])
    paper_of(directorate, THIS_YEAR, kinds=("answers",), answers=[(question, "This autumn’s.")])
    browser = browser_of(member)
    page = browser.get("/", follow=True)
    assert page.redirect_chain[-1][0] == reverse("papers:home")

    clicks = 0
    for address in (reverse("papers:questions"), reverse("papers:question", args=[question.pk])):
        assert address in links(page.content.decode())
        page = browser.get(address)
        clicks += 1

    assert clicks <= 3
    text = page.content.decode()
    assert "Last year’s answer" in text
    assert text.index("This autumn’s.") < text.index("Last autumn’s.") < text.index("All answers")


# Answers


def test_this_years_and_last_years_answer_stand_side_by_side_for_each_directorate(
    directorate, member
):
    question, beside = QuestionFactory(), directorate_of(directorate.committee)
    for day, text in ((THIS_YEAR, "Now"), (LAST_YEAR, "Then")):
        paper_of(directorate, day, kinds=("answers",), answers=[(question, text)])
    paper_of(beside, LAST_YEAR, kinds=("answers",), answers=[(question, "Theirs")])
    pairs = side_by_side(answers_readable_by(member), datetime(2026, 11, 20, tzinfo=UTC).date())
    assert {
        each.directorate: (str(each.now and each.now.text), each.before.text) for each in pairs
    } == {
        directorate.name: ("Now", "Then"),
        beside.name: ("None", "Theirs"),
    }


def test_the_municipal_year_begins_in_may(directorate, member):
    question = QuestionFactory()
    paper_of(directorate, LAST_YEAR, kinds=("answers",), answers=[(question, "Autumn 2025")])

    def pair(year: int, month: int):
        day = datetime(year, month, 1, tzinfo=UTC).date()
        (found,) = side_by_side(answers_readable_by(member), day)
        return found

    assert pair(2026, 4).now.text == "Autumn 2025"
    assert pair(2026, 5).before.text == "Autumn 2025"


def test_all_answers_are_listed_newest_first_with_paper_meeting_and_year(directorate, member):
    question = QuestionFactory()
    for day, text in ((LAST_YEAR, "Older"), (THIS_YEAR, "Newer")):
        paper_of(directorate, day, kinds=("answers",), answers=[(question, text)], title=text)
    page = browser_of(member).get(reverse("papers:question", args=[question.pk])).content.decode()
    listed = page[page.index("All answers") :]
    assert listed.index("Newer") < listed.index("Older")
    assert "26 November 2025" in listed
    assert "2025/26" in listed
    assert str(directorate.committee) in listed


def test_answers_of_a_version_that_was_replaced_are_no_answers(directorate, member):
    question = QuestionFactory()
    paper = paper_of(directorate, kinds=("answers",), answers=[(question, "Wrong")])
    PublicationFactory(paper=freeze_pack(paper.pack, answers=[(question, "Right")]))
    assert [each.text for each in answers_readable_by(member)] == ["Right"]


def test_answers_are_read_by_who_reads_what_the_committee_reads(directorate, member):
    """The public version may name posts where the committee's names people."""
    question = QuestionFactory()
    to = ("committee", "public")
    paper_of(directorate, kinds=("answers",), answers=[(question, "Dale Porter leads")], to=to)
    readers = [
        member,
        somebody_who_is("committee_clerk", committee=directorate.committee),
        somebody_who_is("officer", directorate=directorate),
        somebody_who_is("officer"),
    ]
    others = [
        somebody_who_is("committee_member"),
        somebody_who_is("officer", directorate=directorate_of()),
        somebody_who_is("admin"),
        UserFactory(),
    ]
    for user in readers:
        assert answers_readable_by(user).exists()
    for user in others:
        page = browser_of(user).get(reverse("papers:question", args=[question.pk]))
        assert "Dale Porter" not in page.content.decode()


def test_an_answer_not_published_yet_is_not_read_by_members(directorate, member):
    question = QuestionFactory()
    paper_of(directorate, kinds=("answers",), answers=[(question, "Early")], to=())
    assert not answers_readable_by(member).exists()


# Pages


def test_everybody_who_signed_in_may_read_the_questions():
    question = QuestionFactory()
    for user in [*everybody_but("officer"), somebody_who_is("officer")]:
        assert browser_of(user).get(reverse("papers:questions")).status_code == 200
        address = reverse("papers:question", args=[question.pk])
        assert browser_of(user).get(address).status_code == 200


def test_a_question_asked_no_more_is_listed_only_if_it_was_answered(directorate, member):
    topic = QuestionTopicFactory(name="Ours")
    answered = QuestionFactory(topic=topic, is_asked=False, text="Answered?")
    QuestionFactory(topic=topic, is_asked=False, text="Never answered?")
    QuestionFactory(topic=topic, text="Asked?", position=99)
    paper_of(directorate, kinds=("answers",), answers=[(answered, "Yes")])
    (ours,) = [each for each in topics_for(member) if each.topic == topic]
    assert [(each.question.text, each.number) for each in ours.questions] == [
        ("Answered?", 1),
        ("Asked?", 0),
    ]


def test_only_who_manages_reference_data_is_led_to_where_questions_are_changed(member):
    def page(user) -> str:
        return browser_of(user).get(reverse("papers:questions")).content.decode()

    assert "/reference-data/questions/" in page(somebody_who_is("admin"))
    assert "/reference-data/questions/" not in page(member)


def test_the_number_of_queries_does_not_grow(directorate, member, django_assert_num_queries):
    questions = [QuestionFactory() for _ in range(3)]
    answers = [(question, "Yes") for question in questions]
    paper_of(directorate, kinds=("answers",), answers=answers[:1])
    browser = browser_of(member)
    pages = [reverse("papers:questions"), reverse("papers:question", args=[questions[0].pk])]
    numbers = {pages[0]: 6, pages[1]: 8}
    for page in pages:
        with django_assert_num_queries(numbers[page]):
            browser.get(page)
    paper_of(directorate, LAST_YEAR, kinds=("answers",), answers=answers)
    for page in pages:
        with django_assert_num_queries(numbers[page]):
            browser.get(page)


# Beside a paper


def test_beside_a_paper_stand_the_questions_of_its_kinds_and_those_it_answers(directorate, member):
    Question.objects.all().delete()
    plan = QuestionFactory(kinds=["plan"], position=1)
    QuestionFactory(kinds=["workforce"])
    QuestionFactory(kinds=["plan"], is_asked=False)
    other = QuestionFactory(kinds=[], position=1)
    paper = paper_of(directorate, kinds=("plan", "answers"), answers=[(other, "It is so")])
    shown = [(each.question, each.answer and each.answer.text) for each in for_paper(paper, member)]
    assert shown == [(plan, None), (other, "It is so")]


def test_beside_a_paper_read_as_the_public_does_no_answer_is_shown(directorate):
    Question.objects.all().delete()
    question = QuestionFactory(kinds=["plan"])
    to = ("committee", "public")
    answers = [(question, "Dale Porter leads")]
    paper = paper_of(directorate, kinds=("plan", "answers"), answers=answers, to=to)
    (shown,) = for_paper(paper, UserFactory())
    assert (shown.question, shown.answer) == (question, None)
