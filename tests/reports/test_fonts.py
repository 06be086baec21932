"""Which characters can be printed, and that no other fonts than ours ever are."""

import io
import unicodedata

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports import fonts
from reports.rendering import render_pdf
from reports.unicode_maps import meaning
from tests.judges import assert_accessible_pdf

OURS = ("Source-Sans-3", "DejaVu-Sans")


def fonts_of(content: bytes) -> set[str]:
    """The names of the fonts in a PDF, without the mark of a subset."""
    pdf = pikepdf.open(io.BytesIO(content))
    return {
        str(item.BaseFont).split("+")[1]
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
    }


def document(body: str, style: str = "") -> str:
    return f"<!doctype html><html><style>{style}</style><body><h1>x</h1>{body}</body></html>"


def test_all_files_are_there():
    for face in fonts.FACES:
        assert (fonts.folder() / face.file).is_file(), face.file


@pytest.mark.parametrize(
    "text",
    [
        "",
        "plain",
        "Łódź, Ŵyn, Zoë",
        "£5 – “quoted” …",
        "≥ ≤ − × ½",
        "שלום العربية",
        "✓ ☐ ☑ ▲ ▼ →",
        "soft\u00adhyphen",
    ],
)
def test_what_the_fonts_have_stays(text):
    assert fonts.replace_missing(text) == (text, {})


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        ("漢字", "\ufffd\ufffd", {"漢": 1, "字": 1}),
        ("a\U0001f468b\U0001f468", "a\ufffdb\ufffd", {"\U0001f468": 2}),
        ("bell\x07", "bell\ufffd", {"\x07": 1}),
        ("half \ud83d pair", "half \ufffd pair", {"\ud83d": 1}),
        ("\ue000\uffff", "\ufffd\ufffd", {"\ue000": 1, "\uffff": 1}),
        ("\ufff9", "\ufffd", {"\ufff9": 1}),  # a font has it, layout never draws it
    ],
)
def test_what_no_font_has_is_replaced_and_told(text, shown, missing):
    assert fonts.replace_missing(text) == (shown, missing)


def test_a_letter_and_its_accent_become_one_character():
    assert fonts.replace_missing("Zoe\u0308") == ("Zoë", {})


@pytest.mark.parametrize("end", ["\x85", "\u2028", "\u2029", "\v"])
def test_every_kind_of_line_end_is_one(end):
    assert fonts.replace_missing(f"a{end}b") == ("a\nb", {})


def test_the_sign_of_replacement_is_in_a_font():
    assert ord(fonts.REPLACEMENT) in fonts.coverage()


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("漢", "漢 (U+6F22)"),
        ("\x07", "U+0007"),
        ("\ud83d", "U+D83D"),
        ("\U0001f468", "👨 (U+1F468)"),
    ],
)
def test_a_character_is_named_so_that_it_can_be_found(character, name):
    assert fonts.name_of(character) == name


@pytest.mark.parametrize(
    ("told", "own", "meant"),
    [
        ("", "n", "n"),  # a letter below an accent
        ("", "", "\u200b"),
        ("n\u0304", "\u0304", "\u0304"),  # the accent, told to be the letter with it
        ("Ẹ", "\u0323", "\u0323"),
        ("x\u0304", "", "\u0304"),  # an accent whose form has no name
        ("G\u0303", "G\u0303", "G\u0303"),  # one glyph for both
        ("ẗ", "t\u0308", "ẗ"),
        ("fi", "ﬁ", "fi"),
        ("ffi", "", "ffi"),
        ("a", "a", "a"),
        ("Α", "A", "Α"),  # Greek and Latin share a glyph
    ],
)
def test_each_glyph_is_given_back_its_meaning(told, own, meant):
    assert meaning(told, own) == meant


@pytest.mark.parametrize("tag", ["p", "b", "i"])
def test_each_style_can_show_every_character_that_one_of_the_faces_has(tag):
    """The coverage is that of all faces together: a bold text must find the upright ones."""
    shown = sorted(
        chr(point)
        for point in fonts.coverage()
        if unicodedata.category(chr(point)) not in (*fonts.UNPRINTABLE, "Zs", "Zl", "Zp")
    )
    text = " ".join("".join(shown[i : i + 40]) for i in range(0, len(shown), 40))
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    pdf = render_pdf(document(f"<{tag}>{escaped}</{tag}>"), title="T")
    assert [notice for notice in pdf.notices if notice.kind == "engine"] == []
    assert_accessible_pdf(pdf.content)


@given(st.text(min_size=1, max_size=60))
def test_no_text_whatever_prints_a_glyph_that_is_not_there(text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    pdf = render_pdf(document(f"<p>{escaped}</p><p><b><i>{escaped}</i></b></p>"), title="T")
    assert [notice for notice in pdf.notices if notice.kind == "engine"] == []
    assert_accessible_pdf(pdf.content)


@pytest.mark.parametrize(
    "style",
    [
        "p { font-family: 'DejaVu Serif', 'Liberation Sans', Arial, serif }",
        "p { font-family: monospace }",
        "@font-face { font-family: x; src: local('DejaVu Serif') } p { font-family: x }",
    ],
)
def test_no_font_of_the_machine_is_used(style):
    pdf = render_pdf(document("<p>Text 漢 \u0915 ⡀</p>", style), title="T")
    assert all(name.startswith(OURS) for name in fonts_of(pdf.content)), fonts_of(pdf.content)


def test_text_is_in_the_first_family_and_the_second_fills_in():
    names = fonts_of(render_pdf(document("<p>Text <b>bold</b> שלום</p>"), title="T").content)
    assert {name.rstrip(",") for name in names} == {
        "Source-Sans-3", "Source-Sans-3-Bold", "DejaVu-Sans",
    }  # fmt: skip
