"""Files of evidence: which are kept, and who may have them."""

import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import IntegrityError
from django.urls import reverse

from plans.evidence import check_evidence
from plans.models import Evidence, ReportingPeriod
from tests.factories import DirectorateFactory, ReportingPeriodFactory
from tests.plans.pages.people import client_of, the_six_roles
from tests.plans.reporting.people import reported

PDF = b"%PDF-1.7\n..."


def archive(*names: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as written:
        for name in names:
            written.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("minutes.pdf", PDF),
        ("MINUTES.PDF", PDF),
        ("photo.jpg", b"\xff\xd8\xff\xe0..."),
        ("photo.png", b"\x89PNG\r\n\x1a\n..."),
        ("note.docx", archive("[Content_Types].xml", "word/document.xml")),
        ("sheet.xlsx", archive("xl/workbook.xml")),
        ("note.odt", archive("mimetype", "content.xml")),
        ("list.csv", "Name;Zahl\nÉcole;3".encode("cp1252")),
        ("note.txt", "Done – at last".encode()),
    ],
)
def test_documents_and_pictures_are_kept(name, content):
    check_evidence(SimpleUploadedFile(name, content))


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("setup.exe", b"MZ...", "must be PDF"),
        ("page.html", b"<script>", "must be PDF"),
        ("minutes", PDF, "must be PDF"),
        ("minutes.pdf", b"MZ...", "not what its name says"),
        ("note.docx", b"PK\x03\x04 broken", "not what its name says"),
        ("note.docx", archive("word/document.xml", "word/vbaProject.bin"), "not what its name"),
        ("note.docx", archive("xl/workbook.xml"), "not what its name says"),
        ("list.csv", b"a\x00b", "not what its name says"),
        ("minutes.pdf", b"", "empty"),
        (f"{'x' * 300}.pdf", PDF, "name of the file is too long"),
    ],
)
def test_programs_and_what_is_no_document_are_refused(name, content, words):
    with pytest.raises(ValidationError, match=words):
        check_evidence(SimpleUploadedFile(name, content))


def test_a_file_of_200_mb_is_refused_without_being_read():
    file = UploadedFile(None, "minutes.pdf", size=200 * 1024 * 1024)
    with pytest.raises(ValidationError, match="smaller than 10 MB"):
        check_evidence(file)


@pytest.fixture
def period(db) -> ReportingPeriod:
    directorate = DirectorateFactory(with_committee=True)
    return ReportingPeriodFactory(plan__directorate=directorate)


@pytest.fixture
def kept(period: ReportingPeriod) -> Evidence:
    return reported(period, files=(SimpleUploadedFile("Minutes May.pdf", PDF),)).evidence.get()


def test_only_who_may_follow_the_action_may_have_the_file(period, kept):
    address = reverse("plans:evidence", args=[period.plan.pk, kept.pk])
    answers = {
        role: client_of(user).get(address).status_code
        for role, user in the_six_roles(period.plan.directorate).items()
    }
    assert answers == {
        "officer": 200,
        "plan_lead": 200,
        "leadership_team": 200,
        "committee_member": 403,
        "school_respondent": 403,
        "admin": 403,
        "officer elsewhere": 403,
    }


def test_the_file_is_saved_under_its_name_and_never_shown_in_a_page(period, kept):
    officer = the_six_roles(period.plan.directorate)["officer"]
    answer = client_of(officer).get(reverse("plans:evidence", args=[period.plan.pk, kept.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="Minutes May.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert b"".join(answer) == PDF


def test_the_name_of_the_file_decides_no_path(kept):
    assert kept.file.name.startswith("evidence/")
    assert "Minutes" not in kept.file.name


def test_evidence_of_another_plan_is_not_found(period, kept):
    other = ReportingPeriodFactory(plan__directorate__with_committee=True).plan
    officer = the_six_roles(other.directorate)["officer"]
    address = reverse("plans:evidence", args=[other.pk, kept.pk])
    assert client_of(officer).get(address).status_code == 404


def test_evidence_is_a_link_or_a_file(kept):
    with pytest.raises(IntegrityError, match="link_or_a_file"):
        Evidence.objects.create(update=kept.update)
