"""The list of snapshots; beginning, changing and removing one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditChange
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory
from tests.factories.workforce import (
    UPPER,
    SnapshotFactory,
    count_staff,
    print_shares,
)
from tests.workforce.entry.typing_in import last_sentence, page, text_of, typed
from workforce.forms.snapshot import last_31_march
from workforce.models import Snapshot

pytestmark = pytest.mark.django_db


def listed(client, **asked):
    table = client.get(page("snapshots"), asked).context["table"]
    return [str(row.record) for row in table.page.object_list]


class TestList:
    def test_it_shows_what_is_held_the_latest_first(self, browser, counted, printed):
        count_staff(counted, UPPER, 3)
        assert listed(browser) == [str(counted), str(printed)]
        words = text_of(browser.get(page("snapshots")))
        for each in ("Whole council", "31 March 2010", "Percentages as published", "Counts"):
            assert each in words

    def test_it_is_filtered_by_organisation_base_and_year(self, browser, counted, children):
        leavers = SnapshotFactory(base="leavers", directorate=children, day=date(2025, 3, 31))
        assert listed(browser, directorate="null") == [str(counted)]
        assert listed(browser, directorate=children.pk) == [str(leavers)]
        assert listed(browser, base="leavers") == [str(leavers)]
        assert listed(browser, year="2025") == [str(leavers)]
        assert len(listed(browser, year="1999")) == 2  # no such choice, so it filters nothing

    def test_links_to_pages_are_there(self, browser):
        words = browser.get(page("snapshots")).content.decode()
        for name, *args in (["add", "counts"], ["add", "percentages"], ["import_percentages"]):
            assert f'href="{page(name, *args)}"' in words

    def test_it_takes_the_same_queries_however_many_there_are(self, browser, counted):
        def queries() -> int:
            with CaptureQueriesContext(
                connection,
            ) as taken:
                browser.get(page("snapshots"))
            return len(taken)

        queries()
        few = queries()
        for year in range(2015, 2025):
            row = SnapshotFactory(day=date(year, 3, 31), directorate=DirectorateFactory())
            count_staff(row, UPPER, 3)
        assert queries() == few


def begin(client, way, **changes):
    address = page("add", way)
    return client.post(address, typed(client, address) | changes)


DAY = {"day_day": "31", "day_month": "3", "day_year": "2026"}


class TestBeginning:
    def test_counts_are_of_the_whole_council_on_the_last_31_march(self, browser):
        response = begin(browser, "counts", **DAY)
        row = Snapshot.objects.get()
        assert response.url == page("counts", row.pk)
        assert (str(row), row.way, row.is_public) == (
            "Whole council: staff on 31 March 2026",
            "counts",
            False,
        )
        assert last_sentence() == f"Nadia Rahman began the figures of {row}"

    def test_the_day_is_filled_in(self, browser):
        form = browser.get(page("add", "counts")).context["form"]
        assert form["day"].value() == date(2026, 3, 31)
        assert last_31_march(date(2026, 3, 30)) == date(2025, 3, 31)
        assert last_31_march(date(2026, 3, 31)) == date(2026, 3, 31)

    def test_percentages_are_public_unless_one_says_otherwise(self, browser, children):
        form = browser.get(page("add", "percentages")).context["form"]
        assert form["is_public"].value() is True
        assert "is_public" not in browser.get(page("add", "counts")).context["form"].fields
        told = {**DAY, "base": "leavers", "directorate": str(children.pk), "source": "Report"}
        response = begin(browser, "percentages", **told, is_public="on")
        row = Snapshot.objects.get()
        assert response.url == page("percentages", row.pk)
        assert (row.is_public, row.directorate, row.source) == (True, children, "Report")
        assert row.about == "leavers, 1 April 2025 to 31 March 2026"

    def test_the_same_again_is_told_beside_the_day(self, browser, counted):
        response = begin(browser, "percentages", **DAY)
        [told] = response.context["form"].errors["day"]
        assert told.startswith("There are figures of this organisation and day already")
        assert Snapshot.objects.get() == counted

    @pytest.mark.parametrize(
        ("changes", "field", "words"),
        [
            ({"day_year": "2027"}, "day", "must not be in the future"),
            ({"day_day": "", "day_month": "", "day_year": ""}, "day", "Enter the day"),
            ({"day_day": "32"}, "day", "day from 1 to 31"),
            ({"base": "robots"}, "base", "one of the choices"),
            ({"directorate": "999999"}, "directorate", "one of the choices"),
            ({"source": "s" * 501}, "source", "500 characters"),
        ],
    )
    def test_what_is_wrong_is_told_beside_its_box(self, browser, changes, field, words):
        response = begin(browser, "counts", **{**DAY, **changes})
        assert words in " ".join(response.context["form"].errors[field])
        assert not Snapshot.objects.exists()


class TestChanging:
    def test_only_source_note_and_whether_it_is_public_change(self, browser, printed):
        address = page("edit", printed.pk)
        form = browser.get(address).context["form"]
        assert set(form.fields) == {"source", "note", "is_public", "revision"}
        response = browser.post(address, {"revision": "1", "source": "Annual report"})
        assert response.url == page("profile", printed.pk)
        row = Snapshot.objects.get()
        assert (row.source, row.is_public) == ("Annual report", False)
        assert last_sentence() == f"Nadia Rahman changed what is said of the figures of {row}"

    def test_of_two_who_change_it_the_second_is_told(self, browser, counted):
        address = page("edit", counted.pk)
        sent = typed(browser, address, note="Mine")
        colleague = browser_of(somebody_who_is("workforce_officer", user__name="Owen Pryce"))
        colleague.post(address, typed(colleague, address, note="Theirs"))
        words = text_of(browser.post(address, sent))
        assert "Owen Pryce saved this while you had it open" in words
        assert "Mine" in words
        assert Snapshot.objects.get().note == "Theirs"


class TestRemoving:
    def test_it_is_told_what_goes_and_what_stays(self, browser, printed):
        print_shares(printed, UPPER, female="62")
        words = text_of(browser.get(page("remove", printed.pk)))
        assert "the figures of 1 group" in words
        assert "What was published of them stays" in words
        assert Snapshot.objects.exists()

    def test_then_it_is_gone_and_the_trail_keeps_it(self, browser, counted):
        count_staff(counted, UPPER, 3, sex={"Female": 3})
        name = str(counted)
        assert browser.post(page("remove", counted.pk)).url == page("snapshots")
        assert not Snapshot.objects.exists()
        assert last_sentence() == f"Nadia Rahman removed the figures of {name}"
        assert AuditChange.objects.filter(
            operation="D", table_name="workforce_staffcount", act__action="snapshot.removed"
        ).exists()
        assert browser.post(page("remove", counted.pk)).status_code == 404
