"""The summary of a term's incidents for the governors of a school, as a PDF."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import slugify

from accounts.capabilities import Capability
from accounts.models import User
from core.dates import in_words
from council.models import School
from incidents.log import LogSummary, Term, recent_terms, summaries_of
from reports.documents.kind import Kind
from reports.documents.writing import Written


@dataclass(frozen=True)
class TermSummary:
    """A school's term."""

    school: School
    term: Term

    def __str__(self) -> str:
        return f"Summary for governors: {self.school}, {self.term.name}"

    @property
    def summaries(self) -> list[LogSummary]:
        return summaries_of(self.school, self.term)


def subjects() -> QuerySet[School]:
    """Every school."""
    return School.objects.all()


def readable_by(user: User) -> QuerySet[School]:
    """The schools that a user answers for."""
    return School.objects.filter(pk__in=user.reach(Capability.MAKE_RETURNS).schools)


def summary_of(
    school: School, parameters: Mapping[str, str], _user: User | None
) -> TermSummary | None:
    """The term that is named, by default that of today; None for one that is not offered."""
    terms = {term.name: term for term in recent_terms(timezone.localdate())}
    name = parameters.get("term") or next(iter(terms))
    return TermSummary(school, terms[name]) if name in terms else None


def file_name(summary: TermSummary) -> str:
    """ "corbeck-high-school-autumn-term-2026.pdf"."""
    return f"{slugify(f'{summary.school} {summary.term.name}')}.pdf"


def written(summary: TermSummary, _audience: str) -> Written:
    """The summary as PDF."""
    context = {
        "summaries": summary.summaries,
        "directorate": summary.school.name,
        "period": f"{summary.term.name}, {summary.term.days_in_words}",
        "status": "For governors: not for publication",
        "date": in_words(timezone.localdate()),
    }
    return Written("pdf/incident_summary.html", context, title="Incidents in the term")


KIND = Kind(
    key="incident-summary",
    name="Summary for governors",
    subjects=subjects,
    readable_by=readable_by,
    write=written,
    file_name=file_name,
    parameters=("term",),
    made_of=summary_of,
)
