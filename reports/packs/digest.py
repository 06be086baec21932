"""The digest of what a document says: the same words have the same, whatever their look.

It is taken of the HTML, before any layout, so that an approval needs none.
"""

from __future__ import annotations

import hashlib
from html.parser import HTMLParser

WITHOUT_WORDS = ("style", "script", "head")
TOLD_BY = ("href", "alt")
"""Attributes that tell a reader something."""


class _Words(HTMLParser):
    """The words of a page in their order, and where its links lead."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._within = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in WITHOUT_WORDS:
            self._within += 1
        elif not self._within:
            self.words += [f"{name}={value}" for name, value in attrs if name in TOLD_BY]

    def handle_endtag(self, tag: str) -> None:
        if tag in WITHOUT_WORDS and self._within:
            self._within -= 1

    def handle_data(self, data: str) -> None:
        if not self._within:
            self.words += data.split()


def digest_of(html: str, content: bytes = b"") -> str:
    """The SHA-256 of the words of a page, and of the bytes that go with it."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    words = "\n".join(reader.words)
    return hashlib.sha256(words.encode(errors="replace") + b"\0" + content).hexdigest()
