"""Small documents, and what a screen reader is told of them."""

from reports.rendering import Pdf, render_pdf
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import Structure, read_structure

STYLE = '<link rel="stylesheet" href="static:pdf/print.css">'
HEAD = "<thead><tr><th scope=col>Ref.<th scope=col>Text<th scope=col>Note</tr></thead>"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360f8ff9f010004fd01fe7e21b5110000000049454e44ae426082"
)


def pdf_of(body: str, style: str = "") -> Pdf:
    html = f"<!doctype html>{STYLE}<style>{style}</style><main><h1>T</h1>{body}</main>"
    return render_pdf(html, title="T", files={"logo.png": PIXEL})


def told(body: str, style: str = "") -> Structure:
    """The structure of a document with this body, which both judges accept."""
    pdf = pdf_of(body, style)
    assert_accessible_pdf(pdf.content)
    return read_structure(pdf.content)


def rows(count: int, cell: str = "text") -> str:
    return "".join(
        f"<tr><th scope=row>row {n}</th><td>{cell} {n}</td><td>note {n}</td></tr>"
        for n in range(count)
    )


def drawing(title: str, width: int, height: int) -> str:
    size = f'width="{width}" height="{height}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}><title>{title}</title><rect {size}/></svg>'
    )


def words(prefix: str, count: int) -> str:
    """Numbered words: their order can be checked, and whether any is lost or doubled."""
    return " ".join(f"{prefix}{n}" for n in range(count))
