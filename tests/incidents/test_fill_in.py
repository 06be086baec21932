"""Filling in a return on its page: what was typed stays, whoever else comes between."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from incidents.acts_on_collections import close_collection
from incidents.acts_on_returns import make_nil_return, save_return
from incidents.figures import Figures
from incidents.models import ReturnDraft, SchoolReturn
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import (
    CollectionFactory,
    ReturnCountFactory,
    SchoolReturnFactory,
    category_named,
)
from tests.incidents.answering import HEAD, box, figures, page, saved, text_of, typed

pytestmark = pytest.mark.django_db
BOYS = "victim_gender, Male"
GIRLS = "victim_gender, Female"


def fill_in(client, row, typed_in, **more):
    return client.post(page("fill_in", row.pk), typed_in | more)


def value_in(client, row, words):
    form = client.get(page("fill_in", row.pk)).context["form"]
    return form[words if words == "total" else box(row, words)].value()


def test_it_is_saved_and_one_comes_back_later(at_school, school_return):
    response = fill_in(
        at_school, school_return, typed(at_school, school_return, total=3, **{BOYS: 2})
    )
    assert response.url == page("return", school_return.pk)
    assert saved(school_return) == ("in_progress", 3, {BOYS: 2})
    assert value_in(at_school, school_return, "total") == 3
    assert value_in(at_school, school_return, BOYS) == 2
    assert value_in(at_school, school_return, GIRLS) is None


def test_or_one_goes_on_to_confirm(at_school, school_return):
    answers = typed(at_school, school_return, total=3)
    response = fill_in(at_school, school_return, answers, make="1")
    assert response.url == page("confirm", school_return.pk)


def test_every_category_of_its_year_has_a_box_and_no_other(at_school, school):
    row = SchoolReturnFactory(
        school=school, collection=CollectionFactory(first_year=2010, opened=True)
    )
    words = text_of(at_school.get(page("fill_in", row.pk)))
    assert words.count("Black groups") == 2
    assert "Black Caribbean" not in words
    form = at_school.get(page("fill_in", row.pk)).context["form"]
    total_and_revision, support, people, places = 2, 2, 5 + 5 + 2, 2
    assert len(form.fields) == total_and_revision + support + 2 * people + places


REFUSED = {
    "-1": "0 or more",
    "1.5": "whole number",
    "1,5": "whole number",
    "two": "whole number",
    "2-3": "whole number",
    "100000": "99,999",
    "٣x": "whole number",
    "9" * 5000: "",
}


@pytest.mark.parametrize("number", REFUSED, ids=[text[:8] for text in REFUSED])
def test_what_is_no_whole_number_is_told_beside_its_box_and_stays(at_school, school_return, number):
    answers = typed(at_school, school_return, total=7, **{BOYS: number})
    response = fill_in(at_school, school_return, answers)
    form = response.context["form"]
    assert response.status_code == 200
    [error] = form[box(school_return, BOYS)].errors
    assert REFUSED[number].replace(",", "") in error.replace(",", "")
    assert form[box(school_return, BOYS)].value() == number
    assert form["total"].value() == "7"
    assert "There is a problem" in response.content.decode()
    assert saved(school_return) == ("not_started", None, {})


@pytest.mark.parametrize(
    ("number", "read"), [("1,204", 1204), ("1 204", 1204), (" 3 ", 3), ("0", 0), ("007", 7)]
)
def test_numbers_are_read_as_papers_print_them(at_school, school_return, number, read):
    fill_in(at_school, school_return, typed(at_school, school_return, total=number))
    assert saved(school_return)[1] == read


def test_an_empty_box_is_not_0(at_school, school_return):
    answers = typed(at_school, school_return, total=3, **{BOYS: "0", GIRLS: ""})
    fill_in(at_school, school_return, answers)
    assert saved(school_return) == ("in_progress", 3, {BOYS: 0})
    words = text_of(at_school.get(page("return", school_return.pk)))
    assert "not filled in" in words


def test_boxes_of_a_category_that_the_year_does_not_have_are_passed_over(at_school, school_return):
    strange = {f"victim_ethnicity-{category_named('Asian').pk}": "5", "shoe_size-1": "4"}
    fill_in(at_school, school_return, typed(at_school, school_return, total=3) | strange)
    assert saved(school_return) == ("in_progress", 3, {})


def test_sums_and_differences_stand_under_the_boxes(at_school, school_return):
    save_return(
        school_return,
        figures(school_return.collection, 3, **{BOYS: 2}),
        actor=somebody_who_is("returns_officer"),
    )
    words = text_of(at_school.get(page("fill_in", school_return.pk)))
    assert "Sum: 2. 2 of 3 recorded; 1 not recorded" in words


def test_last_years_figures_stand_beside_the_boxes(at_school, school, school_return):
    SchoolReturnFactory(
        school=school,
        collection=CollectionFactory(first_year=2025, opened=True),
        returned=True,
        total=8,
        counts={BOYS: 5, GIRLS: 0},
    )
    words = text_of(at_school.get(page("fill_in", school_return.pk)))
    assert "In 2025/26 the total was 8." in words
    assert "(2025/26: 5)" in words
    assert "(2025/26: 0)" in words
    assert words.count("(2025/26: ") == 2


def test_the_council_types_in_what_came_on_paper(council, school_return):
    words = text_of(council.get(page("fill_in", school_return.pk)))
    assert "typed in from paper" in words
    fill_in(council, school_return, typed(council, school_return, total=3))
    assert SchoolReturn.objects.get().on_paper


# Two people


def test_the_second_to_save_sees_both_versions_and_chooses(at_school, council, school_return):
    mine = typed(at_school, school_return, total=3, **{BOYS: 2})
    theirs = typed(council, school_return, total=5)
    fill_in(council, school_return, theirs)
    response = fill_in(at_school, school_return, mine)
    assert response.status_code == 200
    assert "Tamsin Ridley saved this while you had it open" in text_of(response)
    told = {(d.typed, d.saved) for d in response.context["form"].differences}
    assert told == {("3", "5"), ("2", "")}
    assert saved(school_return) == ("in_progress", 5, {})
    again = mine | {"revision": str(response.context["form"]["revision"].value())}
    fill_in(at_school, school_return, again)
    assert saved(school_return) == ("in_progress", 3, {BOYS: 2})


def test_two_who_typed_the_same_do_not_notice_each_other(at_school, council, school_return):
    mine = typed(at_school, school_return, total=3)
    fill_in(council, school_return, typed(council, school_return, total=3))
    assert fill_in(at_school, school_return, mine).status_code == 302


def test_who_saves_after_the_return_was_confirmed_is_told_and_loses_nothing(
    at_school, school_return, officer
):
    mine = typed(at_school, school_return, total=3, **{BOYS: 2})
    make_nil_return(school_return, HEAD, actor=officer)
    response = fill_in(at_school, school_return, mine)
    assert "This return has been confirmed. Ask the council to reopen it" in text_of(response)
    form = response.context["form"]
    assert (form["total"].value(), form[box(school_return, BOYS)].value()) == ("3", "2")
    assert saved(school_return) == ("returned", 0, {})
    assert ReturnDraft.objects.get().typed["total"] == "3"


@pytest.mark.parametrize("name", ["nil", "confirm"])
def test_who_confirms_what_is_confirmed_already_is_told(name, at_school, school_return, officer):
    make_nil_return(school_return, HEAD, actor=officer)
    answers = {"name": "Ruth Ackroyd", "post": "head"}
    response = at_school.post(page(name, school_return.pk), answers)
    assert "This return has been confirmed" in text_of(response)
    assert at_school.get(page(name, school_return.pk)).status_code == 302


# A collection that is closed while somebody types


def test_what_was_typed_is_kept_when_the_collection_is_closed(
    at_school, school_return, officer, council
):
    mine = typed(at_school, school_return, total=3, **{BOYS: "two"})
    close_collection(school_return.collection, actor=officer)
    for number in ("two", "2"):
        mine[box(school_return, BOYS)] = number
        response = fill_in(at_school, school_return, mine)
        form = response.context["form"]
        assert form[box(school_return, BOYS)].value() == number
    assert "The collection is closed, so the return was not saved" in text_of(response)
    assert saved(school_return) == ("not_started", None, {})
    council.post(page("collection_reopen", school_return.collection_id), {"reason": "Snow"})
    assert value_in(at_school, school_return, "total") == "3"
    assert value_in(at_school, school_return, BOYS) == "2"
    answers = typed(at_school, school_return)
    fill_in(at_school, school_return, answers)
    assert saved(school_return) == ("in_progress", 3, {BOYS: 2})


def test_a_closed_return_is_read_and_not_filled_in(at_school, school_return, officer):
    close_collection(school_return.collection, actor=officer)
    for name in ("fill_in", "nil", "confirm"):
        response = at_school.get(page(name, school_return.pk))
        assert response.url == page("return", school_return.pk)
    assert "Fill in the return" not in text_of(at_school.get(page("return", school_return.pk)))


@pytest.mark.parametrize("name", ["nil", "confirm"])
def test_who_confirms_after_closing_is_told(name, at_school, school_return, officer):
    save_return(school_return, Figures(3 if name == "confirm" else None), actor=officer)
    close_collection(school_return.collection, actor=officer)
    answers = {"name": "Ruth Ackroyd", "post": "head"}
    response = at_school.post(page(name, school_return.pk), answers)
    assert "The collection is closed" in text_of(response)


# Drafts


def draft(client, row, typed_in):
    return client.post(page("draft", row.pk), typed_in, headers={"HX-Request": "true"})


def test_what_is_typed_is_kept_and_added_up_by_the_page_itself(at_school, school_return):
    typed_in = typed(at_school, school_return, total=3, **{BOYS: 2, GIRLS: "x"})
    response = draft(at_school, school_return, typed_in)
    words = text_of(response)
    assert "What you typed is kept" in words
    assert "Sum: 2. 2 of 3 recorded; 1 not recorded" in words
    assert words.count('hx-swap-oob="true"') == 9
    assert saved(school_return) == ("not_started", None, {})


def test_a_draft_stands_in_the_boxes_again_with_who_typed_it(at_school, council, school_return):
    draft(at_school, school_return, typed(at_school, school_return, total=3, **{BOYS: "x"}))
    for client in (at_school, council):
        response = client.get(page("fill_in", school_return.pk))
        assert "What Ruth Ackroyd typed on 10 May 2027, 13:00 and did not save" in text_of(response)
        assert response.context["form"]["total"].value() == "3"
        assert response.context["form"][box(school_return, BOYS)].value() == "x"


def test_the_sums_are_those_of_the_draft_in_the_boxes(at_school, school_return):
    draft(
        at_school, school_return, typed(at_school, school_return, total=4, **{BOYS: 3, GIRLS: "x"})
    )
    assert "Sum: 3. 3 of 4 recorded; 1 not recorded" in text_of(
        at_school.get(page("fill_in", school_return.pk))
    )


def test_an_emptied_box_of_a_draft_stays_empty(at_school, school):
    row = SchoolReturnFactory(school=school, in_progress=True, counts={BOYS: 2})
    draft(at_school, row, typed(at_school, row, **{BOYS: ""}))
    assert value_in(at_school, row, BOYS) == ""
    fill_in(at_school, row, typed(at_school, row))
    assert saved(row) == ("in_progress", 3, {})


def test_a_draft_may_be_discarded(at_school, school):
    row = SchoolReturnFactory(school=school, in_progress=True)
    draft(at_school, row, typed(at_school, row, total=99))
    at_school.post(page("discard_draft", row.pk))
    assert not ReturnDraft.objects.exists()
    assert value_in(at_school, row, "total") == 3


@pytest.mark.parametrize("text", ["3\x00", "\x1b[3m", "3\ud7ff\uffff", "9" * 100_000])
def test_a_draft_keeps_what_can_be_kept_of_anything(at_school, school_return, text):
    answers = typed(at_school, school_return) | {"total": text}
    assert draft(at_school, school_return, answers).status_code == 200
    assert len(ReturnDraft.objects.get().typed["total"]) <= 500
    assert at_school.get(page("fill_in", school_return.pk)).status_code == 200


def test_a_draft_that_is_typed_after_signing_out_is_refused_to_the_script(client, school_return):
    assert draft(client, school_return, {"total": "3"}).status_code == 401


def test_a_draft_of_a_return_that_is_gone_finds_nothing(at_school, school_return, officer):
    address = page("draft", school_return.pk)
    school_return.delete()
    assert at_school.post(address, {"total": "3"}).status_code == 404


def test_the_number_of_queries_does_not_grow_with_what_is_filled_in(
    at_school, school, school_return
):
    SchoolReturnFactory(
        school=school,
        collection=CollectionFactory(first_year=2025, opened=True),
        returned=True,
        counts={BOYS: 5},
    )
    counts = []
    for name in (None, "Indian", "Pakistani", "Arab"):
        if name:
            ReturnCountFactory(school_return=school_return, breakdown="victim_ethnicity", name=name)
        with CaptureQueriesContext(connection) as queries:
            at_school.get(page("fill_in", school_return.pk))
        counts.append(len(queries))
    assert counts[1:] == counts[:1] * 3


def test_who_answers_for_two_schools_fills_in_each(respondent, school_return, collection):
    other = SchoolReturnFactory(collection=collection)
    respondent.role_assignments.create(role="school_respondent", school=other.school)
    client = browser_of(respondent)
    for number, row in enumerate((school_return, other), start=1):
        fill_in(client, row, typed(client, row, total=number))
    assert (saved(school_return)[1], saved(other)[1]) == (1, 2)
