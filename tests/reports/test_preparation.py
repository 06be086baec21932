"""What is done to the HTML before it is laid out: words that break, contents that match."""

from xml.etree import ElementTree as ET

import pytest

from reports.preparation import BREAK, break_long_words, prepare


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("words of the ordinary kind, as many as one likes", None),
        ("x" * 30, None),
        ("x" * 70, ["x" * 30, "x" * 30, "x" * 10]),
        (
            "margaret.ashworth@thornbeck.example",
            ["margaret.", "ashworth@", "thornbeck.", "example"],
        ),
        (
            "see https://www.thornbeck.example/a/plan",
            ["see https://", "www.", "thornbeck.", "example/", "a/", "plan"],
        ),
    ],
)
def test_long_words_can_break(text, parts):
    assert break_long_words(text).split(BREAK) == (parts or [text])


def test_a_text_is_not_broken_twice():
    once = break_long_words("x" * 100)
    assert break_long_words(once) == once


def test_every_text_is_seen_to_but_style_sheets():
    root = ET.fromstring(  # noqa: S314
        "<html><style>漢</style><body title='漢'><p>漢<b>漢</b>漢</p><!-- 漢 --></body></html>"
    )
    assert prepare(root) == {"漢": 3}
    assert "".join(root.find("body").itertext()) == "\ufffd\ufffd\ufffd"
    assert root.find("body").get("title") == "\ufffd"
    assert root.find("style").text == "漢"


def test_a_row_that_would_fill_a_page_may_be_cut():
    root = ET.fromstring(  # noqa: S314
        f"<table><tr class='x'><td>a</td><td><p>{'b ' * 601}</p></td></tr>"
        f"<tr><td>{'b ' * 600}</td><td>{'b ' * 600}</td></tr></table>"
    )
    prepare(root)
    assert [row.get("class") for row in root.iter("tr")] == ["x long", None]


def contents_of(body: str, levels: str = "h2 h3") -> str:
    root = ET.fromstring(  # noqa: S314
        f'<html><nav role="doc-toc" data-contents="{levels}"/>{body}</html>'
    )
    prepare(root)
    nav = root.find("nav")

    def told(items: ET.Element) -> str:
        return ", ".join(
            "".join(
                [f"{link.text} {link.get('href')}" for link in item.findall("a")]
                + [f" ({told(inner)})" for inner in item.findall("ol")]
            )
            for item in items
        )

    return told(nav.find("ol")) if nav.find("ol") is not None else ""


def test_the_contents_follow_the_headings():
    assert contents_of(
        '<h1>T</h1><h2 id="a">One</h2><h3 id="b">Sub</h3><h3 id="c">Sub 2</h3><h2 id="d">Two</h2>'
    ) == "One #a (Sub #b, Sub 2 #c), Two #d"  # fmt: skip


def test_headings_without_an_id_get_one_and_white_space_is_one_space():
    assert contents_of("<h2>One\n  <b>bold</b></h2>") == "One bold #heading-0"


def test_a_heading_can_be_left_out():
    assert contents_of('<h2 data-contents="no">No</h2><h2 id="y">Yes</h2>') == "Yes #y"


def test_a_heading_below_none_of_its_own_is_not_lost():
    assert contents_of('<h3 id="a">Sub</h3><h2 id="b">One</h2>') == " (Sub #a), One #b"


def test_a_document_without_headings_has_empty_contents():
    assert contents_of("<p>x</p>") == ""
