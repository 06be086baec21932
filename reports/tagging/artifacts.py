"""Content that is painted but not read out: margins, repeated table heads, leader dots."""

from collections import defaultdict
from typing import Any

import pydyf

from .structure import Mark, Node, StructureMismatch, number_of

HEADER, FOOTER, LAYOUT = "Header", "Footer", "Layout"


class Artifacts:
    """Collects what shall be an artifact, and marks it so on the pages."""

    def __init__(self) -> None:
        self._kinds: dict[int, dict[int, str]] = defaultdict(dict)  # page → mark → kind

    def add(self, node: Node, kind: str = LAYOUT) -> None:
        """Everything painted for this node; the caller takes the node out of the tree."""
        for mark in node.marks():
            self.add_mark(mark, kind)

    def add_mark(self, mark: Mark, kind: str = LAYOUT) -> None:
        """One piece of painted content."""
        self._kinds[mark.page][mark.number] = kind

    def add_margin(self, margin: Node) -> None:
        """A box in a page's margin: a running title, a page number."""
        top = margin.box.at_keyword.startswith("@top")
        self.add(margin, HEADER if top else FOOTER)

    def write(self, pdf: Any) -> None:
        """Turn the marked content into artifacts in the pages' own streams."""
        pages = pdf.pages["Kids"][::3]
        for page, kinds in self._kinds.items():
            stream = pdf.objects[number_of(pdf.objects[pages[page]]["Contents"])].stream
            left = dict(kinds)
            for index, item in enumerate(stream):
                if isinstance(item, pydyf.Dictionary) and (kind := left.pop(item.get("MCID"), "")):
                    stream[index - 1] = "/Artifact"
                    item.clear()
                    item.update(_properties(kind))
            if left:
                raise StructureMismatch("content that is not in the page's own stream")


def _properties(kind: str) -> dict[str, Any]:
    if kind == LAYOUT:
        return {"Type": "/Layout"}
    return {"Type": "/Pagination", "Subtype": f"/{kind}"}
