"""A document in words, before any layout: what every document of the council shows besides its
own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from council.models import Council
from reports.progress import whoever_waits

if TYPE_CHECKING:
    from reports.rendering import Pdf


@dataclass(frozen=True)
class Written:
    """A template and what it is filled with; it shows the council's name (as it was, if given),
    colour and logo besides."""

    template: str
    context: Mapping[str, Any]
    title: str
    council_name: str = ""
    told: str = field(default="", repr=False)
    """Its HTML, once it is told for good; nothing is asked of the database for it any more."""

    def but(self, **context: Any) -> Written:
        """The same document with some of its context told otherwise."""
        return replace(self, context={**self.context, **context})

    def html(self, council: Council, files: Mapping[str, bytes]) -> str:
        """The whole HTML document; the logo, if there is one, is among the files."""
        if self.told:
            return self.told
        of_council = {
            "title": self.title,
            "council_name": self.author(council),
            "accent": council.accent_colour,
            "logo": "logo.png" if files else "",
            "formats_contact": whom_to_ask(council.telephone, council.email),
        }
        return render_to_string(self.template, {**of_council, **self.context})

    def as_part(self, council: Council, files: Mapping[str, bytes]) -> Written:
        """The document as a part of a pack, told for good. The whole says once whether it is a
        draft and whom to ask for other formats; no part prints the day on which it is made."""
        alone = {"draft": False, "made_on": "", "formats_contact": ""}
        return replace(self, told=self.told or self.but(**alone).html(council, files))

    def author(self, council: Council) -> str:
        """The council's name, as it was where the document holds it."""
        return self.council_name or council.name

    def pdf(self) -> Pdf:
        """The document as PDF."""
        # The engine takes a second to load, and only a worker ever needs it.
        from reports.rendering import render_pdf

        council = Council.current()
        files = council_files(council)
        html = self.html(council, files)
        return render_pdf(
            html,
            title=self.title,
            author=self.author(council),
            files=files,
            progress=whoever_waits(),
        )


def council_files(council: Council) -> dict[str, bytes]:
    """The council's pictures that a document may name: its logo, if it has one."""
    if not council.logo:
        return {}
    with council.logo.open("rb") as logo:
        return {"logo.png": logo.read()}


def whom_to_ask(telephone: str, email: str) -> str:
    """How to reach the council, in a sentence; empty where it has told neither way."""
    ways = [
        f"{way} {place}" for way, place in (("telephone", telephone), ("email", email)) if place
    ]
    told = " or ".join(ways)
    return f"{told[:1].upper()}{told[1:]}." if told else ""
