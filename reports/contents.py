"""The table of contents of a printed document, made from its own headings.

A template writes `<nav role="doc-toc" data-contents="h2 h3"></nav>`; the headings
of those two levels become its list, so that no title can differ from its entry.
A heading with `data-contents="no"` is left out.
"""

from xml.etree.ElementTree import Element, SubElement

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def fill_contents(root: Element) -> None:
    """Fill every contents list of the document; headings get the ids that links need."""
    for nav in root.iter("nav"):
        levels = nav.get("data-contents", "").split()
        if nav.get("role") == "doc-toc" and levels:
            _fill(nav, _headings(root, levels), levels)


def _headings(root: Element, levels: list[str]) -> list[Element]:
    headings = []
    for number, heading in enumerate(element for element in root.iter() if element.tag in HEADINGS):
        if heading.tag in levels and heading.get("data-contents") != "no":
            heading.set("id", heading.get("id") or f"heading-{number}")
            headings.append(heading)
    return headings


def _fill(nav: Element, headings: list[Element], levels: list[str]) -> None:
    """One list in the other, as deep as the levels go."""
    if not headings:
        return
    lists = [SubElement(nav, "ol")]
    for heading in headings:
        depth = levels.index(heading.tag)
        del lists[depth + 1 :]
        while len(lists) <= depth:
            items = lists[-1].findall("li")
            parent = items[-1] if items else SubElement(lists[-1], "li")
            lists.append(SubElement(parent, "ol"))
        link = SubElement(SubElement(lists[-1], "li"), "a", href=f"#{heading.get('id')}")
        link.text = " ".join("".join(heading.itertext()).split())
