"""What a screen reader is told: sections, lists, links, pictures and nothing twice."""

import io
import unicodedata

import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint import HTML

from reports.rendering import render_pdf
from tests.judges import assert_accessible_pdf, own_faults
from tests.pdf_structure import read_structure
from tests.reports.told import HEAD, drawing, pdf_of, rows, told, words


def test_sections_over_pages_are_one_section_each():
    text = words("w", 1500)
    structure = told(
        f"<section><h2>One</h2><p>{text}</p><section><h3>Sub</h3><p>{text}</p></section></section>"
        f"<section><h2>Two</h2><blockquote><p>{text}</p></blockquote></section>"
    )
    assert structure.root.shape() == {"Document": [{"Part": [
        "H1",
        {"Sect": ["H2", "P", {"Sect": ["H3", "P"]}]},
        {"Sect": ["H2", {"BlockQuote": ["P"]}]},
    ]}]}  # fmt: skip
    assert [part.text for part in structure.all("P")] == [text] * 3


def test_lists_over_pages_keep_their_nesting_and_order():
    inner = "".join(f"<li>inner {n} {words('w', 40)}</li>" for n in range(20))
    structure = told(f"<ol><li>first<ul>{inner}</ul>after</li><li>second</li></ol>")
    outer = structure.root.elements[0].elements[1]
    assert outer.attributes["ListNumbering"] == "Decimal"
    first, second = outer.elements
    label, body = first.elements
    assert (label.kind, label.text, body.kind) == ("Lbl", "1.", "LBody")
    assert body.elements[0].attributes["ListNumbering"] == "Disc"
    assert [item.elements[1].text.split()[1] for item in body.elements[0].elements] == [
        str(n) for n in range(20)
    ]
    assert body.text.startswith("first")
    assert body.text.endswith("after")
    assert second.text == "2. second"


def test_an_item_of_blocks_has_a_body():
    structure = told("<ul><li><p>one</p><p>two</p></li></ul>")
    (item,) = structure.all("LI")
    assert item.shape() == {"LI": ["Lbl", {"LBody": ["P", "P"]}]}


@pytest.mark.parametrize(
    "markup",
    ["<dt>Status</dt><dd>Draft</dd><dd>Open</dd><dt>Date</dt><dd>Today</dd>",
     "<div><dt>Status</dt><dd>Draft</dd><dd>Open</dd></div><div><dt>Date</dt><dd>Today</dd></div>"],
)  # fmt: skip
def test_names_and_what_they_are_belong_together(markup):
    structure = told(f"<dl class=facts>{markup}</dl>")
    pairs = [[part.text for part in item.elements] for item in structure.all("LI")]
    assert pairs == [["Status", "Draft Open"], ["Date", "Today"]]
    assert [part.kind for part in structure.all("LI")[0].elements] == ["Lbl", "LBody"]


def test_lines_of_bare_text_are_paragraphs_of_their_own():
    structure = told("<div>one <b>bold</b></div><div>two<p>three</p>four</div>")
    assert [part.text for part in structure.all("P")] == ["one bold", "two", "three", "four"]


def test_bare_text_in_a_section_is_a_paragraph():
    structure = told("<section>bare <b>text</b><h2>One</h2>more</section>")
    assert structure.only("Sect").shape() == {"Sect": ["P", "H2", "P"]}


def test_a_heading_with_a_block_in_it_is_one_heading():
    style = "h2 span { display: block }"
    structure = told("<h2>Two <span>lines</span> here</h2><p>x</p>", style)
    assert structure.only("H2").text == "Two lines here"


def test_what_is_empty_is_not_told():
    structure = told("<p></p><h2> </h2><section></section><dl><dt></dt><dd></dd></dl><p>x</p>")
    assert structure.root.shape() == {"Document": [{"Part": ["H1", "P"]}]}


def test_the_contents_are_a_table_of_contents_without_leader_dots():
    nav = '<nav role="doc-toc" data-contents="h2 h3"></nav>'
    structure = told(f"{nav}<h2>One</h2><h3>Sub</h3><p>x</p>")
    assert structure.only("Part").elements[1].shape() == {"TOC": [
        {"TOCI": [{"Reference": ["Link"]}, {"TOC": [{"TOCI": [{"Reference": ["Link"]}]}]}]},
    ]}  # fmt: skip
    assert [link.text for link in structure.all("Link")] == ["One 1", "Sub 1"]
    assert ". ." not in structure.root.text


