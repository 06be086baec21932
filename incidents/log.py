"""A school's incident log: what of it a return counts, and the summary for its governors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from core.dates import in_words
from council.models import School
from incidents.breakdowns import BREAKDOWNS, Breakdown, Dimension, Subject
from incidents.figures import Cell, Figures
from incidents.models import Category, Collection, Incident, IncidentType, Involved

_PARTS = {Subject.VICTIMS: Involved.Part.VICTIM, Subject.PERPETRATORS: Involved.Part.PERPETRATOR}


def logged(
    school: School, incident_type: IncidentType, start: date, finish: date
) -> list[Incident]:
    """The incidents of a time, with all that is counted of them."""
    return list(
        Incident.objects.filter(
            school=school, type=incident_type, happened_on__range=(start, finish)
        )
        .select_related("location__counts_as")
        .prefetch_related(
            "support__counts_as",
            "involved__age__counts_as",
            "involved__gender__counts_as",
            "involved__ethnicity__counts_as",
        )
        .order_by("happened_on", "pk")
    )


def categories_of(incident: Incident, breakdown: Breakdown) -> list[Category]:
    """The categories under which an incident counts: one for each victim, say, who is known."""
    if breakdown.dimension == Dimension.SUPPORT:
        return list(incident.support.all())
    if breakdown.dimension == Dimension.LOCATION:
        return [incident.location] if incident.location else []
    part = _PARTS[breakdown.subject]
    found = [
        getattr(each, breakdown.dimension) for each in incident.involved.all() if each.part == part
    ]
    return [category for category in found if category is not None]


def counted_from_log(
    school: School, incident_type: IncidentType, collection: Collection
) -> Figures:
    """What the log makes of a return, by the categories that the collection asks by."""
    incidents = logged(school, incident_type, collection.start, collection.finish)
    counts: Counter[Cell] = Counter()
    for breakdown, asked in collection.form:
        known = {category.pk for category in asked}
        for incident in incidents:
            for category in categories_of(incident, breakdown):
                fitting = [c for c in (category.pk, category.counts_as_id) if c in known]
                if fitting:
                    counts[breakdown.key, fitting[0]] += 1
    return Figures(len(incidents), dict(counts))


# The summary for governors


@dataclass(frozen=True)
class Term:
    """A term of the school year, as far as days can tell it."""

    name: str
    start: date
    finish: date

    @property
    def days_in_words(self) -> str:
        return f"{in_words(self.start)} to {in_words(self.finish)}"


def term_of(day: date) -> Term:
    """The term in which a day lies: from September, January and mid-April."""
    year = day.year
    if day.month >= 9:
        return Term(f"Autumn term {year}", date(year, 9, 1), date(year, 12, 31))
    if day < date(year, 4, 16):
        return Term(f"Spring term {year}", date(year, 1, 1), date(year, 4, 15))
    return Term(f"Summer term {year}", date(year, 4, 16), date(year, 8, 31))


def recent_terms(today: date, count: int = 6) -> list[Term]:
    """The term of today and those before it, the latest first."""
    terms = [term_of(today)]
    while len(terms) < count:
        terms.append(term_of(terms[-1].start - timedelta(days=1)))
    return terms


@dataclass(frozen=True)
class SummaryBlock:
    """One heading of the summary with its rows: words and how many."""

    heading: str
    rows: list[tuple[str, int]]


class LogSummary:
    """What governors see each term: how many incidents, of what kind, and what was done.

    Single incidents are not told, and the notes of the log are never printed.
    """

    def __init__(self, school: School, incident_type: IncidentType, term: Term) -> None:
        self.school = school
        self.type = incident_type
        self.term = term
        self.incidents = logged(school, incident_type, term.start, term.finish)

    def __str__(self) -> str:
        return f"{self.type}: {self.school}, {self.term.name}"

    @property
    def total(self) -> int:
        return len(self.incidents)

    @property
    def governors_informed(self) -> int:
        """Of how many the governors had been told before."""
        return sum(incident.governors_informed for incident in self.incidents)

    @property
    def without_victim(self) -> int:
        """How many had no victim who could be named, such as graffiti."""
        return sum(
            all(each.part != Involved.Part.VICTIM for each in incident.involved.all())
            for incident in self.incidents
        )

    @property
    def blocks(self) -> list[SummaryBlock]:
        """Each breakdown of which anything is known."""
        kinds = Counter(incident.get_kind_display() for incident in self.incidents)
        outcomes = Counter(incident.get_outcome_display() for incident in self.incidents)
        blocks = [
            SummaryBlock("What happened", _counted(kinds, Incident.Kind.labels)),
            SummaryBlock("Outcome", _counted(outcomes, Incident.Outcome.labels)),
        ]
        for breakdown in BREAKDOWNS:
            found = [c for each in self.incidents for c in categories_of(each, breakdown)]
            places = {category.name: (category.list_id, category.position) for category in found}
            names = sorted(places, key=places.__getitem__)
            numbers = Counter(category.name for category in found)
            blocks.append(SummaryBlock(breakdown.heading, _counted(numbers, names)))
        return [block for block in blocks if block.rows]


def summaries_of(school: School, term: Term) -> list[LogSummary]:
    """The summary of racist incidents, and of every other kind of which any was recorded."""
    found = [LogSummary(school, each, term) for each in IncidentType.objects.all()]
    return [summary for summary in found if summary.total or summary.type.is_racist]


def _counted(numbers: Counter[str], order: Iterable[str]) -> list[tuple[str, int]]:
    return [(word, numbers[word]) for word in order if numbers[word]]
