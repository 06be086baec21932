"""A workforce profile as a PDF: as it was published, as it would be, or with the true figures.

Of a snapshot of staff: for officers the true figures as they are now; for a committee and the
public what was published last of that organisation and day, or until then what would be, under
disclosure control all the same. Of a publication: its record alone, whatever has changed since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from reports.documents.kind import Kind
from reports.documents.writing import Written, whom_to_ask
from reports.profile_sections import cells_of, sections_of
from workforce.analysis.measures import TrueTeller
from workforce.analysis.organisations import Profile
from workforce.analysis.whole import WholeProfile
from workforce.models import PublishedProfile, Snapshot
from workforce.publishing.latest import latest_of
from workforce.publishing.preview import Preview
from workforce.publishing.record import as_told

TRUE, PUBLIC = "officer", "public"
"""The audience that sees what is hidden from all others, and one of the others."""
STATUS_TRUE = "True figures: not for publication"
NOT_YET = "Not published yet"


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


def written(told: Told, audience: str) -> Written:
    """The profile as PDF."""
    true = (told.audience or audience) == TRUE
    record, status = _record(told.of, true)
    look = record["look"]
    context = {
        "record": record,
        "sections": sections_of(record),
        "true": true,
        "marks_hidden": true and any(c["reason"] for t in record["tables"] for c in cells_of(t)),
        "notes": [n for n in record["notes"] if not (true and n in record["markers"])],
        "period": record["day"],
        "status": STATUS_TRUE if true else status,
        "date": record["on"],
        "accent": look["accent"],
        "formats_contact": whom_to_ask(look["telephone"], look["email"]),
    }
    title = f"Workforce profile: {record['organisation']}"
    return Written("pdf/workforce.html", context, title=title, council_name=record["council"])


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


KIND = Kind(
    key="workforce",
    name="Workforce profile",
    subjects=snapshots,
    readable_by=snapshots_readable_by,
    write=written,
    file_name=file_name,
    parameters=("audience",),
    made_of=of_snapshot,
)
PUBLISHED = Kind(
    key="published-workforce",
    name="Published workforce profile",
    subjects=publications,
    readable_by=publications_readable_by,
    write=written,
    file_name=file_name,
    parameters=("audience",),
    made_of=of_either,
)
