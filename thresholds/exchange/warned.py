"""What looks wrong in a framework's file and is imported all the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.dates import in_words
from core.faults import Fault, Path, json_place
from core.text import plain
from thresholds.exchange.document import FrameworkDocument, HeadingPart
from thresholds.exchange.order import agree, headings_by_level, order_of
from thresholds.models import Framework


def warnings_of(document: FrameworkDocument) -> list[str]:
    """Each warning with its place, in the order of the file."""
    found = [
        *_of_the_day(document),
        *_of_indicators(document),
        *_of_names(document),
        *_of_order(document),
        *_of_social_care(document),
        *_of_contacts(document),
    ]
    return [str(Fault(json_place(path), words)) for path, words in found]


def _of_the_day(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    day = document.in_force_from
    if day and Framework.objects.exclude(state="draft").filter(in_force_from=day).exists():
        words = f"another version is in force from {in_words(day)}"
        yield ("in_force_from",), f"{words}, so this draft needs another day"


def _headings(document: FrameworkDocument) -> Iterator[tuple[Path, int, str, HeadingPart]]:
    """Each heading at each level: where it stands, the level's number, the domain."""
    for at, level in enumerate(document.levels):
        for below, domain in enumerate(level.domains):
            for place, heading in enumerate(domain.headings):
                path = ("levels", at, "domains", below, "headings", place)
                yield path, level.number, domain.domain, heading


def _of_indicators(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    """Points that stand twice under one heading, at one level or at two, or in several lines."""
    seen: dict[tuple[str, str, str, str], int] = {}
    for path, level, domain, heading in _headings(document):
        for key in ("indicators", "protective_factors"):
            for place, text in enumerate(getattr(heading, key)):
                at: Path = (*path, key, place)
                if "\n" in text:
                    yield at, "has several lines; the editor makes a point of each"
                told = (domain, heading.heading, key, plain(text))
                if told in seen:
                    where = "" if seen[told] == level else f", at level {seen[told]} too"
                    yield at, f"stands twice under “{heading.heading}”{where}"
                else:
                    seen[told] = level


def _of_names(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    """Two domains, or two headings of one, whose names are nearly the same."""
    order = order_of(document.levels)
    for names in (list(order), *order.values()):
        for one, other in _alike(names):
            yield ("levels",), f"“{one}” and “{other}” are kept as two; is one meant?"


def _alike(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for name in names:
        if (key := plain(name)) in first:
            yield first[key], name
        else:
            first[key] = name


def _of_order(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    """Levels that name the same domains or headings in different orders."""
    kept = "in another order at another level; the order in which they first come is kept"
    levels = document.levels
    if not agree([[domain.domain for domain in level.domains] for level in levels]):
        yield ("levels",), f"the domains stand {kept}"
    for domain in order_of(levels):
        if not agree(headings_by_level(levels, domain)):
            yield ("levels",), f"the headings of “{domain}” stand {kept}"


def _of_social_care(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    known = {level.number for level in document.levels}
    for place, column in enumerate(document.social_care.levels):
        if column.number not in known:
            path = ("social_care", "levels", place, "number")
            yield path, f"there is no level {column.number}"


def _of_contacts(document: FrameworkDocument) -> Iterator[tuple[Path, str]]:
    needed = "it cannot be put in force without"
    if not document.levels:
        yield ("levels",), f"there is no level; {needed}"
    if not document.contacts:
        yield ("contacts",), f"there is no office to call; {needed}"
    if not document.emergency:
        yield ("emergency",), f"there is no number for emergencies; {needed}"
