"""Uploading an annex: what is taken, and what is refused beside the field."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.models import Annex
from reports.rendering import render_pdf
from tests.papers.packs.making import a_pack, a_person
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def tagged() -> bytes:
    return render_pdf("<h1>Survey</h1><p>What parents said.</p>", title="Survey").content


def saved(pdf: pikepdf.Pdf, **options) -> bytes:
    output = io.BytesIO()
    pdf.save(output, **options)
    return output.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def with_script() -> bytes:
    pdf = blank()
    pdf.Root.OpenAction = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)")
    )
    return saved(pdf)


def with_attachment() -> bytes:
    pdf = blank()
    pdf.attachments["a.txt"] = b"text"
    return saved(pdf)


def encrypted() -> bytes:
    return saved(blank(), encryption=pikepdf.Encryption(owner="o", user="u"))


def upload(content: bytes, pack=None, name="survey.pdf"):
    pack = pack or a_pack()
    client = signed_in(a_person("officer", pack))
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(
        reverse("papers:pack_annex_add", args=[pack.pk]),
        {"file": file, "title": "Typed title"},
        follow=True,
    )


def test_a_tagged_pdf_is_kept_as_a_part_with_its_pages(tagged):
    pack = a_pack()
    response = upload(tagged, pack)
    assert "survey.pdf added" in response.content.decode()
    part = pack.parts.get()
    assert (part.kind, part.title, part.annex.pages) == ("annex", "Typed title", 1)
    assert part.annex.is_tagged
    assert bytes(part.annex.content) == tagged


def test_the_author_is_told_that_a_pdf_has_no_tags():
    pack = a_pack()
    text = upload(saved(blank()), pack).content.decode()
    assert "It has no tags" in text
    assert not pack.parts.get().annex.is_tagged


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param(lambda: b"Dear committee", "not a PDF", id="no PDF"),
        pytest.param(lambda: b"%PDF-1.7 and nothing", "damaged", id="broken"),
        pytest.param(encrypted, "password", id="encrypted"),
        pytest.param(lambda: saved(blank(500)), "500 pages", id="500 pages"),
        pytest.param(with_script, "script", id="with a script"),
        pytest.param(with_attachment, "file", id="with an attachment"),
    ],
)
def test_what_cannot_be_an_annex_is_refused_beside_its_field(content, words):
    pack = a_pack()
    response = upload(content(), pack)
    error = response.context["form"].errors["file"][0]
    assert words in error
    assert "Typed title" in response.content.decode()
    assert not Annex.objects.exists()
    assert not pack.parts.exists()


def test_a_file_must_be_selected():
    pack = a_pack()
    client = signed_in(a_person("officer", pack))
    response = client.post(reverse("papers:pack_annex_add", args=[pack.pk]), {"title": ""})
    assert "Select a PDF file" in response.content.decode()


def test_a_form_that_is_sent_twice_adds_one_annex(tagged):
    pack = a_pack()
    upload(tagged, pack)
    assert "in the pack already" in upload(tagged, pack).content.decode()
    assert Annex.objects.count() == 1


def test_a_file_may_be_in_two_packs(tagged):
    upload(tagged)
    upload(tagged)
    assert Annex.objects.count() == 2
