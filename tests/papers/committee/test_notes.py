"""Private notes on papers: only who wrote one can read it, and no trail holds a word of it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse

from accounts.audit_reading import ChangeReader
from core.models import AuditAct, AuditChange
from reports.committee.notes import NoteForm, remove_note, save_note
from reports.models import PaperNote
from tests.accounts.people import an_admin, browser_of, everybody_but, somebody_who_is
from tests.factories.papers import PublicationFactory, freeze_pack
from tests.papers.committee.made import LAST_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db
SECRET = "Xylophone: ask why nobody came"
NOTES = "/committee/notes/"


@pytest.fixture
def directorate():
    return directorate_of()


@pytest.fixture
def member(directorate):
    return somebody_who_is("committee_member", committee=directorate.committee)


@pytest.fixture
def paper(directorate):
    return paper_of(directorate)


def add(user, paper, text=SECRET, page="2"):
    address = reverse("papers:paper_notes", args=[paper.pk])
    response = browser_of(user).post(address, {"text": text, "page": page, "revision": "0"})
    assert response.status_code == 302
    return PaperNote.objects.get(user=user, text=text)


def change(user, note, **values):
    sent = {"text": note.text, "page": note.page or "", "revision": note.revision} | values
    return browser_of(user).post(reverse("papers:note", args=[note.pk]), sent)


def test_a_note_is_added_changed_and_removed(member, paper):
    note = add(member, paper)
    assert (note.page, note.paper) == (2, paper)

    change(member, note, text="Ask when", page="")
    note.refresh_from_db()
    assert (note.text, note.page) == ("Ask when", None)

    address = reverse("papers:note_remove", args=[note.pk])
    assert "Ask when" in browser_of(member).get(address).content.decode()
    assert PaperNote.objects.exists()
    browser_of(member).post(address)
    assert not PaperNote.objects.exists()


def test_notes_are_listed_by_paper_and_page(member, paper, directorate):
    add(member, paper, "Third", "30")
    add(member, paper, "Second", "4")
    add(member, paper, "First", "")
    add(member, paper_of(directorate, LAST_YEAR), "Of last year")
    page = browser_of(member).get(NOTES).content.decode()
    places = [page.index(text) for text in ("First", "Second", "Third", "Of last year")]
    assert places == sorted(places)


def test_a_note_on_a_paper_that_was_corrected_is_shown_with_its_version(member, paper):
    add(member, paper)
    corrected = freeze_pack(paper.pack)
    PublicationFactory(paper=corrected)
    address = reverse("papers:paper_notes", args=[corrected.pk])
    text = browser_of(member).get(address).content.decode()
    assert SECRET in text
    assert "Page 2 Version 1" in text


def test_an_empty_note_is_refused_beside_the_field_and_changes_nothing(member, paper):
    address = reverse("papers:paper_notes", args=[paper.pk])
    page = browser_of(member).post(address, {"text": " ", "page": "4"}).content.decode()
    assert "Enter the note" in page
    assert 'value="4"' in page
    assert not PaperNote.objects.exists()


def test_a_page_that_is_no_number_is_refused_and_what_was_typed_is_kept(member, paper):
    address = reverse("papers:paper_notes", args=[paper.pk])
    page = browser_of(member).post(address, {"text": SECRET, "page": "four"}).content.decode()
    assert SECRET in page
    assert "govuk-error-message" in page
    assert not PaperNote.objects.exists()


def test_two_windows_never_lose_a_note(member, paper):
    note = add(member, paper)
    change(member, note, text="From the tablet")
    page = change(member, note, text="From the desk").content.decode()
    assert "From the tablet" in page
    assert "From the desk" in page
    note.refresh_from_db()
    assert note.text == "From the tablet"


def test_who_may_not_read_a_paper_writes_no_note_on_it(paper):
    outsider = somebody_who_is("committee_member")
    address = reverse("papers:paper_notes", args=[paper.pk])
    assert browser_of(outsider).get(address).status_code == 404
    assert browser_of(outsider).post(address, {"text": "Mine"}).status_code == 404
    assert not PaperNote.objects.exists()


def test_nobody_else_finds_a_note_whatever_their_role(member, paper, directorate):
    note = add(member, paper)
    beside = somebody_who_is("committee_member", committee=directorate.committee)
    for user in [beside, *everybody_but("committee_member")]:
        browser = browser_of(user)
        for name in ("note", "note_remove"):
            address = reverse(f"papers:{name}", args=[note.pk])
            assert browser.get(address).status_code == 404
            assert browser.post(address, {"text": "Other"}).status_code == 404
        assert SECRET not in browser.get(NOTES).content.decode()
    page = browser_of(beside).get(reverse("papers:paper_notes", args=[paper.pk]))
    assert SECRET not in page.content.decode()
    note.refresh_from_db()
    assert note.text == SECRET


def test_the_acts_refuse_a_note_of_somebody_else(member, paper):
    note = add(member, paper)
    form = NoteForm({"text": "Other", "revision": note.revision}, instance=note)
    assert form.is_valid()
    with pytest.raises(PermissionDenied):
        save_note(form, actor=an_admin())
    with pytest.raises(PermissionDenied):
        remove_note(note, actor=an_admin())
    note.refresh_from_db()
    assert note.text == SECRET


def lived(member, paper) -> PaperNote:
    """A note that was written, changed and removed, and one that stays."""
    gone = add(member, paper)
    change(member, gone, text=f"{SECRET} again")
    browser_of(member).post(reverse("papers:note_remove", args=[gone.pk]))
    return add(member, paper, f"{SECRET} still")


def test_the_trail_holds_no_word_of_a_note_and_not_on_which_page_it_is(member, paper):
    lived(member, paper)
    changes = AuditChange.objects.filter(table_name="reports_papernote")
    assert [each.operation for each in changes] == ["I", "D", "U", "I"]
    for each in changes:
        assert not {"text", "page"} & ({*(each.before or {})} | {*(each.after or {})})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM core_auditchange WHERE before::text || after::text ~ 'Xylophone'"
        )
        assert cursor.fetchone() == (0,)


def test_the_trail_says_that_a_note_was_written_but_not_on_what(member, paper):
    lived(member, paper)
    told = [str(each) for each in AuditAct.objects.filter(action__startswith="paper_note")]
    assert set(told) == {
        f"{member} wrote a private note",
        f"{member} changed a private note",
        f"{member} removed a private note",
    }


def test_the_history_of_its_row_does_not_show_a_note_that_is_still_there(member, paper):
    lived(member, paper)
    readings = ChangeReader(AuditChange.objects.filter(table_name="reports_papernote")).readings()
    assert readings
    assert "Xylophone" not in str(readings)


def test_no_page_of_the_audit_trail_shows_a_note_to_an_admin(member, paper):
    lived(member, paper)
    admin = browser_of(an_admin())
    acts = AuditAct.objects.filter(action__startswith="paper_note")
    addresses = [reverse("accounts:audit"), f"{reverse('accounts:audit')}?text=Xylophone"]
    addresses += [reverse("accounts:audit_act", args=[each.pk]) for each in acts]
    for address in addresses:
        response = admin.get(address)
        assert response.status_code == 200
        assert SECRET not in response.content.decode()


def test_no_page_that_lists_or_searches_papers_shows_a_note(member, paper):
    add(member, paper)
    for user in (member, an_admin(), somebody_who_is("officer")):
        for name in ("home", "archive", "questions"):
            page = browser_of(user).get(reverse(f"papers:{name}")).content.decode()
            assert "Xylophone" not in page
        found = browser_of(user).get(reverse("papers:search"), {"q": "Xylophone"})
        assert "Nothing was found" in found.content.decode()


def test_the_number_of_queries_does_not_grow_with_the_notes(
    member, paper, directorate, django_assert_num_queries
):
    browser = browser_of(member)
    add(member, paper)
    browser.get(NOTES)
    with django_assert_num_queries(5):
        browser.get(NOTES)
    add(member, paper, "More")
    add(member, paper_of(directorate, LAST_YEAR), "Of last year")
    with django_assert_num_queries(5):
        browser.get(NOTES)
