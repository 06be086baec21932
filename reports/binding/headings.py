"""The headings of a part: what the contents name, and what stands under each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from reports.contents import HEADINGS

INVISIBLE = str.maketrans(dict.fromkeys("\u200b\u00ad"))
NOT_TEXT = ("style", "script", "title", "head")
BLOCKS = frozenset(
    "p li dt dd td th caption h1 h2 h3 h4 h5 h6 figcaption section article div tr address".split()
)


@dataclass
class Passage:
    """A heading and the text under it, until the next one."""

    part: str
    heading: str
    level: int
    anchor: str
    text: str = ""


def without_contents(root: Element) -> None:
    """Take a part's own table of contents away, with its heading: the whole has one."""
    for parent in list(root.iter()):
        if not any(_is_contents(kid) for kid in parent):
            continue
        for kid in list(parent):
            if _is_contents(kid) or (kid.tag in HEADINGS and kid.get("data-contents") == "no"):
                parent.remove(kid)
        if not len(parent) and not (parent.text or "").strip():
            parent.set("class", "empty")
    for parent in list(root.iter()):
        for kid in [each for each in parent if each.get("class") == "empty"]:
            parent.remove(kid)


def _is_contents(element: Element) -> bool:
    return element.tag == "nav" and element.get("role") == "doc-toc"


def name_apart(root: Element, key: str) -> None:
    """Begin every id of a part, and every link to one, with its key."""
    for element in root.iter():
        for name in ("id", "for"):
            if element.get(name):
                element.set(name, f"{key}-{element.get(name)}")
        for name in ("headers", "aria-labelledby", "aria-describedby"):
            if element.get(name):
                names = element.get(name, "").split()
                element.set(name, " ".join(f"{key}-{each}" for each in names))
        href = element.get("href", "")
        if href.startswith("#") and len(href) > 1:
            element.set("href", f"#{key}-{href[1:]}")


def passages(root: Element, key: str, part: str) -> list[Passage]:
    """The text of a part by its headings; each heading gets an id."""
    found: list[Passage] = []
    body = root.find("body")
    for number, element in enumerate(_walk(root if body is None else body)):
        if isinstance(element, str):
            if found:
                found[-1].text += element
        elif element.tag in HEADINGS:
            anchor = element.get("id") or f"{key}-heading-{number}"
            element.set("id", anchor)
            found.append(Passage(part, words(element), int(element.tag[1]), anchor))
    for passage in found:
        passage.text = "\n".join(
            line for line in (" ".join(each.split()) for each in passage.text.split("\n")) if line
        ).translate(INVISIBLE)
    return found


def _walk(element: Element) -> Iterator[Element | str]:
    """Headings and text in reading order; a block begins and ends a line."""
    if not isinstance(element.tag, str) or element.tag in NOT_TEXT:
        return
    if element.tag in HEADINGS:
        yield element
        return
    line_end = "\n" if element.tag in BLOCKS else " " if element.tag == "br" else ""
    yield line_end
    yield (element.text or "").replace("\n", " ")
    for kid in element:
        yield from _walk(kid)
        yield (kid.tail or "").replace("\n", " ")
    yield line_end


def words(element: Element) -> str:
    """The words of an element, without what only tells layout where to break."""
    return " ".join("".join(element.itertext()).split()).translate(INVISIBLE)
