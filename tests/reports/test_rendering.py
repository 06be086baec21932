"""From HTML to PDF: the same each time, from nothing but our own files, and well made."""

import hashlib
import io
import os
import re
import socket
import subprocess
import sys
import time
from datetime import UTC, datetime
from functools import cache

import pikepdf
import pytest
from pypdf import PdfReader

from reports.rendering import Notice, Pdf, render_pdf
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import Structure, read_structure
from tests.reports.sample import sample_html

TITLE = "Equality and Diversity Action Plan 2026/27"
STYLE = '<link rel="stylesheet" href="static:pdf/print.css">'
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8ff9f010004fd01fe7e21b5110000000049454e44ae426082"
)


def page_of(body: str, head: str = STYLE) -> str:
    return f"<!doctype html><html><head>{head}</head><body><main>{body}</main></body></html>"


@pytest.fixture(scope="module")
def sample():
    return render_pdf(sample_html(), title=TITLE, author="Thornbeck")


@pytest.fixture(scope="module")
def texts(sample) -> list[str]:
    """What stands on each page of the sample plan."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(sample.content)).pages]


@pytest.fixture(scope="module")
def structure(sample) -> Structure:
    return read_structure(sample.content)


@cache
def small(*, draft: bool) -> Pdf:
    """The sample plan with few actions, printed once for all tests that only look at it."""
    return render_pdf(sample_html(blocks=1, draft=draft), title=TITLE)


def test_a_plan_passes_both_judges_with_nothing_to_notice(sample):
    assert sample.notices == ()
    assert_accessible_pdf(sample.content)


@pytest.mark.parametrize("draft", [True, False])
def test_the_judges_pass_the_plan_as_draft_and_as_approved(draft):
    assert_accessible_pdf(small(draft=draft).content)


def test_it_counts_its_pages(sample):
    assert sample.pages == len(PdfReader(io.BytesIO(sample.content)).pages) > 10


def test_equal_input_gives_equal_bytes():
    again = render_pdf(sample_html(blocks=1, draft=True), title=TITLE)
    assert again.content == small(draft=True).content


def test_another_process_gives_the_same_bytes():
    script = (
        "import django, hashlib; django.setup();"
        "from reports.rendering import render_pdf;"
        "from tests.reports.sample import sample_html;"
        f"pdf = render_pdf(sample_html(blocks=1, draft=True), title={TITLE!r});"
        "print(hashlib.sha256(pdf.content).hexdigest())"
    )
    digest = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        env=os.environ | {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo"},
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    assert digest == hashlib.sha256(small(draft=True).content).hexdigest()


def test_other_input_gives_another_identifier():
    first, second = (
        pikepdf.open(io.BytesIO(render_pdf(page_of(f"<h1>{word}</h1>"), title="T").content))
        for word in ("one", "two")
    )
    assert first.trailer.ID[0] != second.trailer.ID[0]


def test_the_file_says_what_it_is():
    content = render_pdf(
        page_of("<h1>Plan</h1>"),
        title="  The plan\nof “Zoë” ",
        author="Thornbeck",
        created=datetime(2026, 3, 12, 9, 30, tzinfo=UTC),
        language="cy",
    ).content
    pdf = pikepdf.open(io.BytesIO(content))
    assert str(pdf.docinfo["/Title"]) == "The plan of “Zoë”"
    assert str(pdf.docinfo["/Author"]) == "Thornbeck"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20260312093000")
    assert str(pdf.Root.Lang) == "cy"
    assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
    assert bool(pdf.Root.MarkInfo.Marked)


def test_without_a_date_the_file_bears_none():
    pdf = pikepdf.open(io.BytesIO(render_pdf(page_of("<h1>Plan</h1>"), title="T").content))
    assert "/CreationDate" not in pdf.docinfo
    assert "/ModDate" not in pdf.docinfo


@pytest.mark.parametrize("title", ["", "  \n"])
def test_a_document_without_title_is_refused(title):
    with pytest.raises(ValueError, match="title"):
        render_pdf(page_of("<h1>Plan</h1>"), title=title)


@pytest.mark.parametrize("body", ["", "<h1></h1><p></p><ul></ul>", "<h1>Only a heading</h1>"])
def test_an_empty_document_is_a_document(body):
    pdf = render_pdf(page_of(body), title="T")
    assert pdf.pages == 1
    assert_accessible_pdf(pdf.content)


def test_every_page_has_the_running_title_and_its_number(sample, texts):
    assert "Page 1 of" not in texts[0]
    for number, text in enumerate(texts[1:], start=2):
        assert f"Page {number} of {sample.pages}" in text
        assert TITLE in text
        assert "Thornbeck Metropolitan Borough Council · Draft for the Scrutiny" in text


def test_the_running_head_names_what_a_page_begins_with_not_what_begins_on_it():
    text = "".join(f"<p>{'words ' * 60}</p>" for _ in range(12))
    html = page_of(f"<section><h2>First</h2>{text}</section><h2>Second</h2>{text}")
    pages = PdfReader(io.BytesIO(render_pdf(html, title="T").content)).pages
    found = [re.findall("First|Second", page.extract_text()) for page in pages]
    # The running head is painted after the text.
    assert found[:3] == [["First", "First"], ["Second", "First"], ["Second"]]


def test_the_contents_give_each_heading_with_its_page(texts, structure):
    entries = structure.all("TOCI")
    assert len(entries) == 17
    for entry in entries:
        link = entry.all("Link")[0]
        title, number = link.text.rsplit(" ", 1)
        assert link.links == [title]
        assert title.split(":")[0] in texts[int(number) - 1], title


def test_the_outline_has_every_heading(structure):
    outline = structure.outline
    assert outline[0] == (1, TITLE)
    assert (2, "Appendix 2: Actions arising from council priorities") in outline
    assert (3, "Key of progress") in outline


def test_wide_sections_are_landscape_and_the_rest_portrait(sample, texts):
    pages = PdfReader(io.BytesIO(sample.content)).pages
    for page, text in zip(pages, texts, strict=True):
        wide = "Responsible officer" in text or "lead officer" in text
        assert (page.mediabox.width > page.mediabox.height) == wide


def test_no_heading_stands_at_the_foot_of_a_page():
    html = page_of("".join(f"<h2>Heading {n}</h2><p>{'words ' * n * 3}</p>" for n in range(1, 60)))
    pages = PdfReader(io.BytesIO(render_pdf(html, title="T").content)).pages
    assert len(pages) > 5
    for page in pages:
        # The running head is painted last: what is above it is the text of the page.
        text = page.extract_text().split("Page ")[0].strip().splitlines()
        last = text[-2] if re.fullmatch(r"Heading \d+", text[-1]) else text[-1]
        assert last.startswith("words"), text


@pytest.mark.parametrize(("count", "lines_before"), [(40, 39), (39, 41)])
def test_no_page_begins_or_ends_with_a_single_row_of_a_table(count, lines_before):
    """Without the rule the first of these leaves one row below the text, the second one on top."""
    rows = "".join(
        f"<tr><th scope=row>no{n}.</th><td>{'words ' * 20}</td></tr>" for n in range(count)
    )
    head = "<thead><tr><th scope=col>Ref.</th><th scope=col>Text</th></tr></thead>"
    table = f"<p>{'x<br>' * lines_before}</p><table>{head}<tbody>{rows}</tbody></table>"
    pages = PdfReader(io.BytesIO(render_pdf(page_of(table), title="T").content)).pages
    counts = [len(re.findall(r"no\d+\.", page.extract_text())) for page in pages]
    assert sum(counts) == count
    assert 1 not in counts


def test_the_head_of_a_group_of_rows_never_ends_a_page():
    """Without the rule one of these four leaves such a head at the foot of its page."""
    groups = "".join(
        f"<tbody><tr><th scope=rowgroup colspan=2>Group {g}.</th></tr>"
        + "".join(f"<tr><th scope=row>no{n}.</th><td>{'words ' * 30}</td></tr>" for n in range(2))
        + "</tbody>"
        for g in range(14)
    )
    head = "<thead><tr><th scope=col>Ref.</th><th scope=col>Text</th></tr></thead>"
    for lines_before in (1, 3, 5, 7):
        html = page_of(f"<p>{'x<br>' * lines_before}</p><table>{head}{groups}</table>")
        for page in PdfReader(io.BytesIO(render_pdf(html, title="T").content)).pages:
            parts = re.findall(r"Group \d+\.|no\d+\.", page.extract_text())
            assert not parts[-1].startswith("Group"), (lines_before, parts)


def test_the_word_draft_lies_behind_each_page_and_is_not_read():
    drafts, finals = (small(draft=draft).content for draft in (True, False))

    def backgrounds(content: bytes) -> int:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return sum(b" Do" in page.Contents.read_bytes() for page in pdf.pages)

    assert backgrounds(drafts) == len(PdfReader(io.BytesIO(drafts)).pages)
    assert backgrounds(finals) == 0
    assert "DRAFT" not in read_structure(drafts).root.text


def test_html_in_a_text_is_shown_as_text():
    text = "<script>alert(1)</script> & <b>bold</b>"
    pdf = render_pdf(sample_html(blocks=0, title=text), title="T")
    assert read_structure(pdf.content).only("H1").text == text


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="x" src="http://192.0.2.1/x.png">',
        '<img alt="x" src="https://example.org/x.png">',
        '<img alt="x" src="//example.org/x.png">',
        '<img alt="x" src="file:///etc/passwd">',
        '<img alt="x" src="/etc/passwd">',
        '<img alt="x" src="static:../config/settings.py">',
        '<img alt="x" src="fonts:../../manage.py">',
        '<img alt="x" src="given:other.png">',
        '<p style="background: url(http://192.0.2.1/x.png)">x</p>',
        '<style>@import "http://192.0.2.1/x.css";</style>',
        "<style>@font-face { font-family: x; src: url(file:///etc/passwd) }</style>",
        '<link rel="stylesheet" href="http://192.0.2.1/x.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title>'
        '<image href="http://192.0.2.1/x.png"/></svg>',
    ],
)
def test_nothing_is_loaded_that_is_not_ours(body, monkeypatch):
    def no_network(*args, **kwargs):
        raise AssertionError("a document reached for the network")

    monkeypatch.setattr(socket.socket, "connect", no_network)
    monkeypatch.setattr(socket, "create_connection", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    pdf = render_pdf(page_of(f"<h1>x</h1>{body}<p>y</p>"), title="T")
    assert [notice.kind for notice in pdf.notices] == ["engine"]
    assert b"root:" not in pdf.content
    assert "/EmbeddedFiles" not in pikepdf.open(io.BytesIO(pdf.content)).Root.get("/Names", {})


def test_what_the_caller_hands_over_is_shown():
    html = page_of('<h1>x</h1><p><img alt="Arms of Thornbeck" src="given:logo.png"></p>')
    pdf = render_pdf(html, title="T", files={"logo.png": PIXEL})
    assert pdf.notices == ()
    assert read_structure(pdf.content).only("Figure").alt == "Arms of Thornbeck"
    assert_accessible_pdf(pdf.content)


def test_relative_links_lead_to_the_site():
    html = page_of('<h1>x</h1><p><a href="/plans/3/">The plan on line</a></p>')
    content = render_pdf(html, title="T", base_url="https://equality.thornbeck.example/").content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (link,) = pdf.pages[0].Annots
        assert str(link.A.URI) == "https://equality.thornbeck.example/plans/3/"


def test_a_broken_reference_is_told():
    pdf = render_pdf(page_of('<h1>x</h1><p><a href="#gone">y</a></p>'), title="T")
    assert [notice.kind for notice in pdf.notices] == ["engine"]
    assert "#gone" in pdf.notices[0].message
    assert_accessible_pdf(pdf.content)


def test_a_missing_character_is_told_with_its_number():
    pdf = render_pdf(page_of("<h1>漢 x 漢</h1>"), title="T")
    assert pdf.notices == (Notice("character", "No font has the character 漢 (U+6F22)", 2),)
    assert_accessible_pdf(pdf.content)


def test_a_text_without_a_space_is_printed_whole_and_in_time():
    """Unbroken, this text took more than a minute; the time grows with the square."""
    cell = f"<table class=fixed><tr><th scope=row>1</th><td>{'x' * 20_000}</td></tr></table>"
    start = time.process_time()
    pdf = render_pdf(page_of(f"<h1>T</h1>{cell}"), title="T")
    assert time.process_time() - start < 30
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.content)).pages)
    assert text.count("x") == 20_000
