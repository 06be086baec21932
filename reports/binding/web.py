"""The words of a bound document as a part of a web page.

Only what is known to be harmless is copied: an element that is not listed gives its words and
goes, what runs or loads something goes with all that is in it, and so does every attribute that
is not listed. The page around it has the heading of the first level; the parts stand below it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element, SubElement

from reports.binding.headings import INVISIBLE
from reports.contents import HEADINGS

SVG = "{http://www.w3.org/2000/svg}"
DRAWN = frozenset("svg g path rect line circle polyline polygon text tspan title desc".split())
WRITTEN = frozenset(
    "abbr address article b blockquote br caption cite code dd del div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i ins li mark ol p pre q section small span strong sub sup table tbody "
    "td tfoot th thead tr ul a".split()
)
GONE = frozenset(
    "animate animatemotion animatetransform audio button canvas col colgroup embed foreignobject "
    "form frame frameset head iframe image img input link map math meta nav noscript object "
    "option picture script select set style template textarea title use video".split()
)
OF_WORDS = frozenset(
    "abbr aria-describedby aria-hidden aria-label aria-labelledby class colspan headers href id "
    "lang reversed role rowspan scope start title value".split()
)
OF_DRAWINGS = frozenset(
    "cx cy d dx dy fill font-size font-weight height points r rx ry stroke stroke-dasharray "
    "stroke-width text-anchor transform viewBox width x x1 x2 y y1 y2".split()
)
PLACES = ("#", "https://", "http://", "mailto:", "tel:")
DEEPEST = 6
IN_THE_PDF = "The pages of this annex are in the PDF."
ANNEX_PAGE = "annex-page"
WIDE, WIDEST = 5, 8
"""Columns from which a table keeps its width and is moved sideways on a small screen."""


def web_page_of(trees: Sequence[Element]) -> str:
    """An article for each part; without style sheets, and without anything that loads."""
    number = count(1)
    articles = []
    for tree in trees:
        main = tree.find("body/main")
        if main is None:
            continue
        article = Element("article")
        _copy(main, article)
        _say_where_an_annex_is(article)
        _level(article)
        _let_tables_move(article, number)
        _name_drawings(article, number)
        articles.append(ET.tostring(article, encoding="unicode", method="html"))
    return "\n".join(articles)


def _copy(source: Element, target: Element, *, drawing: bool = False) -> None:
    """Copy what is in an element, as far as it is harmless."""
    _say(target, source.text)
    for kid in source:
        if isinstance(kid.tag, str):
            name = kid.tag.removeprefix(SVG)
            drawn = drawing or name == "svg"
            if name in (DRAWN if drawn else WRITTEN):
                copied = SubElement(target, name, _harmless(kid, drawn))
                _copy(kid, copied, drawing=drawn)
            elif name.casefold() not in GONE:
                _copy(kid, target, drawing=drawing)
        _say(target, kid.tail)


def _say(target: Element, text: str | None) -> None:
    """Add words after all that an element holds, without marks that only layout needs."""
    told = (text or "").translate(INVISIBLE)
    if len(target):
        target[-1].tail = (target[-1].tail or "") + told
    else:
        target.text = (target.text or "") + told


def _harmless(element: Element, drawn: bool) -> dict[str, str]:
    known = OF_WORDS | OF_DRAWINGS if drawn else OF_WORDS
    return {
        name: value
        for name, value in element.attrib.items()
        if name in known
        and "url(" not in value
        and (name != "href" or value.strip().casefold().startswith(PLACES))
    }


def _say_where_an_annex_is(article: Element) -> None:
    """In place of the empty pages that an uploaded PDF takes."""
    pages = [each for each in article if each.get("class") == ANNEX_PAGE]
    for page in pages[1:]:
        article.remove(page)
    for page in pages[:1]:
        page.clear()
        page.tag, page.text = "p", IN_THE_PDF


def _level(article: Element) -> None:
    """Headings one under the other without a gap, from the second level on."""
    above: list[int] = []
    for element in article.iter():
        if element.tag in HEADINGS:
            level = int(element.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            element.tag = f"h{min(len(above) + 1, DEEPEST)}"


def _let_tables_move(article: Element, number: count[int]) -> None:
    """A frame for each table, which a small screen moves sideways, named by its caption.

    It is no landmark: a paper has a hundred tables, and many of the same name."""
    parents = {kid: parent for parent in article.iter() for kid in parent}
    for table in list(article.iter("table")):
        parent = parents[table]
        frame = Element("div", {"class": "app-scroll", "role": "group", "tabindex": "0"})
        columns = max((_columns(row) for row in table.iter("tr")), default=0)
        if columns >= WIDE:
            table.set("class", f"{table.get('class', '')} many-columns".strip())
        if columns >= WIDEST:
            table.set("class", f"{table.get('class', '')} most-columns")
        caption = table.find("caption")
        if caption is None:
            frame.set("aria-label", "Table")
        else:
            caption.set("id", caption.get("id") or f"table-{next(number)}")
            frame.set("aria-labelledby", caption.get("id", ""))
            _keep_in_sight(caption)
        frame.tail, table.tail = table.tail, None
        parent[list(parent).index(table)] = frame
        frame.append(table)


def _keep_in_sight(caption: Element) -> None:
    """Words of their own within a caption: they stay while the table is moved."""
    words = Element("span", {"class": "caption-words"})
    words.text, caption.text = caption.text, None
    words.extend(list(caption))
    caption[:] = [words]


def _columns(row: Element) -> int:
    return sum(int(cell.get("colspan", "1")) for cell in row)


def _name_drawings(article: Element, number: count[int]) -> None:
    """A drawing is one picture, called by its title."""
    for drawing in article.iter("svg"):
        title = drawing.find("title")
        if title is None:
            drawing.set("aria-hidden", "true")
        else:
            title.set("id", title.get("id") or f"drawing-{next(number)}")
            drawing.set("role", "img")
            drawing.set("aria-labelledby", title.get("id", ""))
    # A small screen moves these sideways, so that their figures can be read.
    for chart in article.iter("figure"):
        if "column-chart" in chart.get("class", "").split():
            chart.set("tabindex", "0")
