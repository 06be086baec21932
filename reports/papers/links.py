"""Where a reader goes on to from a frozen paper."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse

from reports.models import Audience, Paper, PaperFile, Publication


@dataclass(frozen=True)
class Link:
    """A way to another page, in words that stand alone."""

    words: str
    url: str


def links_of(
    paper: Paper, files: Iterable[PaperFile], publications: Collection[Publication]
) -> list[Link]:
    """The ways on from a paper for somebody who may read these documents of it."""
    links = [
        Link(
            f"Read {file.get_side_display()} as a web page",
            reverse("papers:paper_text", args=[paper.pk, file.side]),
        )
        for file in files
    ]
    if any(each.audience == Audience.PUBLIC for each in publications):
        links.append(
            Link("The page for the public", reverse("papers:public_paper", args=[paper.pk]))
        )
    return links
