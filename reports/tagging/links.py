"""Links and pictures: what is said of them, and where they stand on the page."""

from typing import Any
from xml.etree.ElementTree import Element

import pydyf

from .structure import Annotation, Tree

PRINT = 1 << 2  # the annotation's flag: it is on paper too
POINTS = 0.75  # one CSS pixel
SVG = "{http://www.w3.org/2000/svg}"


def describe_links(tree: Tree) -> None:
    """Each link is announced by its words, not by its address."""
    for node in tree.root.walk():
        if node.kind != "Link" or node.html is None:
            continue
        words = pydyf.String(words_of(node.html) or "Link")
        for kid in node.kids:
            if isinstance(kid, Annotation):
                kid.dictionary["Contents"] = words
                kid.dictionary["F"] = PRINT


def words_of(element: Element) -> str:
    """The words that a link shows: its text, or its picture's; else its title."""
    words = " ".join("".join(_texts(element)).replace("\u200b", "").split())
    return words or element.get("title", "").strip()


def _texts(element: Element) -> list[str]:
    texts = [element.text or ""]
    for kid in element:
        if kid.tag == "img":
            texts.append(kid.get("alt", ""))
        elif kid.tag == f"{SVG}svg":
            title = kid.find(f"{SVG}title")
            texts.append("" if title is None else title.text or "")
        elif isinstance(kid.tag, str):
            texts += _texts(kid)
        texts.append(kid.tail or "")
    return texts


def place_figures(tree: Tree, document: Any) -> None:
    """Tell where each picture stands, in the page's own units from its lower edge."""
    for node in tree.root.walk():
        if node.kind != "Figure" or node.box is None:
            continue
        box, height = node.box, document.pages[node.page].height
        left, top = box.content_box_x(), box.content_box_y()
        corners = (left, height - top - box.height, left + box.width, height - top)
        node.attributes = {
            "O": "/Layout",
            "BBox": pydyf.Array(round(corner * POINTS, 2) for corner in corners),
        }
