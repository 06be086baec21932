"""Where the links and bookmarks of an annex lead, told without names.

Two annexes can use the same name for different places, so each name is replaced by
the place itself.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

import pikepdf

from .reading import dictionary_at

WAYS = {"/XYZ", "/Fit", "/FitH", "/FitV", "/FitR", "/FitB", "/FitBH", "/FitBV"}


class Destination(NamedTuple):
    """A page of the annex, and how it is shown: /XYZ and its numbers, or another way."""

    page: int
    view: tuple[Any, ...]


class Bookmark(NamedTuple):
    """A line of the annex's own outline."""

    title: str
    destination: Destination | None
    kids: list["Bookmark"]


class Destinations:
    """Finds the places of one annex."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._count = len(pdf.pages)
        self._named = dict(_named(pdf))

    def find(self, target: Any) -> Destination | None:
        """The place that a destination, a name of one or an action leads to."""
        if isinstance(target, pikepdf.Dictionary) and target.get("/S") == "/GoTo":
            target = target.get("/D")
        if isinstance(target, (pikepdf.String, pikepdf.Name)):
            target = self._named.get(str(target))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target):
            return None
        page, *view = list(target)
        number = self._number(page)
        return None if number is None else Destination(number, _view(view))

    def _number(self, page: Any) -> int | None:
        if isinstance(page, pikepdf.Dictionary):
            return self._pages.get(page.objgen)
        return page if isinstance(page, int) and 0 <= page < self._count else None


def _view(view: list[Any]) -> tuple[Any, ...]:
    if not view or str(view[0]) not in WAYS:
        return (pikepdf.Name.Fit,)
    numbers = (item if isinstance(item, (int, float, Decimal)) else None for item in view[1:5])
    return (view[0], *numbers)


def _named(pdf: pikepdf.Pdf) -> Iterator[tuple[str, Any]]:
    yield from dictionary_at(pdf.Root, "/Dests").items()
    tree = dictionary_at(pdf.Root, "/Names", "/Dests")
    if len(tree):
        yield from ((str(name), value) for name, value in pikepdf.NameTree(tree).items())


def bookmarks_of(pdf: pikepdf.Pdf, destinations: Destinations) -> list[Bookmark]:
    """The outline of an annex."""
    with pdf.open_outline() as outline:
        return [_bookmark(item, destinations) for item in outline.root]


def _bookmark(item: Any, destinations: Destinations) -> Bookmark:
    return Bookmark(
        item.title,
        destinations.find(item.action if item.destination is None else item.destination),
        [_bookmark(kid, destinations) for kid in item.children],
    )