class TestLinks:
    def test_a_link_is_told_by_its_words(self):
        structure = told('<p>See <a href="https://example.org/a?b=c"><b>the</b>\n plan</a> now</p>')
        (link,) = structure.all("Link")
        assert link.text == "the plan"
        assert link.links == ["the plan"]

    def test_a_link_over_lines_and_pages_is_one(self):
        text = words("linked", 60)
        structure = told(f'<p>{words("w", 1010)} <a href="https://example.org/">{text}</a></p>')
        (link,) = structure.all("Link")
        assert link.text == text
        assert set(link.links) == {text}

    def test_a_picture_in_a_link_gives_its_words(self):
        image = '<img alt="Thornbeck arms" src="given:logo.png">'
        structure = told(
            f'<p><a href="https://example.org/">{image}</a></p>'
            f'<p><a href="https://example.org/">{drawing("Chart", 9, 9)}</a></p>'
        )
        assert {words for link in structure.all("Link") for words in link.links} == {
            "Thornbeck arms", "Chart",
        }  # fmt: skip

    def test_links_are_printed(self):
        content = pdf_of('<p><a href="https://example.org/">x</a></p>').content
        pdf = pikepdf.open(io.BytesIO(content))
        assert [int(link.F) for link in pdf.pages[0].Annots] == [4]

    @pytest.mark.parametrize(
        "markup",
        ['<a href="https://example.org/"></a>', '<a href="#nowhere">words</a>',
         '<a href="https://example.org/"><div>block</div></a>'],
    )  # fmt: skip
    def test_odd_links_break_nothing(self, markup):
        assert "end" in told(f"<p>start {markup} end</p>").root.text

    def test_a_link_in_the_margin_is_furniture(self):
        style = ".r { position: running(r) } @page { @top-center { content: element(r) } }"
        link = '<a href="https://example.org/">margin</a>'
        structure = told(f"<div class=r>{link}</div><p>x</p>", style)
        assert "margin" in structure.artifacts
        assert structure.all("Link") == []


def test_a_picture_has_its_words_and_its_place():
    chart = drawing("Rise &amp; fall", 200, 100)
    content = pdf_of(f"<figure>{chart}<figcaption>Figure 1</figcaption></figure>").content
    assert_accessible_pdf(content)
    figure = read_structure(content).only("Figure")
    assert figure.alt == "Rise & fall"
    left, bottom, right, top = (float(side) for side in figure.attributes["BBox"])
    assert (right - left, top - bottom) == (150, 75)
    assert 842 / 2 < bottom < top < 842


def test_generated_pictures_are_decoration():
    structure = told("<p>x</p>", "p::before { content: url(static:pdf/draft.svg) }")
    assert structure.all("Figure") == []


def test_words_in_another_language_say_so():
    structure = told('<p>The <span lang="cy">Cynllun</span></p><div lang="cy">Bore da</div>')
    languages = {e.text: e.language for e in structure.root.walk() if e.language}
    assert languages == {"Cynllun": "cy", "Bore da": "cy"}


def test_margins_are_never_read_and_say_what_they_are():
    pdf = pdf_of("<p>x</p>")
    assert "Page 1 of 1" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert "Page" not in read_structure(pdf.content).root.text
    with pikepdf.open(io.BytesIO(pdf.content)) as file:
        stream = file.pages[0].Contents.read_bytes()
    assert b"/Artifact\n<</Type /Pagination/Subtype /Footer>>\nBDC" in stream


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>n\u0304 no name</p>", "n\u0304 no name"),
        ("<p>Ẹ\u0301ko Ẹko</p>", "Ẹ\u0301ko Ẹko"),
        ("<p>office, fluff and affine</p>", "office, fluff and affine"),
    ],
)
def test_what_is_read_is_what_was_written(body, text):
    read = told(body).only("P").text
    # A reader of PDF may put a space before an accent that is a glyph of its own.
    assert unicodedata.normalize("NFC", read.replace(" ", "")) == text.replace(" ", "")


def test_columns_floats_and_grids_lose_nothing():
    structure = told(
        f'<div style="columns: 2"><p>{words("a", 400)}</p></div>'
        '<div style="float: right">floated</div><p>beside</p>'
        '<div style="display: grid; grid-template-columns: 1fr 1fr"><p>left</p><p>right</p></div>'
    )
    assert [part.text for part in structure.all("P")] == [
        words("a", 400), "floated", "beside", "left", "right",
    ]  # fmt: skip


def test_text_outside_of_any_block_is_told():
    content = render_pdf("<h1>T</h1>bare <i>text</i><p>block</p>after", title="T").content
    assert_accessible_pdf(content)
    parts = read_structure(content).all("P")
    assert [part.text for part in parts] == ["bare text", "block", "after"]


def test_the_judges_own_rules_find_what_they_are_for():
    """The faults of WeasyPrint's own tags, which both other judges overlook in part."""
    link = '<a href="#x" id="x">y</a>'
    html = f"<html lang=en><title>T</title><table>{HEAD}<tbody>{rows(1)}</table><p>{link}</p>"
    faults = own_faults(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
    assert "a header cell without scope" in faults
    assert "a link on page 1 is not told in words: 'x'" in faults
    assert "a link on page 1 is not printed" in faults
