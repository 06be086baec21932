"""What a listener hears of a document, beside what stands in it: all of it, in order, once."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element as Html

from council.models import Council
from reports.documents.writing import Written, council_files
from reports.rendering import Renderer
from tests.pdf_structure import Element, read_structure

SVG = "{http://www.w3.org/2000/svg}svg"
NEVER_READ = ("style", "script")
MARKER = re.compile(r"\s*([•+]|\d+\.)?\s*")
"""What a list puts before an item, which the HTML does not have."""
SHOWN = 60


def assert_read_once(written: Written) -> None:
    """Fail at the first place where a listener hears something else than the document says."""
    council = Council.current()
    files = council_files(council)
    renderer = Renderer(files=files)
    source = renderer.parse(written.html(council, files))
    renderer.prepare(source)
    says = letters(words_of(source.etree_element.find("body")))
    laid_out = renderer.lay_out(source)
    content = renderer.write(
        laid_out, laid_out.pages, title=written.title, author="", identifier="0" * 32
    )
    assert_same(says, letters(words_heard(read_structure(content).root)))


def assert_same(says: str, heard: str) -> None:
    """Compare letter by letter, since spaces come from layout."""
    same = next(
        (n for n, (a, b) in enumerate(zip(says, heard, strict=False)) if a != b),
        min(len(says), len(heard)),
    )
    around = slice(max(0, same - SHOWN), same + SHOWN)
    assert says == heard, f"it says …{says[around]}…, and one hears …{heard[around]}…"


def letters(pieces: Iterator[str]) -> str:
    """Everything but white space, and signs that only tell layout where to break."""
    return "".join("".join(pieces).replace("\u200b", "").replace("\u00ad", "").split())


def words_of(element: Html) -> Iterator[str]:
    """The words of HTML as they are to be read: a drawing by its title, a caption first."""
    if not isinstance(element.tag, str) or element.tag in NEVER_READ:
        return
    if element.get("role") == "doc-toc":
        return
    if element.tag == SVG:
        yield element[0].text or ""
        return
    if element.tag == "img":
        yield element.get("alt", "")
        return
    yield element.text or ""
    kids = list(element)
    if element.tag == "table":
        kids.sort(key=lambda kid: kid.tag != "caption")
    for kid in kids:
        yield from words_of(kid)
        yield kid.tail or ""


def words_heard(element: Element) -> Iterator[str]:
    """The words of the tag tree in its order: a figure by its alternative text."""
    if element.kind == "TOC" or (element.kind == "Lbl" and MARKER.fullmatch(element.text)):
        return  # contents say page numbers, which the HTML does not have either
    if element.kind == "Figure":
        yield element.alt
        return
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from words_heard(kid)
        else:
            yield kid
