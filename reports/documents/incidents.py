"""Published figures of incident returns, for the public or with the true figures, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from incidents.models import PublishedReturns
from incidents.tables.published import headings_of
from reports.documents.kind import Kind
from reports.documents.writing import Written, whom_to_ask

TRUE, PUBLIC = "officer", "public"
"""The audience that sees what is hidden from all others, and one of the others."""


@dataclass(frozen=True)
class Figures:
    """A publication, and for whom its document is; empty where the command line says it."""

    published: PublishedReturns
    audience: str

    def __str__(self) -> str:
        true = ", true figures" if self.audience == TRUE else ""
        return f"{self.published.title}{true}"


def subjects() -> QuerySet[PublishedReturns]:
    """Everything that was published."""
    return PublishedReturns.objects.select_related("type")


def readable_by(_user: User) -> QuerySet[PublishedReturns]:
    """What was published is public."""
    return subjects()


def figures_for(
    published: PublishedReturns, parameters: Mapping[str, str], user: User | None
) -> Figures | None:
    """The publication for an audience; the true figures only for who collects returns."""
    if user is None:
        return Figures(published, "")
    if parameters.get("audience") != TRUE:
        return Figures(published, PUBLIC)
    return Figures(published, TRUE) if user.can(Capability.COLLECT_RETURNS) else None


def file_name(figures: Figures) -> str:
    """ "racist-incidents-2021-22-to-2025-26.pdf"; with the true figures it says so."""
    return f"{slugify(str(figures).replace('/', '-'))}.pdf"


def written(figures: Figures, audience: str) -> Written:
    """The publication as PDF, from its record alone."""
    record = figures.published.record
    look = record["look"]
    true = (figures.audience or audience) == TRUE
    context = {
        "record": record,
        "true": true,
        "headings": headings_of(record),
        "columns": len(record["years"]) + 1,
        "notes": [note for note in record["notes"] if not (true and note in record["markers"])],
        "period": f"{figures.published.first_year} to {figures.published.last_year}",
        "status": "True figures: not for publication" if true else "Published",
        "date": record["on"],
        "accent": look["accent"],
        "formats_contact": whom_to_ask(look["telephone"], look["email"]),
    }
    return Written(
        "pdf/incidents.html", context, title=record["type"], council_name=record["council"]
    )


KIND = Kind(
    key="incidents",
    name="Incident returns",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
    parameters=("audience",),
    made_of=figures_for,
)
