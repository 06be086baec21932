"""Uploading a file, seeing what it would change, and confirming it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from core.models import AuditAct
from incidents.models import BoroughTotal, KeptFile, SchoolReturn
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import SchoolFactory, SchoolReturnFactory

pytestmark = pytest.mark.django_db
HEAD = "school,period,nil,section,row,count\n"
RETURNS = HEAD + "900001,2026/27,no,Total,,2\n900001,2026/27,no,Gender of victims,Female,3\n"
TOTALS = "section,row,2006-07\n,Total number of incidents,139\n"


@pytest.fixture
def tanyard(collection) -> SchoolReturn:
    school = SchoolFactory(name="Tanyard Primary School", urn="900001")
    return SchoolReturnFactory(collection=collection, school=school)


@pytest.fixture
def browser(officer):
    return browser_of(officer)


def upload(browser, page: str, content: str, **told):
    file = SimpleUploadedFile("returns.csv", content.encode())
    return browser.post(reverse(f"incidents:{page}"), {"kind": "racist", "file": file, **told})


def test_nothing_is_imported_before_it_is_confirmed(browser, tanyard):
    response = upload(browser, "import_returns", RETURNS)
    kept = KeptFile.objects.get()
    assert response.url == reverse("incidents:import_preview", args=[kept.pk])
    page = browser.get(response.url).content.decode()
    assert "1 return, 0 of them nil, 2 incidents; 0 still missing" in page
    assert "Tanyard Primary School, Gender of victims: 3 for 2 incidents" in page
    assert not SchoolReturn.objects.made().exists()
    assert browser.post(response.url).url == reverse("incidents:collections")
    tanyard.refresh_from_db()
    assert (tanyard.state, tanyard.total) == ("returned", 2)
    assert not KeptFile.objects.exists()


def test_old_totals_are_previewed_too_and_say_what_they_would_replace(browser):
    for _ in range(2):
        response = upload(browser, "import_totals", TOTALS, source="Annual report")
        page = browser.get(response.url).content.decode()
        assert browser.post(response.url).url == reverse("incidents:analysis")
    assert "2006/07: 1 figure held now would be replaced" in page
    assert BoroughTotal.objects.get().borough_year.source == "Annual report"


def test_a_file_that_is_discarded_is_gone(browser, tanyard):
    upload(browser, "import_returns", RETURNS)
    kept = KeptFile.objects.get()
    browser.post(reverse("incidents:import_discard", args=[kept.pk]))
    assert not KeptFile.objects.exists()
    assert not SchoolReturn.objects.made().exists()
    sentences = [act.sentence for act in AuditAct.objects.order_by("pk")[:99]]
    assert any("uploaded for preview the file returns.csv" in each for each in sentences)
    assert any("discarded the file returns.csv" in each for each in sentences)


def test_a_faulty_file_is_not_kept_and_each_fault_is_told(browser, tanyard):
    page = upload(browser, "import_returns", RETURNS.replace("Female", "Robot")).content.decode()
    assert "“Robot” is no category of Gender of victims in 2026/27" in page
    assert "returns.csv, row 3, column E" in page
    assert not KeptFile.objects.exists()


def test_what_no_longer_fits_is_told_and_changes_nothing(browser, tanyard):
    address = upload(browser, "import_returns", RETURNS).url
    SchoolReturn.objects.filter(pk=tanyard.pk).update(state="in_progress", total=1)
    page = browser.post(address).content.decode()
    assert "This file can no longer be imported" in page
    assert "has begun its return" in page
    tanyard.refresh_from_db()
    assert tanyard.total == 1


def test_a_file_is_only_that_of_who_uploaded_it(browser, tanyard):
    address = upload(browser, "import_returns", RETURNS).url
    colleague = browser_of(somebody_who_is("returns_officer"))
    assert colleague.get(address).status_code == 404
    assert colleague.post(address.rstrip("/") + "/discard/").status_code == 404
    for role in ("officer", "admin", "committee_member", "school_respondent"):
        assert browser_of(somebody_who_is(role)).get(address).status_code == 403
    assert KeptFile.objects.exists()
