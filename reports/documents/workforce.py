"""A workforce profile as a PDF: as it was published, as it would be, or with the true figures.

Of a snapshot of staff: for officers the true figures as they are now; for a committee and the
public what was published last of that organisation and day, or until then what would be, under
disclosure control all the same. Of a publication: its record alone, whatever has changed since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from reports.documents.composing import printed, whom_to_ask
from reports.documents.kind import Kind
from workforce.analysis.measures import TrueTeller
from workforce.analysis.organisations import Profile
from workforce.analysis.whole import WholeProfile
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.preview import Preview
from workforce.publishing.record import as_told

if TYPE_CHECKING:
    from reports.rendering import Pdf

TRUE, PUBLIC = "officer", "public"
"""The audience that sees what is hidden from all others, and one of the others."""
STATUS_TRUE = "True figures: not for publication"
NOT_YET = "Not published yet"
HEADINGS = {
    "staff": "Staff by group",
    "comparison": "Beside the borough",
    "flows": "Who came, rose and left",
}
"""Of tables by the beginning of their key; others are headed by what they count."""
WIDE = ("staff", "flows")


@dataclass(frozen=True)
class Told:
    """A snapshot or a publication, and for whom its document is; empty where the command line
    says it."""

    of: Snapshot | PublishedProfile
    audience: str

    def __str__(self) -> str:
        of = self.of
        if isinstance(of, Snapshot):
            title = f"{of.organisation}: workforce on {in_words(of.day)}"
        else:
            title = of.title
        return f"{title}, true figures" if self.audience == TRUE else title


def snapshots() -> QuerySet[Snapshot]:
    """Every snapshot of staff."""
    return Snapshot.objects.filter(base=Snapshot.Base.STAFF).select_related("directorate")


def snapshots_readable_by(_user: User) -> QuerySet[Snapshot]:
    """Every snapshot: what may be read of one, `of_snapshot` says."""
    return snapshots()


def publications() -> QuerySet[PublishedProfile]:
    """Everything that was published."""
    return PublishedProfile.objects.all()


def publications_readable_by(_user: User) -> QuerySet[PublishedProfile]:
    """What was published is public."""
    return publications()


def latest_of(snapshot: Snapshot) -> PublishedProfile | None:
    """What was published last of its organisation and day."""
    kin = publications().filter(directorate=snapshot.directorate, day=snapshot.day)
    return kin.order_by("-pk").first()


def of_snapshot(
    snapshot: Snapshot, parameters: Mapping[str, str], user: User | None
) -> Told | None:
    """A snapshot for an audience. What was not published is only for who keeps the figures."""
    told = of_either(snapshot, parameters, user)
    if told is None or user is None or user.can(Capability.KEEP_WORKFORCE):
        return told
    return told if latest_of(snapshot) else None


def of_either(
    of: Snapshot | PublishedProfile, parameters: Mapping[str, str], user: User | None
) -> Told | None:
    """A snapshot or publication; the true figures only for who keeps them."""
    if user is None:
        return Told(of, "")
    if parameters.get("audience") != TRUE:
        return Told(of, PUBLIC)
    return Told(of, TRUE) if user.can(Capability.KEEP_WORKFORCE) else None


def file_name(told: Told) -> str:
    """ "childrens-services-workforce-on-31-march-2026.pdf"; with the true figures it says so."""
    return f"{slugify(str(told))}.pdf"


def compose(told: Told, audience: str) -> Pdf:
    """The profile as PDF."""
    true = (told.audience or audience) == TRUE
    record, status = _record(told.of, true)
    look = record["look"]
    context = {
        "record": record,
        "sections": _sections(record),
        "true": true,
        "marks_hidden": true and any(c["reason"] for t in record["tables"] for c in _cells(t)),
        "notes": [n for n in record["notes"] if not (true and n in record["markers"])],
        "period": record["day"],
        "status": STATUS_TRUE if true else status,
        "date": record["on"],
        "accent": look["accent"],
        "formats_contact": whom_to_ask(look["telephone"], look["email"]),
    }
    title = f"Workforce profile: {record['organisation']}"
    return printed("pdf/workforce.html", context, title=title, council_name=record["council"])


def _record(of: Snapshot | PublishedProfile, true: bool) -> tuple[dict[str, Any], str]:
    """What is printed, and whether it was published."""
    if isinstance(of, PublishedProfile):
        return of.record, "Published"
    if true:
        whole = WholeProfile(Profile(of), TrueTeller())
        return as_told(whole) | {"notes": [], "markers": []}, STATUS_TRUE
    published = latest_of(of)
    if published is not None:
        return published.record, "Published"
    return Preview(of).record(), NOT_YET


def _sections(record: dict[str, Any]) -> list[dict[str, Any]]:
    """The main table on landscape pages, then charts and whatever is narrow, then flows."""
    sections = [
        {"is_wide": is_wide, "charts": [], "parts": _parts(list(tables), record["markers"])}
        for is_wide, tables in groupby(record["tables"], key=lambda t: t["key"] in WIDE)
    ]
    if record["charts"]:
        place = next((n for n, each in enumerate(sections) if not each["is_wide"]), None)
        if place is None:
            sections.insert(place := 1, {"is_wide": False, "charts": [], "parts": []})
        sections[place]["charts"] = record["charts"]
    return sections


def _parts(tables: list[dict[str, Any]], markers: list[str]) -> list[dict[str, Any]]:
    """Tables under their headings; below each is explained which markers it prints."""
    return [
        {"heading": heading, "tables": [_explained(table, markers) for table in those]}
        for heading, those in groupby(tables, key=_heading)
    ]


def _heading(table: dict[str, Any]) -> str:
    return HEADINGS.get(table["key"].partition("-")[0]) or str(table["first_heading"])


def _explained(table: dict[str, Any], markers: list[str]) -> dict[str, Any]:
    used = {cell["text"] for cell in _cells(table)}
    return {**table, "markers": [each for each in markers if each.split(" ")[0] in used]}


def _cells(table: dict[str, Any]) -> Iterator[dict[str, str]]:
    for group in table["line_groups"]:
        for line in group["lines"]:
            yield from line["cells"]


KIND = Kind(
    key="workforce",
    name="Workforce profile",
    subjects=snapshots,
    readable_by=snapshots_readable_by,
    compose=compose,
    file_name=file_name,
    parameters=("audience",),
    made_of=of_snapshot,
)
PUBLISHED = Kind(
    key="published-workforce",
    name="Published workforce profile",
    subjects=publications,
    readable_by=publications_readable_by,
    compose=compose,
    file_name=file_name,
    parameters=("audience",),
    made_of=of_either,
)
