"""Packs with places for annexes, and the annexes that officers upload."""

import io
import warnings
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

from reports.annexes import Grafted, Insertion, graft
from reports.rendering import render_pdf

A4 = (0, 0, 595.28, 841.89)
ANNEX_PAGES = """
  @page annex {
    size: 210mm 10mm;
    margin: 0 24mm 9.8mm;
    background: none;
    border-top: 0.5pt solid #a5acb2;
    @top-left { content: none }
    @top-right { content: none }
    @bottom-left { content: "The pack"; vertical-align: middle; padding: 0 }
    @bottom-right { content: "Page " counter(page); vertical-align: middle; padding: 0 }
  }
  .annex-page { page: annex; break-before: page }
"""


def document(body: str, *, title: str = "T", language: str = "en-GB", style: str = "") -> bytes:
    """A tagged PDF as our own renderer makes it."""
    head = f'<link rel="stylesheet" href="static:pdf/print.css"><style>{style}</style>'
    html = f"<!doctype html><html><head>{head}</head><body><main>{body}</main></body></html>"
    return render_pdf(html, title=title, language=language).content


@cache
def pack(*annexes: tuple[str, int], after: str = "<h2>After</h2><p>The end</p>") -> bytes:
    """A pack: an introduction, a divider and places for each annex, and what comes after."""
    places = "".join(
        f'<section class="new-page"><h2>{name}</h2><p>Divider of {name}</p></section>'
        + '<div class="annex-page"></div>' * count
        for name, count in annexes
    )
    end = f'<section class="new-page">{after}</section>' if after else ""
    return document(f"<h1>The pack</h1><p>Introduction</p>{places}{end}", style=ANNEX_PAGES)


def grafted(*annexes: tuple[str, bytes], after: str | None = None) -> Grafted:
    """A pack with these annexes, each at its place."""
    counts = [(name, page_count(content)) for name, content in annexes]
    made = pack(*counts) if after is None else pack(*counts, after=after)
    places, page = [], 0
    for (name, count), (_, content) in zip(counts, annexes, strict=True):
        places.append(Insertion(content, page + 2 if not places else page + 1, count, name))
        page = places[-1].first_page + count
    return graft(made, places)


def page_count(content: bytes) -> int:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return len(pdf.pages)


def saved(pdf: pikepdf.Pdf, **options: Any) -> bytes:
    output = io.BytesIO()
    pdf.save(output, deterministic_id=True, **options)
    return output.getvalue()


def changed(content: bytes, change: Any, **options: Any) -> bytes:
    """A PDF after `change(pdf)`."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # pikepdf sees that something is odd: so it shall be
            return saved(pdf, **options)


def plain(pages: int = 1, content: bytes = b"", box: tuple[float, ...] = A4, **keys: Any) -> bytes:
    """An untagged PDF, with the words "Plain 1" on its first page, and so on."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number in range(1, pages + 1):
        text = b"BT /F1 24 Tf 100 400 Td (Plain %d) Tj ET" % number
        page = Dictionary(
            Type=Name.Page,
            MediaBox=Array(box),
            Resources=Dictionary(Font=Dictionary(F1=font)),
            Contents=Stream(pdf, content or text),
            **keys,
        )
        pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))
