"""Posts in place of the names of officers, in the public version of a paper: wherever in a
document a name may stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from reports.models import Pack
from reports.papers.naming import Names, Officers

READ = ("alt", "title", "content", "summary", "aria-label", "aria-description")
"""Attributes whose words are read; so are those that begin with `data-`."""
WITHIN_A_LINE = frozenset("a abbr b br code em i mark small span strong sub sup u wbr".split())


def posts_for_names(pack: Pack) -> Callable[[Element], None]:
    """What puts posts in place of names in a document; nothing where the pack keeps names."""
    if not pack.replaces_names:
        return lambda _root: None
    officers = Officers()

    def change(root: Element) -> None:
        attributes = (value for element in root.iter() for value in element.attrib.values())
        if names := officers.names_in("\n".join(["".join(root.itertext()), *attributes])):
            _in(root, names)

    return change


@dataclass(frozen=True)
class _Slot:
    """A place of text: an element's own, or what follows it."""

    element: Element
    place: str

    @property
    def is_line_end(self) -> bool:
        return self.place == "text" and self.element.tag == "br"

    @property
    def text(self) -> str:
        return "\n" if self.is_line_end else getattr(self.element, self.place) or ""

    def put(self, text: str) -> None:
        if not self.is_line_end:
            setattr(self.element, self.place, text)


def _in(root: Element, names: Names) -> None:
    for run in list(_runs(root)):
        _in_run(run, names)
    for element in root.iter():
        for name, value in list(element.attrib.items()):
            if name in READ or name.startswith("data-"):
                element.set(name, _in_text(value, names))
        if names.emails.search(unquote(element.get("href", ""))):
            del element.attrib["href"]


def _in_text(text: str, names: Names) -> str:
    for start, end, instead in reversed(names.found(text)):
        text = text[:start] + instead + text[end:]
    return text


def _in_run(run: list[_Slot], names: Names) -> None:
    """Replace in text that goes on over several elements, as a name in two lines does."""
    texts = [slot.text for slot in run]
    starts = [0, *accumulate(map(len, texts))]
    for start, end, instead in reversed(names.found("".join(texts))):
        for slot, begins in zip(reversed(run), reversed(starts[:-1]), strict=True):
            first, last = max(start - begins, 0), min(end - begins, len(slot.text))
            if first < last:
                put = instead if start >= begins else ""
                slot.put(slot.text[:first] + put + slot.text[last:])


def _runs(root: Element) -> Iterator[list[_Slot]]:
    """The text of a document as it is read: each run goes on until a block begins or ends."""
    run: list[_Slot] = []

    def walk(element: Element) -> Iterator[list[_Slot]]:
        nonlocal run
        is_block = not isinstance(element.tag, str) or element.tag not in WITHIN_A_LINE
        if is_block:
            yield run
            run = []
        run.append(_Slot(element, "text"))
        for kid in element:
            yield from walk(kid)
        if is_block:
            yield run
            run = []
        run.append(_Slot(element, "tail"))

    yield from walk(root)
    yield run
