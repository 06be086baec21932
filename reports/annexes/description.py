"""What an annex is, and what the officer should know of it."""

from collections.abc import Iterator

import pikepdf

from .annex import Annex
from .fonts import missing_fonts
from .reading import annotations_of, dictionary_at, text_of
from .sheets import Sheet
from .tags import Tags, read_tags

A4 = (210, 297)
LISTED = 5
PDF_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
NOT_COMMENTS = ("/Link", "/Popup", "/PrinterMark", "/TrapNet")


def describe(pdf: pikepdf.Pdf) -> Annex:
    """Tell what a PDF is that can be an annex."""
    tags = read_tags(pdf)
    missing = missing_fonts(pdf)
    claims, title = _said_of_itself(pdf)
    language = text_of(pdf.Root.get("/Lang"))
    sizes = tuple(Sheet.of(page.obj).millimetres for page in pdf.pages)
    notices = [*_notices_of_tags(tags, claims)]
    if missing:
        notices.append(f"Fonts are not in it, so others may be shown: {_list(missing)}.")
    if not title:
        notices.append("It has no title.")
    if not language:
        notices.append("It does not say which language it is in.")
    notices += [*_notices_of_pages(pdf, sizes)]
    return Annex(
        pages=len(pdf.pages),
        is_tagged=tags is not None,
        is_accessible=tags is not None and tags.is_complete and claims and not missing,
        title=title,
        language=language,
        sizes=sizes,
        notices=tuple(notices),
    )


def _notices_of_tags(tags: Tags | None, claims: bool) -> Iterator[str]:
    so = "so the pack cannot say that it keeps the accessibility standard PDF/UA-1."
    if tags is None:
        yield f"It has no tags and cannot be read out, {so}"
    elif not tags.is_complete:
        yield f"Something on its pages is neither tagged nor marked as decoration, {so}"
    elif not claims:
        yield f"It has tags, but makes no claim to be accessible, {so}"


def _notices_of_pages(pdf: pikepdf.Pdf, sizes: tuple[tuple[int, int], ...]) -> Iterator[str]:
    other = sorted({size for size in sizes if not _is_a4(size)})
    if other:
        shown = [f"{width} × {height} mm" for width, height in other]
        yield f"It has pages that are not A4: {_list(shown)}."
    comments = sum(
        annotation.get("/Subtype") not in NOT_COMMENTS
        for page in pdf.pages
        for annotation in annotations_of(page.obj)
    )
    if comments:
        yield f"It has comments or marks on its pages ({comments}), which everybody will see."


def _list(names: list[str]) -> str:
    return ", ".join(names[:LISTED]) + (" and others" if len(names) > LISTED else "")


def _is_a4(size: tuple[int, int]) -> bool:
    return all(abs(own - a4) <= 2 for own, a4 in zip(sorted(size), A4, strict=True))


def _said_of_itself(pdf: pikepdf.Pdf) -> tuple[bool, str]:
    """Whether it says that it keeps PDF/UA-1; and its title."""
    claims, title = False, ""
    if isinstance(pdf.Root.get("/Metadata"), pikepdf.Stream):
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            claims = str(metadata.get(PDF_UA, "")) == "1"
            title = " ".join(str(metadata.get(TITLE) or "").split())
    return claims, title or text_of(dictionary_at(pdf.trailer, "/Info").get("/Title"))
