"""The pages: what an officer sees before, what everybody sees after, and the files."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from council.models import Council, Directorate
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import DisclosureProfileFactory
from tests.factories.workforce import UPPER, SnapshotFactory
from tests.workforce.publishing.small import (
    FEW_MEN,
    answers,
    can_be_kept,
    counted,
    small_council,
)
from tests.workforce.publishing.test_acts import careless  # noqa: F401
from workforce.models import (
    CharacteristicList,
    GroupCount,
    PublishedProfile,
    Snapshot,
    StaffCategory,
    StaffCount,
    StaffGroup,
)
from workforce.publishing.acts import publish_profile
from workforce.publishing.preview import Preview

pytestmark = pytest.mark.django_db


def page(name: str, *args: Any) -> str:
    return reverse(f"workforce:{name}", args=args)


def text_of(response: Any) -> str:
    """What a page says, its spaces as one reads them."""
    return " ".join(response.content.decode().split())


def row_of(shown: str, label: str, heading: str) -> str:
    """A row of the page as it is written."""
    after = shown[shown.index(heading) :]
    return next(row for row in re.findall(r"<tr.*?</tr>", after) if f">{label}</th>" in row)


@pytest.fixture
def mine() -> Snapshot:
    return small_council()[0]


@pytest.fixture
def at_work(officer) -> Client:
    return browser_of(officer)


@pytest.fixture
def published(mine, officer) -> PublishedProfile:
    return publish_profile(mine, actor=officer)


@pytest.fixture
def reader() -> Client:
    """Somebody signed in who has nothing to do with the workforce."""
    return browser_of(somebody_who_is("school_respondent"))


class TestPreview:
    def test_only_who_publishes_opens_it(self, mine, at_work):
        address = page("publish", mine.pk)
        assert at_work.get(address).status_code == 200
        for somebody in everybody_but("workforce_officer"):
            browser = browser_of(somebody)
            assert browser.get(address).status_code == 403
            assert browser.post(address).status_code == 403
        assert Client().get(address).status_code == 302
        assert not PublishedProfile.objects.exists()

    def test_a_flow_by_itself_or_what_is_not_there_is_not_found(self, at_work):
        leavers = SnapshotFactory(base="leavers")
        assert at_work.get(page("publish", leavers.pk)).status_code == 404
        assert at_work.get(page("publish", leavers.pk + 1)).status_code == 404

    def test_nothing_held_is_said_and_cannot_be_published(self, at_work):
        address = page("publish", SnapshotFactory().pk)
        shown = text_of(at_work.get(address))
        assert "No figures are held of this organisation and day" in shown
        assert "Publish this profile" not in shown
        after = text_of(at_work.post(address, follow=True))
        assert "No figures are held of this organisation and day" in after

    def test_it_shows_what_is_hidden_with_its_figure_and_why(self, mine, at_work):
        shown = text_of(at_work.get(page("publish", mine.pk)))
        few = row_of(shown, "31 March 2012", UPPER)
        assert re.search(r"\[c\] <span class=\"app-quiet\">\(7\.5\)</span>", few)
        assert "one of its numbers is hidden" in few
        assert "Numbers from 1 to 4 are hidden" in shown
        assert "A percentage of fewer than 10 people is hidden" in shown
        assert re.search(r"Staff on 31 March 2012: \d+ figures? (is|are) hidden for what", shown)
        assert "[c] confidential" in shown

    def test_where_nothing_is_hidden_it_says_so(self, at_work):
        DisclosureProfileFactory(used_for="workforce", threshold=1)
        mine, _ = small_council()
        assert "No figure is hidden" in text_of(at_work.get(page("publish", mine.pk)))

    def test_what_one_would_rather_keep_is_kept_from_one_choice_to_the_next(self, mine, at_work):
        key = can_be_kept(mine)
        shown = text_of(at_work.get(page("publish", mine.pk), {"keep": key}))
        assert re.search(rf'value="{key}" form="keep" checked', shown)
        assert f'<input type="hidden" name="keep" value="{key}">' in shown

    def test_it_is_published_as_it_was_shown(self, mine, at_work):
        address, key = page("publish", mine.pk), can_be_kept(mine)
        preview = at_work.get(address, {"keep": key}).context["preview"]
        shown = text_of(at_work.post(address, {"keep": key, "seen": preview.seen}, follow=True))
        assert "Places: workforce on 31 March 2012 is published" in shown
        record = PublishedProfile.objects.get().record
        assert record["tables"] == preview.record()["tables"]

    def test_without_having_looked_nothing_is_published(self, mine, at_work):
        shown = text_of(at_work.post(page("publish", mine.pk), follow=True))
        assert "Something has changed since you looked" in shown
        assert not PublishedProfile.objects.exists()

    def test_what_changed_meanwhile_is_told_and_shown_anew(self, mine, at_work):
        seen = Preview(mine).seen
        counted({**FEW_MEN, UPPER: (40, answers(36, 4, 30, 10))}, mine.directorate)
        shown = text_of(at_work.post(page("publish", mine.pk), {"seen": seen}, follow=True))
        assert "Something has changed since you looked, so nothing was published" in shown
        assert "(10.0)" in row_of(shown, "31 March 2012", UPPER)

    @pytest.mark.usefixtures("careless")
    def test_a_fault_of_the_audit_is_told_and_there_is_no_button(self, mine, at_work):
        shown = text_of(at_work.get(page("publish", mine.pk)))
        assert "The audit found a fault, so this cannot be published" in shown
        assert "Publish this profile" not in shown
        seen = Preview(mine).seen
        after = text_of(at_work.post(page("publish", mine.pk), {"seen": seen}, follow=True))
        assert "nothing was published" in after
        assert not PublishedProfile.objects.exists()


class TestPublished:
    def test_everybody_signed_in_reads_it_and_nobody_else(self, published):
        addresses = [
            page("published_list"),
            page("published", published.pk),
            page("published_file", published.pk) + "?_export=csv",
            page("published_file", published.pk) + "?_export=xlsx",
        ]
        for somebody in everybody_but():
            browser = browser_of(somebody)
            assert {browser.get(address).status_code for address in addresses} == {200}
        assert {Client().get(address).status_code for address in addresses} == {302}

    def test_what_is_not_there_is_not_found(self, published, reader):
        assert reader.get(page("published", published.pk + 1)).status_code == 404
        assert reader.get(page("published_file", published.pk + 1)).status_code == 404
        assert reader.get(page("published_file", published.pk)).status_code == 404
        assert reader.get(page("published_file", published.pk) + "?_export=ods").status_code == 404

    def test_only_who_publishes_is_shown_the_way_to_do_so(self, published, mine, at_work, reader):
        counted(FEW_MEN, mine.directorate, mine.day.replace(year=2011))
        shown = text_of(at_work.get(page("published_list")))
        assert page("publish", mine.pk) in shown
        assert shown.count("See what can be published: Places") == 1
        assert "/publish/" not in text_of(reader.get(page("published_list")))

    def test_the_list_is_in_the_menu_of_everybody(self, published, reader):
        shown = text_of(reader.get(page("published_list")))
        assert f'href="{page("published_list")}"' in shown
        assert "Workforce profiles" in shown

    def test_nobody_reads_a_true_figure_there(self, published, at_work, reader):
        """Three men of forty in the upper band: 7.5 %."""
        for browser in (at_work, reader):
            shown = text_of(browser.get(page("published", published.pk)))
            assert "[c]" in row_of(shown, "31 March 2012", UPPER)
            assert "7.5" not in shown
            assert "92.5" not in shown
            assert "one of its numbers" not in shown
            assert 'name="keep"' not in shown

    def test_how_much_is_hidden_and_the_true_figures_are_for_who_keeps_them(
        self, published, at_work, reader
    ):
        address = page("published", published.pk)
        for words in ("hidden for what", "Download with the true figures (PDF)"):
            assert words in text_of(at_work.get(address))
            assert words not in text_of(reader.get(address))

    def test_it_reads_the_same_after_everything_was_changed(self, published, reader):
        def all_of_it() -> list[object]:
            main = re.search(
                r"<main.*</main>", text_of(reader.get(page("published", published.pk)))
            )
            files = [
                reader.get(page("published_file", published.pk), {"_export": kind}).content
                for kind in ("csv", "xlsx")
            ]
            return [re.sub(r'value="[\w-]{30,}"', "", main[0]), *files]

        before = all_of_it()
        change_everything()
        after = all_of_it()
        assert after[:2] == before[:2]
        assert len(after[2]) == len(before[2])

    def test_the_list_asks_equally_often_however_much_was_published(
        self, published, mine, officer, reader
    ):
        def asked() -> int:
            with CaptureQueriesContext(connection) as queries:
                assert reader.get(page("published_list")).status_code == 200
            return len(queries)

        few = asked()
        for _ in range(2):
            publish_profile(mine, actor=officer)
        assert asked() == few

    def test_the_list_calls_organisations_as_they_were_called(self, published, reader):
        Directorate.objects.update(name="Renamed")
        shown = text_of(reader.get(page("published_list")))
        assert "Places" in shown
        assert "Renamed" not in shown


def change_everything() -> None:
    """Whatever a document could be tempted to read besides its record."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for model in (StaffCount, GroupCount, Snapshot, CharacteristicList, StaffCategory):
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
        cursor.execute("UPDATE workforce_staffcount SET count = 777")
        cursor.execute("UPDATE workforce_groupcount SET headcount = 999")
        for table, column in (
            ("workforce_staffgroup", "name"),
            ("workforce_staffcategory", "name"),
            ("workforce_characteristiclist", "name"),
            ("council_directorate", "name"),
            ("workforce_snapshot", "source"),
        ):
            cursor.execute(f"UPDATE {table} SET {column} = 'Once ' || {column}")  # noqa: S608
    assert StaffGroup.objects.filter(name=f"Once {UPPER}").exists()
    DisclosureProfileFactory(used_for="workforce", threshold=0, base=7)
    council = Council.current()
    council.name, council.accent_colour, council.telephone = "Other", "#333333", "0000"
    council.email = "other@council.example"
    council.save()
