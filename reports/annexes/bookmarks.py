"""The pack's bookmarks and links, when its placeholder pages have become annexes."""

from typing import Any

import pikepdf
from pikepdf import Array, Name

from .destinations import Bookmark
from .reading import annotations_of, dictionary_at


class PackBookmarks:
    """Bookmarks, names and links of a pack."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._pdf = pdf
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._annexes: list[tuple[int, str, list[Any], list[Bookmark]]] = []

    def add(self, first: int, name: str, pages: list[Any], bookmarks: list[Bookmark]) -> None:
        """Remember an annex, the pages it has in the pack, and its own outline."""
        self._annexes.append((first, name, pages, bookmarks))

    def write(self) -> None:
        """Put each outline under the bookmark of its divider; lead what led to placeholders."""
        self._lead_links()
        with self._pdf.open_outline() as outline:
            for item in _all(outline.root):
                if item.destination is not None:
                    item.destination = self._led(item.destination)
            for first, name, pages, bookmarks in self._annexes:
                items = [line for mark in bookmarks for line in _items(mark, pages)]
                if not items:
                    continue
                divider = self._divider(outline.root, first)
                if divider is None:
                    divider = pikepdf.OutlineItem(name, Array([pages[0], Name.Fit]))
                    outline.root.append(divider)
                divider.children += items
                divider.is_closed = True

    def _divider(self, items: Any, first: int) -> Any:
        """The last bookmark that leads to a page before an annex."""
        found = None
        for item in _all(items):
            page = self._page(item.destination)
            if page is not None and page < first:
                found = item
        return found

    def _page(self, destination: Any) -> int | None:
        if not isinstance(destination, Array) or not isinstance(destination[0], pikepdf.Dictionary):
            return None
        return self._pages.get(destination[0].objgen)

    def _led(self, destination: Any) -> Any:
        """The same destination, or the annex's page in place of a placeholder."""
        number = self._page(destination)
        for first, _, pages, _ in self._annexes:
            if number is not None and first <= number < first + len(pages):
                return Array([pages[number - first], Name.Fit])
        return destination

    def _lead_links(self) -> None:
        names = dictionary_at(self._pdf.Root, "/Names", "/Dests").get("/Names")
        if names is not None:
            for index in range(1, len(names), 2):
                names[index] = self._led(names[index])
        for page in self._pdf.pages:
            for annotation in annotations_of(page.obj):
                if "/Dest" in annotation:
                    annotation["/Dest"] = self._led(annotation["/Dest"])


def _all(items: Any) -> Any:
    for item in items:
        yield item
        yield from _all(item.children)


def _items(bookmark: Bookmark, pages: list[Any]) -> list[Any]:
    """A line of an annex's outline; one that leads nowhere gives way to those below it."""
    kids = [item for kid in bookmark.kids for item in _items(kid, pages)]
    if bookmark.destination is None:
        return kids
    page, view = bookmark.destination
    item = pikepdf.OutlineItem(bookmark.title, Array([pages[page], *view]))
    item.children = kids
    item.is_closed = True
    return [item]
