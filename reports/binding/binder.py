"""Laying out the parts of a pack one after the other, then writing them as one document.

Each part is laid out by itself, with its own style sheets, and its first page is given the
number that follows the part before. The contents page comes first but is laid out twice:
once to know how many pages it takes, and once when it is known where everything stands.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from weasyprint import HTML

from council.models import Council
from reports.annexes import Insertion, graft
from reports.binding.headings import Passage, name_apart, passages, without_contents
from reports.binding.parts import BoundAnnex, BoundPart
from reports.binding.web import web_page_of
from reports.documents.writing import Written, council_files
from reports.progress import Progress, whoever_waits
from reports.rendering import LaidOut, Notice, Renderer

CONTENTS_LEVELS = (1, 2)
BOUND_STYLES = "static:pdf/bound.css"
DRAFT_STYLES = "static:pdf/draft.css"
Part = BoundPart | BoundAnnex


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a part, or a section of one."""

    title: str
    anchor: str
    page: int
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Bound:
    """A finished pack: the PDF, the same words for a web page, and the text by its headings."""

    content: bytes = field(repr=False)
    pages: int
    html: str = field(repr=False)
    texts: tuple[tuple[Passage, int], ...] = field(repr=False)
    """Each passage with the page on which it begins."""
    digest: str
    """Of all that is printed, but for the watermark."""
    claims_accessibility: bool
    notices: tuple[Notice, ...] = ()


def bind(
    front: Written,
    parts: Sequence[Part],
    *,
    draft: bool,
    change: Callable[[Element], None] | None = None,
    council: Council | None = None,
) -> Bound:
    """Bind a title page and parts into one document.

    `front` is told the contents as `entries`. `draft` puts the word across every page. `change`
    may alter the words of each part, and of the title page, before they are laid out. Whoever
    waits is told what is laid out and how many pages there are so far. With `council` and parts
    that are told for good, nothing is asked of the database.
    """
    council = council or Council.current()
    files = council_files(council)
    renderer = Renderer(files=files)
    styles = [BOUND_STYLES, *([DRAFT_STYLES] if draft else [])]
    sources = [_source(renderer, part, council, files, change, styles) for part in parts]
    trees = [source.etree_element for source in sources]
    titles = [_changed(part.title, change) for part in parts]
    told = [
        passages(tree, part.key, title)
        for part, tree, title in zip(parts, trees, titles, strict=True)
    ]

    def begin(numbers: Mapping[str, int]) -> LaidOut:
        return _front(renderer, front, _entries(told, numbers), council, files, change, styles)

    contents_pages = len(begin({}).pages)
    while True:
        numbers: dict[str, int] = {}
        laid_out: list[LaidOut] = []
        so_far = contents_pages
        for part, source in zip(parts, sources, strict=True):
            progress = _beyond(so_far, part.title)
            one = renderer.lay_out(source, first_page=so_far + 1, progress=progress)
            for offset, page in enumerate(one.pages):
                numbers |= dict.fromkeys(page.anchors, so_far + offset + 1)
            laid_out.append(one)
            so_far += len(one.pages)
        first = begin(numbers)
        if len(first.pages) == contents_pages:
            break
        contents_pages = len(first.pages)
    pages = [page for one in (first, *laid_out) for page in one.pages]
    digest = _digest(front, trees)
    content = renderer.write(
        first,
        pages,
        title=_changed(front.title, change),
        author=front.author(council),
        identifier=digest[:32],
        progress=whoever_waits(),
    )
    content, claims = _with_annexes(content, parts, titles, [first, *laid_out])
    return Bound(
        content=content,
        pages=len(pages),
        html=web_page_of(trees),
        texts=tuple((passage, numbers.get(passage.anchor, 0)) for each in told for passage in each),
        digest=digest,
        claims_accessibility=claims,
        notices=renderer.notices,
    )


def _source(
    renderer: Renderer,
    part: Part,
    council: Council,
    files: Mapping[str, bytes],
    change: Callable[[Element], None] | None,
    styles: Sequence[str],
) -> HTML:
    source = renderer.parse(part.written.as_part(council, files).told)
    tree = source.etree_element
    without_contents(tree)
    name_apart(tree, part.key)
    if change:
        change(tree)
    renderer.prepare(source)
    _add_styles(tree, styles)
    return source


def _changed(words: str, change: Callable[[Element], None] | None) -> str:
    """A title that is told outside of any page."""
    if change is None:
        return words
    told = Element("p")
    told.text = words
    change(told)
    return told.text or ""


def _beyond(so_far: int, title: str) -> Progress | None:
    """Tells whoever waits which part is laid out; pages count on from the parts before."""
    waiting = whoever_waits()
    if waiting is None:
        return None

    def tell(doing: str, pages: int | None) -> None:
        waiting(f"{doing} “{title}”", None if pages is None else so_far + pages)

    return tell


def _add_styles(tree: Element, styles: Sequence[str]) -> None:
    """Style sheets after the document's own."""
    head = tree.find("head")
    assert head is not None  # noqa: S101  (the parser gives every document one)
    for style in styles:
        SubElement(head, "link", rel="stylesheet", href=style)


def _front(
    renderer: Renderer,
    front: Written,
    entries: tuple[Entry, ...],
    council: Council,
    files: Mapping[str, bytes],
    change: Callable[[Element], None] | None,
    styles: Sequence[str],
) -> LaidOut:
    source = renderer.parse(front.but(entries=entries, draft=False).html(council, files))
    if change:
        change(source.etree_element)
    renderer.prepare(source)
    _add_styles(source.etree_element, styles)
    return renderer.lay_out(source, first_page=1)


def _entries(told: Sequence[Sequence[Passage]], numbers: Mapping[str, int]) -> tuple[Entry, ...]:
    """The contents: each part by its first heading, and the sections in it."""
    top, within = CONTENTS_LEVELS
    entries = []
    for each in told:
        heads = [passage for passage in each if passage.level == top]
        if heads:
            sections = tuple(
                Entry(passage.heading, passage.anchor, numbers.get(passage.anchor, 0))
                for passage in each
                if passage.level == within
            )
            first = heads[0]
            page = numbers.get(first.anchor, 0)
            entries.append(Entry(first.heading, first.anchor, page, sections))
    return tuple(entries)


def _with_annexes(
    content: bytes, parts: Sequence[Part], titles: Sequence[str], laid_out: Sequence[LaidOut]
) -> tuple[bytes, bool]:
    """The pages of annexes in the places that were kept for them."""
    insertions = []
    page = len(laid_out[0].pages)
    for part, title, one in zip(parts, titles, laid_out[1:], strict=True):
        page += len(one.pages)
        if isinstance(part, BoundAnnex):
            first = page - part.pages
            insertions.append(Insertion(part.content, first, part.pages, title))
    if not insertions:
        return content, True
    grafted = graft(content, insertions)
    return grafted.content, grafted.claims_accessibility


def _digest(front: Written, trees: Sequence[Any]) -> str:
    hashed = hashlib.sha256(repr((front.title, front.template)).encode())
    for tree in trees:
        body = tree.find("body")
        told = "" if body is None else "\0".join(body.itertext())
        hashed.update(told.encode(errors="replace"))
    return hashed.hexdigest()
