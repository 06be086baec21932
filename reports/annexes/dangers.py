"""What has no place in a committee paper: scripts, attachments, actions, forms, films."""

from collections.abc import Iterator
from typing import Any

import pikepdf

from .annex import RefusedAnnex

AGAIN = "Print it to a new PDF and upload that"
SCRIPT = f"The PDF has a script in it. {AGAIN}"
ATTACHMENT = "The PDF has files attached. Take them out, and add each as an annex of its own"
FORM = f"The PDF has fields to fill in, or a signature. {AGAIN}"
MEDIA = f"The PDF has sound, film or 3D in it. {AGAIN}"
OUTSIDE = f"The PDF draws on another file. {AGAIN}"

ACTIONS = {
    "/Launch": "starts a program",
    "/SubmitForm": "sends a form",
    "/ImportData": "loads data",
    "/ResetForm": "clears a form",
    "/GoToR": "opens another file",
    "/GoToE": "opens an attached file",
    "/GoToDp": "goes to part of a document",
    "/GoTo3DView": "turns a 3D view",
    "/Hide": "hides something",
    "/SetOCGState": "shows or hides layers",
    "/Trans": "plays a transition",
    "/Rendition": "plays sound or film",
    "/Sound": "plays sound",
    "/Movie": "plays a film",
    "/RichMediaExecute": "plays sound or film",
}
MEDIA_KINDS = {"/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"}
LINKS = ("http:", "https:", "mailto:", "tel:", "ftp:")


def refuse_dangers(pdf: pikepdf.Pdf) -> None:
    """Refuse a PDF that does more than show pages."""
    for item in walk(pdf.Root):
        reason = _reason(item)
        if reason:
            raise RefusedAnnex(reason)


def walk(start: Any) -> Iterator[Any]:
    """Every dictionary and stream that can be reached, each once."""
    seen = set()
    stack = [start]
    while stack:
        item = stack.pop()
        if item.is_indirect:
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
        if isinstance(item, pikepdf.Array):
            kids: Any = item
        else:
            yield item
            kids = item.values()
        stack += [
            kid
            for kid in kids
            if isinstance(kid, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream))
        ]


def _reason(item: Any) -> str:
    """Why a PDF with this dictionary in it is refused."""
    keys = item.keys()
    subtype = item.get("/Subtype") if "/Subtype" in keys else None
    action = item.get("/S") if "/S" in keys else None
    if "/JS" in keys or action == "/JavaScript" or "/JavaScript" in keys:
        return SCRIPT
    if "/XFA" in keys or subtype == "/Widget" or ("/Fields" in keys and len(item["/Fields"])):
        return FORM
    if _has_attachment(item, keys, subtype):
        return ATTACHMENT
    if subtype in MEDIA_KINDS and "/Rect" in keys:
        return MEDIA
    if isinstance(action, pikepdf.Name) and str(action) in ACTIONS:
        return f"The PDF has an action in it that {ACTIONS[str(action)]}. {AGAIN}"
    if "/URI" in keys and action == "/URI":
        return _bad_link(item["/URI"])
    has_outside_data = isinstance(item, pikepdf.Stream) and "/F" in keys
    if has_outside_data or (subtype == "/Form" and "/Ref" in keys):
        return OUTSIDE
    return ""


def _has_attachment(item: Any, keys: Any, subtype: Any) -> bool:
    return (
        "/EF" in keys
        or "/EmbeddedFiles" in keys
        or "/Collection" in keys
        or subtype == "/FileAttachment"
        or item.get("/Type") == "/EmbeddedFile"
        or ("/AF" in keys and bool(item["/AF"]))
    )


def _bad_link(address: Any) -> str:
    """Why a link is refused: one that leads into somebody's computer, or runs a script."""
    text = str(address).strip()
    scheme, colon, _ = text.partition(":")
    if not colon or not scheme.replace("+", "").replace("-", "").replace(".", "").isalnum():
        return ""  # a relative address
    if text.lower().startswith(LINKS):
        return ""
    return (
        f"The PDF has a link that readers cannot follow: {text[:80]}. "
        "Take the link out and save it again"
    )
