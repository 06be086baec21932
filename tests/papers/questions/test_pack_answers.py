"""Answering questions in a pack: which are offered, what is kept, and who may."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core.models import AuditAct
from reports.models import PackAnswer, Question
from reports.questions.acts import answer_questions
from reports.questions.answer_form import AnswerForm
from reports.questions.answering import Answering
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.papers import PackFactory, PackPartFactory, QuestionFactory, move
from tests.papers.committee.made import LAST_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_other_questions() -> None:
    Question.objects.all().delete()


@pytest.fixture
def pack():
    pack = PackFactory(directorate=directorate_of())
    PackPartFactory(pack=pack, position=1)
    return pack


@pytest.fixture
def writer(pack):
    return somebody_who_is("officer", directorate=pack.directorate)


@pytest.fixture
def browser(writer):
    return browser_of(writer)


def address(pack) -> str:
    return reverse("papers:pack_answers", args=[pack.pk])


def opened(browser, pack) -> dict[str, str]:
    """What the form of the page sends if nothing is typed."""
    data = {}
    for form in browser.get(address(pack)).context["answering"].forms:
        data[form.opened_name] = form.opened
        data[form.add_prefix("text")] = form["text"].value() or ""
        data[form.add_prefix("revision")] = str(form["revision"].value())
    return data


def box(question) -> str:
    return f"question-{question.pk}-text"


def kinds(pack) -> list[str]:
    return list(pack.parts.values_list("kind", flat=True))


def test_the_first_answer_brings_its_part_and_the_last_one_emptied_takes_it_out(browser, pack):
    question, other = QuestionFactory(), QuestionFactory()
    browser.post(address(pack), opened(browser, pack) | {box(question): "Each term."})
    assert [each.text for each in pack.answers.all()] == ["Each term."]
    assert kinds(pack) == ["cover-report", "answers"]

    browser.post(address(pack), opened(browser, pack) | {box(other): "Yes."})
    browser.post(address(pack), opened(browser, pack) | {box(question): " "})
    assert [each.question for each in pack.answers.all()] == [other]
    assert kinds(pack) == ["cover-report", "answers"]

    browser.post(address(pack), opened(browser, pack) | {box(other): ""})
    assert not pack.answers.exists()
    assert kinds(pack) == ["cover-report"]


def test_the_part_that_is_there_stays_where_it_stands(browser, pack):
    PackPartFactory(pack=pack, kind="answers", target_id=None, position=2)
    PackPartFactory(pack=pack, position=3)
    question = QuestionFactory()
    browser.post(address(pack), opened(browser, pack) | {box(question): "Yes."})
    assert kinds(pack) == ["cover-report", "answers", "cover-report"]


def test_questions_of_the_kinds_in_the_pack_come_first_and_all_others_after(pack):
    usual = QuestionFactory(kinds=["cover-report"])
    answered = QuestionFactory()
    other = QuestionFactory(kinds=["workforce"])
    QuestionFactory(is_asked=False)
    retired = QuestionFactory(is_asked=False)
    for question in (answered, retired):
        PackAnswer.objects.create(pack=pack, question=question, text="Yes")

    def asked(topics) -> set[Question]:
        return {each.question for topic in topics for each in topic.boxes}

    answering = Answering(pack)
    assert asked(answering.expected) == {usual, answered, retired}
    assert asked(answering.others) == {other}


def test_the_answer_of_last_year_stands_beside_and_that_of_another_directorate_does_not(
    browser, pack
):
    question = QuestionFactory(kinds=["cover-report"])
    old = directorate_of()
    paper_of(old, LAST_YEAR, kinds=("answers",), answers=[(question, "Of others")])
    paper_of(
        pack.directorate, LAST_YEAR, kinds=("answers",), answers=[(question, "Each term")], to=()
    )
    page = browser.get(address(pack)).content.decode()
    assert "Answered in 2025/26" in page
    assert "Each term" in page
    assert "Of others" not in page


def test_an_answer_too_long_is_refused_beside_its_box_and_nothing_is_kept(browser, pack):
    question, other = QuestionFactory(), QuestionFactory()
    typed = {box(question): "x" * 10_001, box(other): "Good."}
    page = browser.post(address(pack), opened(browser, pack) | typed).content.decode()
    assert "govuk-error-message" in page
    assert "x" * 10_001 in page
    assert "Good." in page
    assert not pack.answers.exists()


def test_nothing_typed_is_no_act(browser, pack):
    QuestionFactory()
    browser.post(address(pack), opened(browser, pack))
    assert not AuditAct.objects.filter(action="pack.answered").exists()


def test_the_trail_says_who_answered_in_which_pack(browser, pack, writer):
    question = QuestionFactory()
    browser.post(address(pack), opened(browser, pack) | {box(question): "Yes."})
    (act,) = AuditAct.objects.filter(action="pack.answered")
    assert str(act) == f"{writer} answered members’ questions in the pack {pack}"


# Two at once


def test_two_who_answer_different_questions_do_not_disturb_each_other(browser, pack):
    first, second = QuestionFactory(), QuestionFactory()
    PackAnswer.objects.create(pack=pack, question=first, text="Before")
    both = opened(browser, pack)
    browser.post(address(pack), both | {box(first): "Changed"})
    response = browser.post(address(pack), both | {box(second): "Mine"})
    assert response.status_code == 302
    assert {each.text for each in pack.answers.all()} == {"Changed", "Mine"}


def test_the_second_to_change_an_answer_sees_both_and_the_first_ones_stays(browser, pack):
    question = QuestionFactory()
    both = opened(browser, pack)
    browser.post(address(pack), both | {box(question): "The first"})
    response = browser.post(address(pack), both | {box(question): "The second"})
    page = response.content.decode()
    assert "The first" in page
    assert "The second" in page
    assert pack.answers.get().text == "The first"
    again = opened(browser, pack) | {box(question): "The second"}
    browser.post(address(pack), again)
    assert pack.answers.get().text == "The second"


def test_who_changes_an_answer_that_was_removed_meanwhile_is_told_and_can_keep_it(browser, pack):
    question = QuestionFactory()
    PackAnswer.objects.create(pack=pack, question=question, text="Before")
    both = opened(browser, pack)
    browser.post(address(pack), both | {box(question): ""})
    response = browser.post(address(pack), both | {box(question): "Still wanted"})
    assert "Somebody removed this answer" in response.content.decode()
    assert not pack.answers.exists()
    (form,) = response.context["answering"].forms
    again = {
        form.opened_name: form.opened,
        form.add_prefix("text"): "Still wanted",
        form.add_prefix("revision"): form["revision"].value(),
    }
    browser.post(address(pack), again)
    assert pack.answers.get().text == "Still wanted"


def test_a_box_that_was_not_sent_is_left_as_it_is(browser, pack):
    question = QuestionFactory()
    PackAnswer.objects.create(pack=pack, question=question, text="Before")
    browser.post(address(pack), {})
    assert pack.answers.get().text == "Before"


# Who may


def test_who_writes_papers_of_the_directorate_may_answer_and_nobody_else(pack):
    directorate = pack.directorate
    for role in ("officer", "plan_lead"):
        user = somebody_who_is(role, directorate=directorate)
        assert browser_of(user).get(address(pack)).status_code == 200
    refused = {
        somebody_who_is("leadership_team", directorate=directorate): 403,
        somebody_who_is("committee_clerk", committee=pack.committee): 403,
        somebody_who_is("committee_member", committee=pack.committee): 404,
        somebody_who_is("officer", directorate=directorate_of()): 404,
    }
    others = everybody_but("officer", "plan_lead", "leadership_team")  # these hold them for all
    for user, status in [*refused.items(), *((user, 404) for user in others)]:
        assert browser_of(user).get(address(pack)).status_code == status
        assert browser_of(user).post(address(pack), {}).status_code == status


def test_a_pack_that_is_no_draft_is_not_answered_in(browser, pack, writer):
    move(pack, "submitted")
    assert browser.get(address(pack)).status_code == 403
    with pytest.raises(PermissionDenied):
        answer_questions(pack, [answered(pack)], actor=writer)


def answered(pack):
    """A box of the page with an answer in it."""
    blank = PackAnswer(pack=pack, question=QuestionFactory())
    form = AnswerForm({"text": "Yes", "revision": "0"}, instance=blank)
    form.full_clean()
    return form


def test_the_act_refuses_who_does_not_write_papers(pack):
    with pytest.raises(PermissionDenied):
        answer_questions(pack, [answered(pack)], actor=somebody_who_is("committee_clerk"))


def test_the_number_of_queries_does_not_grow_with_the_questions(
    browser, pack, django_assert_num_queries
):
    QuestionFactory()
    browser.get(address(pack))
    with django_assert_num_queries(11):
        browser.get(address(pack))
    for _ in range(5):
        QuestionFactory()
    with django_assert_num_queries(11):
        browser.get(address(pack))
