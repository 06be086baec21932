"""Making a PDF of a template: what every document of the council shows besides its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string

from council.models import Council

if TYPE_CHECKING:
    from reports.rendering import Pdf


def printed(
    template: str, context: Mapping[str, Any], *, title: str, council_name: str = ""
) -> Pdf:
    """A template as PDF, with the council's name (as it was, if given), colour and logo."""
    # The engine takes a second to load, and only a worker ever needs it.
    from reports.rendering import render_pdf

    council = Council.current()
    name = council_name or council.name
    files = {}
    if council.logo:
        with council.logo.open("rb") as logo:
            files["logo.png"] = logo.read()
    of_council = {
        "title": title,
        "council_name": name,
        "accent": council.accent_colour,
        "logo": "logo.png" if files else "",
        "formats_contact": whom_to_ask(council.telephone, council.email),
    }
    html = render_to_string(template, {**of_council, **context})
    return render_pdf(html, title=title, author=name, files=files)


def whom_to_ask(telephone: str, email: str) -> str:
    """How to reach the council, in a sentence; empty where it has told neither way."""
    ways = [
        f"{way} {place}" for way, place in (("telephone", telephone), ("email", email)) if place
    ]
    told = " or ".join(ways)
    return f"{told[:1].upper()}{told[1:]}." if told else ""
