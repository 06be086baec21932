"""Searching as a person does: words are typed, parts of plans come back."""

from plans.models import Paragraph, SearchEntry
from plans.search import find, ranked
from tests.factories import ParagraphFactory

EVERYTHING = SearchEntry.objects.all()


def found(typed: str, readable=EVERYTHING) -> list[tuple[str, str]]:
    """Kind and ref of the parts found, the best first."""
    finding = find(readable.all(), typed)
    return [(e.kind, e.ref) for e in ranked(finding.entries, finding.question)]


def kinds(typed: str) -> list[str]:
    return sorted(kind for kind, _ in found(typed))


def paragraph(text: str, **given) -> Paragraph:
    return ParagraphFactory(text=text, **given)
