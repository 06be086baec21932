"""The page of warnings, answering one, and two people who do it at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.workforce import UPPER
from tests.workforce.held import BEFORE, LATEST, children, counted
from tests.workforce.pages import errors, text_of
from tests.workforce.slips import WORDS, answered, correct, the_warning, with_a_slip
from workforce.checks import Kind
from workforce.kinds_of_slip import EXPLAINED
from workforce.models import CheckAnswer

pytestmark = pytest.mark.django_db
NOTE = "39.0 was meant."


def page_of(snapshot) -> str:
    return reverse("workforce:checks", args=[snapshot.pk])


def answer_page(snapshot, key=None) -> str:
    key = key or the_warning(snapshot).slip.key
    address = reverse("workforce:answer", args=[snapshot.pk])
    return f"{address}?key={key.replace(' ', '%20')}"


def take_back_page(answer) -> str:
    return reverse("workforce:take_back", args=[answer.snapshot_id, answer.pk])


def opened(browser, address) -> dict[str, str]:
    """What the form sends besides what is typed."""
    form = browser.get(address).context["form"]
    return {"revision": str(form["revision"].value())}


def test_only_who_keeps_the_figures_sees_and_answers_warnings(browser, officer):
    snapshot = with_a_slip()
    address, kept = answer_page(snapshot), answered(snapshot, officer)
    for somebody in everybody_but("workforce_officer"):
        theirs = browser_of(somebody)
        assert theirs.get(page_of(snapshot)).status_code == 403
        assert theirs.get(address).status_code == 403
        assert theirs.post(address, {"note": "No"}).status_code == 403
        assert theirs.post(take_back_page(kept), {"revision": "1"}).status_code == 403
    assert CheckAnswer.objects.get().note == NOTE


def test_every_kind_of_slip_is_explained():
    assert set(EXPLAINED) == set(Kind)


def test_warnings_stand_under_their_kind_with_what_it_means(browser):
    snapshot = with_a_slip()
    page = text_of(browser.get(page_of(snapshot)))
    heading, explanation = EXPLAINED[Kind.FEMALE_AND_MALE]
    assert [heading] == re.findall(
        r"<h2[^>]*>([^<]*)</h2>", page.split("<h1")[1].split("</main")[0]
    )
    assert explanation in page
    assert WORDS in page
    assert "1 of 1 waits for an answer." in page
    assert f'href="{answer_page(snapshot)}"' in page


def test_a_table_without_slips_says_so(browser):
    assert "Nothing looks wrong." in text_of(browser.get(page_of(counted(None))))


def test_a_warning_is_answered(browser, officer):
    snapshot = with_a_slip()
    address = answer_page(snapshot)
    assert WORDS in text_of(browser.get(address))
    typed = opened(browser, address) | {"note": NOTE, "as_footnote": "on"}
    response = browser.post(address, typed, follow=True)
    page = text_of(response)
    assert "The warning is answered" in page
    assert "Every warning is answered." in page
    assert NOTE in page
    assert re.search(r"Joanne Alder, \d+ \w+ \d{4}\. Printed as a footnote", page)
    kept = CheckAnswer.objects.get()
    assert (kept.note, kept.as_footnote, kept.answered_by) == (NOTE, True, officer)


@pytest.mark.parametrize("note", ["", "  "])
def test_an_answer_says_something(browser, note):
    address = answer_page(with_a_slip())
    response = browser.post(address, opened(browser, address) | {"note": note})
    assert errors(response, "note") == "Enter what you found"
    assert not CheckAnswer.objects.exists()


def test_a_warning_that_is_gone_leads_back_to_the_checks(browser):
    snapshot = with_a_slip()
    for key in (None, "x"):
        address = answer_page(snapshot, key)
        correct(snapshot)
        response = browser.get(address, follow=True)
        assert response.redirect_chain == [(page_of(snapshot), 302)]
        assert "The figures have changed, and this warning is gone" in text_of(response)
        correct(snapshot, "49.0")


def test_what_was_typed_stays_where_the_figure_was_changed_meanwhile(browser):
    snapshot = with_a_slip()
    address = answer_page(snapshot)
    typed = opened(browser, address) | {"note": NOTE}
    correct(snapshot)
    response = browser.post(address, typed)
    assert errors(response, None) == "The figures have changed, and this warning is gone"
    assert NOTE in text_of(response)
    assert not CheckAnswer.objects.exists()


def test_of_two_who_answer_at_once_the_second_sees_what_the_first_wrote(browser):
    snapshot = with_a_slip()
    address = answer_page(snapshot)
    other = browser_of(somebody_who_is("workforce_officer", user__name="Ravi Nair"))
    mine, theirs = opened(browser, address), opened(other, address)
    other.post(address, theirs | {"note": "It is as it was printed."})
    response = browser.post(address, mine | {"note": NOTE})
    assert "Ravi Nair saved this while you had it open" in errors(response, None)
    page = text_of(response)
    assert "It is as it was printed." in page
    assert NOTE in page
    assert CheckAnswer.objects.get().note == "It is as it was printed."
    again = {"revision": re.search(r'name="revision" value="(\d+)"', page)[1]}
    browser.post(address, again | {"note": NOTE})
    assert CheckAnswer.objects.get().note == NOTE


def test_an_answer_is_changed_and_not_lost_to_who_read_an_older_one(browser, officer):
    snapshot = with_a_slip()
    answered(snapshot, officer)
    address = answer_page(snapshot)
    older = opened(browser, address)
    assert browser.post(address, older | {"note": "Better words"}).status_code == 302
    response = browser.post(address, older | {"note": "Other words"})
    assert "saved this while you had it open" in errors(response, None)
    assert CheckAnswer.objects.get().note == "Better words"


def test_an_answer_is_taken_back(browser, officer):
    snapshot = with_a_slip()
    kept = answered(snapshot, officer)
    page = text_of(browser.get(page_of(snapshot)))
    assert f'action="{take_back_page(kept)}"' in page
    response = browser.post(take_back_page(kept), {"revision": kept.revision}, follow=True)
    assert "The answer is taken back" in text_of(response)
    assert not CheckAnswer.objects.exists()
    assert browser.get(take_back_page(kept)).status_code == 405
    assert browser.post(take_back_page(kept)).status_code == 404


@pytest.mark.parametrize("revision", ["1", "", "x"])
def test_an_answer_that_was_changed_since_it_was_read_is_not_taken_back(browser, officer, revision):
    snapshot = with_a_slip()
    kept = answered(snapshot, officer)
    answered(snapshot, officer, "Better words")
    response = browser.post(take_back_page(kept), {"revision": revision}, follow=True)
    assert "was changed while you looked at it" in text_of(response)
    assert CheckAnswer.objects.get().note == "Better words"


def test_an_answer_is_that_of_its_own_snapshot(browser, officer):
    kept = answered(with_a_slip(), officer)
    other = with_a_slip(BEFORE)
    address = reverse("workforce:take_back", args=[other.pk, kept.pk])
    assert browser.post(address, {"revision": kept.revision}).status_code == 404


def test_what_was_answered_before_the_figures_changed_stands_apart(browser, officer):
    snapshot = with_a_slip()
    kept = answered(snapshot, officer)
    correct(snapshot)
    before, apart = text_of(browser.get(page_of(snapshot))).split(
        "Answered before the figures changed"
    )
    assert "Nothing looks wrong." in before
    assert NOTE not in before
    assert WORDS in apart
    assert NOTE in apart
    assert "Printed as a footnote" not in apart
    browser.post(take_back_page(kept), {"revision": kept.revision})
    assert not CheckAnswer.objects.exists()


def test_the_page_asks_the_database_equally_often_however_much_is_held(browser, officer):
    def asked() -> int:
        browser.get(page_of(snapshot))
        with CaptureQueriesContext(connection) as queries:
            browser.get(page_of(snapshot))
        return len(queries)

    snapshot = with_a_slip()
    answered(snapshot, officer)
    few = asked()
    for day in (BEFORE, LATEST):
        with_a_slip(day)
        counted(children(), day)
    snapshot.groups.get(group__name=UPPER).shares.create(headline="bme", text="12")
    assert asked() == few
