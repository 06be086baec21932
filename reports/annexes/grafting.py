"""Annexes put in the places that a rendered pack holds for them.

`graft` needs the pack as `render_pdf` makes it, and annexes that `inspect` accepts.
The same input gives the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .annex import Annex
from .bookmarks import PackBookmarks
from .foot import add_foot, foot_of
from .inspection import inspect
from .placing import PackTags
from .preparation import Place, prepare

PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}part"


@dataclass(frozen=True)
class Insertion:
    """An annex and the place that the pack holds for it."""

    content: bytes = field(repr=False)
    first_page: int
    """The index of its first placeholder page, from 0."""
    number_of_pages: int
    name: str


@dataclass(frozen=True)
class Grafted:
    """A pack with its annexes."""

    content: bytes = field(repr=False)
    claims_accessibility: bool
    """Whether it says of itself that it keeps PDF/UA-1: each of its annexes must."""


def graft(pack: bytes, annexes: Sequence[Insertion]) -> Grafted:
    """Put each annex in the place of its placeholder pages."""
    if not annexes:
        return Grafted(pack, claims_accessibility=True)
    with pikepdf.open(io.BytesIO(pack)) as pdf:
        _check_places(annexes, len(pdf.pages))
        tags, bookmarks = PackTags(pdf), PackBookmarks(pdf)
        layers = _Layers()
        inspected = [inspect(annex.content) for annex in annexes]
        for number, (annex, known) in enumerate(zip(annexes, inspected, strict=True), start=1):
            _insert(pdf, number, annex, known, tags, bookmarks, layers)
        bookmarks.write()
        tags.write()
        layers.write(pdf)
        claims = all(known.is_accessible for known in inspected)
        if not claims:
            _take_claim_away(pdf)
        output = io.BytesIO()
        pdf.save(
            output,
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    return Grafted(output.getvalue(), claims)


def _check_places(annexes: Sequence[Insertion], pages: int) -> None:
    places = [
        number
        for annex in annexes
        for number in range(annex.first_page, annex.first_page + annex.number_of_pages)
    ]
    if len(set(places)) < len(places) or not set(places) <= set(range(pages)):
        raise ValueError("Annexes lie one over the other, or outside of the pack.")


def _insert(
    pdf: pikepdf.Pdf,
    number: int,
    annex: Insertion,
    known: Annex,
    tags: PackTags,
    bookmarks: PackBookmarks,
    layers: "_Layers",
) -> None:
    if known.pages != annex.number_of_pages:
        raise ValueError(f"The pack holds {annex.number_of_pages} pages for {known.pages}.")
    first, last = annex.first_page, annex.first_page + annex.number_of_pages - 1
    placeholders = [pdf.pages[index].obj for index in range(first, last + 1)]
    for placeholder in placeholders:
        tags.free(placeholder)
    place = Place(
        annex.name,
        tags.free_number,
        tags.heading_level_before(first),
        tags.free_prefix(number),
    )
    with pikepdf.open(io.BytesIO(annex.content)) as source:
        prepared = prepare(source, known.is_tagged, place)
        holder: Any = pdf.copy_foreign(prepared.holder)
        tags.add(holder, name=annex.name, language=prepared.language, first=first, last=last)
        pages = list(holder.Pages)
        for index, page in enumerate(pages):
            foot = foot_of(pdf, placeholders[index])
            add_foot(pdf, page, prepared.sheets[index], foot)
            page.Type = Name.Page
            pdf.pages[first + index] = pikepdf.Page(page)
        layers.add(holder)
        bookmarks.add(first, annex.name, pages, prepared.bookmarks)


class _Layers:
    """The layers of all annexes; those that an annex does not show stay hidden."""

    def __init__(self) -> None:
        self._all: list[Any] = []
        self._hidden: list[Any] = []

    def add(self, holder: Any) -> None:
        self._all += list(holder.Layers)
        self._hidden += list(holder.Hidden)

    def write(self, pdf: pikepdf.Pdf) -> None:
        if self._all:
            default = Dictionary(Name=pikepdf.String("Annexes"), OFF=Array(self._hidden))
            pdf.Root.OCProperties = Dictionary(OCGs=Array(self._all), D=default)


def _take_claim_away(pdf: pikepdf.Pdf) -> None:
    """The pack does not say of itself what an annex does not keep."""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if PDF_UA in metadata:
            del metadata[PDF_UA]
