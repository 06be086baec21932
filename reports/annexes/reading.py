"""Reading values of a PDF that may not be what their place asks for."""

from typing import Any

import pikepdf


def dictionary_at(start: Any, *keys: str) -> Any:
    """The dictionary at the end of a path; an empty one where the path breaks off."""
    for key in keys:
        start = start.get(key)
        if not isinstance(start, pikepdf.Dictionary):
            return pikepdf.Dictionary()
    return start


def items_of(value: Any) -> list[Any]:
    """The items of an array; a single value is an array of one."""
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def dictionaries_of(value: Any) -> list[Any]:
    """Those of them that are dictionaries."""
    return [item for item in items_of(value) if isinstance(item, pikepdf.Dictionary)]


def text_of(value: Any) -> str:
    """A text on one line; nothing for what is none."""
    return " ".join(str(value).split()) if isinstance(value, pikepdf.String) else ""


def annotations_of(page: Any) -> list[Any]:
    """What lies on a page: links, comments, marks."""
    return dictionaries_of(page.get("/Annots"))


def bytes_of(page: Any) -> bytes:
    """The whole content of a page."""
    streams = items_of(page.get("/Contents"))
    return b"\n".join(item.read_bytes() for item in streams if isinstance(item, pikepdf.Stream))
