"""Where in the pack's tags an annex belongs.

The pack's own pages tell it: an annex's Part comes after the outermost element that
ends before the annex's first page, and before the next one that begins after it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from .reading import dictionary_at, items_of

GROUPS = ("Document", "Part", "Art", "Sect", "Div", "NonStruct")


@dataclass(eq=False)
class Node:
    """An element or a piece of content of the pack, with the pages that it stands on."""

    source: Any = None
    kind: str = ""
    kids: list["Node"] = field(default_factory=list)
    first: float = float("inf")
    last: float = float("-inf")

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


class PackTags:
    """The structure tree of a pack, as our renderer writes it."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self._root = pdf.Root.StructTreeRoot
        self._pdf = pdf
        self._pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self._top = self._read(self._root.K[0], 0)
        self._names = items_of(dictionary_at(self._root, "/IDTree").get("/Names"))
        numbers = list(self._root.ParentTree.Nums)
        self._owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        self.language = str(pdf.Root.get("/Lang", ""))

    def _read(self, source: Any, page: int) -> Node:
        if not isinstance(source, Dictionary):
            return Node(first=page, last=page)
        page = self._pages.get(source.Pg.objgen, page) if "/Pg" in source else page
        if "/S" not in source:
            return Node(first=page, last=page)
        node = Node(source, str(source.S)[1:])
        node.kids = [self._read(kid, page) for kid in items_of(source.get("/K"))]
        node.first = min((kid.first for kid in node.kids), default=node.first)
        node.last = max((kid.last for kid in node.kids), default=node.last)
        return node

    @property
    def free_number(self) -> int:
        """The first number of the ParentTree that leads nowhere yet."""
        return max(self._owners, default=-1) + 1

    def heading_level_before(self, page: int) -> int:
        """The level of the last heading before a page; 0 if there is none."""
        level = 0
        for node in self._top.walk():
            if node.kind[:1] == "H" and node.kind[1:].isdigit() and node.first < page:
                level = int(node.kind[1:])
        return level

    def free_prefix(self, number: int) -> str:
        """A prefix that no name of the pack begins with."""
        prefix = f"annex{number}-"
        while any(bytes(name).startswith(prefix.encode()) for name in self._names[::2]):
            prefix = f"x{prefix}"
        return prefix

    def free(self, page: Any) -> None:
        """Take a placeholder page out of the tree, which has nothing on it."""
        owners = self._owners.pop(int(page.StructParents))
        if any(owner is not None for owner in owners):
            raise ValueError("A placeholder page has text of its own.")

    def add(self, holder: Any, *, name: str, language: str, first: int, last: int) -> None:
        """Hang a copied annex's elements into the tree; its pages are `first` to `last`."""
        parent, index = self._place(first, last)
        part = self._pdf.make_indirect(
            Dictionary(
                Type=Name.StructElem,
                S=Name.Part,
                P=parent.source,
                T=pikepdf.String(name),
                K=holder.Kids,
            )
        )
        if language and language != self.language:
            part.Lang = pikepdf.String(language)
        for kid in holder.Kids:
            kid.P = part
        kids = list(parent.source.K)
        parent.source.K = Array([*kids[:index], part, *kids[index:]])
        parent.kids.insert(index, Node(part, "Part", [], first, last))
        number = self.free_number
        self._owners.update(enumerate(holder.Owners, start=number))
        self._names += list(holder.Names)

    def _place(self, first: int, last: int) -> tuple[Node, int]:
        """The element that the Part is a kid of, and how many kids come before it."""
        parent = self._top
        while True:
            before = [
                number
                for number, kid in enumerate(parent.kids, start=1)
                if kid.first <= kid.last < first
            ]
            index = max(before, default=0)
            around = [kid for kid in parent.kids if kid.first < first and kid.last > last]
            if parent is self._top and len(parent.kids) == index == 1:
                around = parent.kids  # a document of one body: what comes last is in it too
            if not around:
                return parent, index
            parent = around[0]
            if parent.kind not in GROUPS:
                raise ValueError(f"An annex cannot stand in the middle of a {parent.kind}.")

    def write(self) -> None:
        """Write the lists of numbers and names back."""
        entries = [
            item for entry in sorted(self._owners.items(), key=itemgetter(0)) for item in entry
        ]
        self._root.ParentTree.Nums = Array(entries)
        if "/ParentTreeNextKey" in self._root:
            self._root.ParentTreeNextKey = self.free_number
        if self._names:
            pairs = zip(self._names[::2], self._names[1::2], strict=True)
            names = sorted(pairs, key=lambda pair: bytes(pair[0]))
            self._root.IDTree = Dictionary(Names=Array([item for pair in names for item in pair]))
