"""The pages of the imports: who, what is told, and all or nothing."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from core.uploads import MAX_UPLOAD
from incidents.models import BoroughYear, SchoolReturn
from tests.accounts.people import browser_of, everybody_but
from tests.factories import (
    BoroughYearFactory,
    CollectionFactory,
    IncidentTypeFactory,
    SchoolReturnFactory,
)
from tests.incidents.answering import page, saved, text_of

pytestmark = pytest.mark.django_db

HEAD = "school,period,nil,section,row,count\n"
PAGES = ["import_returns", "import_totals"]
OLD = (
    "section,row,2006-07,2007-08\n"
    ",Number of schools making a return,71,78\n"
    ",Total number of incidents,126,139\n"
    "Gender of victims,Female,52,\n"
)


def send(client, name: str, content: str | bytes, *, file_name="figures.csv", **typed):
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(file_name, data)
    shown = client.post(page(name), {"kind": "racist", "file": file, **typed}, follow=True)
    if shown.redirect_chain:  # to the preview, which is confirmed
        return client.post(shown.redirect_chain[-1][0], follow=True)
    return shown


@pytest.mark.parametrize("name", PAGES)
def test_only_who_collects_opens_and_sends(name, council, respondent, school_return):
    assert council.get(page(name)).status_code == 200
    for somebody in [respondent, *everybody_but("returns_officer")]:
        browser = browser_of(somebody)
        assert browser.get(page(name)).status_code == 403
        assert send(browser, name, OLD).status_code == 403
    assert not BoroughYear.objects.exists()


class TestReturns:
    def test_they_are_made_and_counted_in_words(self, council, school_return):
        urn = school_return.school.urn
        shown = send(
            council,
            "import_returns",
            f"{HEAD}{urn},2026/27,no,Total,,4\n{urn},2026/27,no,Gender of victims,Female,3\n",
        )
        assert "1 return imported" in text_of(shown)
        assert saved(school_return) == ("returned", 4, {"victim_gender, Female": 3})

    def test_of_another_kind_they_are_another_kinds(self, council, school):
        kind = IncidentTypeFactory()
        collection = CollectionFactory(opened=True, types=[kind])
        row = SchoolReturnFactory(collection=collection, school=school, type=kind)
        other = SchoolReturnFactory(collection=collection, school=school)
        text = f"{HEAD}{school.urn},2026/27,no,Total,,4\n"
        assert "1 return imported" in text_of(send(council, "import_returns", text, kind=kind.key))
        assert (saved(row)[1], saved(other)[1]) == (4, None)

    def test_every_fault_is_told_with_its_place_and_nothing_is_imported(
        self, council, school_return
    ):
        urn = school_return.school.urn
        shown = text_of(
            send(
                council,
                "import_returns",
                f"{HEAD}{urn},2026/27,no,Total,,4\n{urn},2026/27,no,Shoes,Red,3\n"
                "999999,2026/27,yes,,,\n",
            )
        )
        assert "Nothing was imported. The faults of the file are listed below" in shown
        assert "“Shoes”" in shown
        assert "“999999”" in shown
        assert "row 3" in shown
        assert "row 4" in shown
        assert saved(school_return) == ("not_started", None, {})

    def test_what_stands_in_a_file_is_shown_as_text(self, council, school_return):
        shown = send(council, "import_returns", f"{HEAD}<script>alert(1)</script>,2026/27,yes,,,\n")
        assert "<script>alert(1)" not in shown.content.decode()


class TestTotals:
    def test_they_are_kept_with_their_source_and_the_analysis_shows_them(self, council):
        shown = text_of(send(council, "import_totals", OLD, source="Report of June 2012"))
        assert "Totals imported of 2006/07, 2007/08" in shown
        assert "2006/07 (B)" in shown
        assert "Held as totals of the borough only (source: Report of June 2012)." in shown
        year = BoroughYear.objects.get(year="2007/08")
        assert {each.count for each in year.totals.all()} == {78, 139}

    def test_without_a_source_the_file_is_named(self, council):
        send(council, "import_totals", OLD, file_name="old years.csv")
        assert BoroughYear.objects.first().source == "old years.csv"

    def test_the_same_year_again_takes_the_place_of_the_first(self, council):
        BoroughYearFactory(year="2006/07")
        send(council, "import_totals", OLD)
        send(council, "import_totals", "section,row,2006-07\n,Total number of incidents,9\n")
        [total] = BoroughYear.objects.get(year="2006/07").totals.all()
        assert total.count == 9

    def test_a_year_that_is_collected_here_is_refused(self, council):
        CollectionFactory(first_year=2026, opened=True)
        text = "section,row,2026-27\n,Total number of incidents,9\n"
        shown = text_of(send(council, "import_totals", text))
        assert "the returns of 2026/27 are collected here" in shown
        assert not BoroughYear.objects.exists()

    def test_too_long_a_source_is_told_beside_its_box(self, council):
        response = send(council, "import_totals", OLD, source="s" * 501)
        assert "500" in " ".join(response.context["form"].errors["source"])
        assert not BoroughYear.objects.exists()


@pytest.mark.parametrize("name", PAGES)
class TestFiles:
    def test_without_a_file_it_is_asked_for(self, name, council):
        response = council.post(page(name), {"kind": "racist"})
        assert response.context["form"].errors["file"] == ["Select a CSV file"]

    def test_without_a_kind_it_is_asked_for(self, name, council):
        response = send(council, name, OLD, kind="hats")
        assert response.context["form"].errors["kind"]

    @pytest.mark.parametrize(
        "content", [b"", b"\xff\xfe\x00", b"PK\x03\x04", b"\x00" * 50, b"section,row\n", b"\n\n\n"]
    )
    def test_what_is_no_such_file_is_told_and_nothing_breaks(self, name, council, content):
        shown = send(council, name, content)
        assert shown.status_code == 200
        assert "Nothing was imported" in text_of(shown)
        assert not BoroughYear.objects.exists()
        assert not SchoolReturn.objects.made().exists()

    def test_too_large_a_file_is_refused_unread(self, name, council):
        response = send(council, name, b"x" * (MAX_UPLOAD + 1))
        assert "must be smaller than 10 MB" in " ".join(response.context["form"].errors["file"])
