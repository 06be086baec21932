"""Importing a framework: always a new draft, all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator

from accounts.models import User
from core.audit import act
from core.dates import in_words
from core.importing import Imported
from core.text import counted
from thresholds.acts import require_editor
from thresholds.audit_actions import FRAMEWORK_IMPORTED
from thresholds.exchange.document import FrameworkDocument, HeadingPart
from thresholds.exchange.json_file import read_json
from thresholds.exchange.order import order_of
from thresholds.exchange.warned import warnings_of
from thresholds.models import (
    Contact,
    Domain,
    Framework,
    Heading,
    Indicator,
    Level,
    SocialCareLevel,
    SocialCareParagraph,
)

_TEXTS = ("title", "subtitle", "in_force_from", "introduction", "how_to_use")
_SAFETY = ("at_risk", "escalation", "emergency")


def import_file(content: bytes, *, actor: User | None) -> Imported:
    """Import a file of the format as a new draft. Raises FaultyFile with every fault."""
    return import_framework(read_json(content), actor=actor)


def import_framework(document: FrameworkDocument, *, actor: User | None) -> Imported:
    """Import a document as a new draft; `actor` is None for the command line."""
    require_editor(actor)
    with act(FRAMEWORK_IMPORTED, actor=actor) as entry:
        values = {name: getattr(document, name) for name in _TEXTS + _SAFETY}
        framework = Framework.objects.create(council_name=document.council, **values)
        facts = _add_parts(framework, document)
        entry.about(framework)
    return Imported(
        words=f"{framework.title} is imported as a draft",
        record=framework.pk,
        facts=[("Title", framework.title), *_proposed_day(document), *facts],
        warnings=warnings_of(document),
    )


def _proposed_day(document: FrameworkDocument) -> list[tuple[str, str]]:
    day = document.in_force_from
    return [("Proposed to be in force from", in_words(day))] if day else []


def _add_parts(framework: Framework, document: FrameworkDocument) -> list[tuple[str, str]]:
    """Everything of the framework; returns how much of each there is, for the preview."""
    levels = Level.objects.bulk_create(
        Level(framework=framework, **level.model_dump(exclude={"domains"}))
        for level in document.levels
    )
    headings = _add_headings(framework, document)
    indicators = Indicator.objects.bulk_create(
        indicator
        for level, part in zip(levels, document.levels, strict=True)
        for domain in part.domains
        for heading in domain.headings
        for indicator in _indicators(level, headings[domain.domain, heading.heading], heading)
    )
    paragraphs = SocialCareParagraph.objects.bulk_create(
        SocialCareParagraph(framework=framework, position=place, **part.model_dump())
        for place, part in enumerate(document.social_care.paragraphs)
    )
    columns = SocialCareLevel.objects.bulk_create(
        SocialCareLevel(framework=framework, **part.model_dump())
        for part in document.social_care.levels
    )
    contacts = Contact.objects.bulk_create(
        Contact(framework=framework, position=place, **part.model_dump())
        for place, part in enumerate(document.contacts)
    )
    needs = sum(each.kind == Indicator.Kind.NEED for each in indicators)
    chart = f"{counted(len(paragraphs), 'paragraph')}, {counted(len(columns), 'level')}"
    return [
        ("Levels", str(len(levels))),
        ("Domains", str(len({domain for domain, _ in headings}))),
        ("Headings", str(len(headings))),
        ("Indicators", f"{needs:,}"),
        ("Protective factors", f"{len(indicators) - needs:,}"),
        ("Children's social care", chart),
        ("Offices to call", str(len(contacts))),
    ]


def _add_headings(
    framework: Framework, document: FrameworkDocument
) -> dict[tuple[str, str], Heading]:
    """The headings by domain and name."""
    order = order_of(document.levels)
    domains = Domain.objects.bulk_create(
        Domain(framework=framework, name=name, position=place) for place, name in enumerate(order)
    )
    headings = Heading.objects.bulk_create(
        Heading(domain=domain, name=name, position=place)
        for domain in domains
        for place, name in enumerate(order[domain.name])
    )
    return {(each.domain.name, each.name): each for each in headings}


def _indicators(level: Level, heading: Heading, part: HeadingPart) -> Iterator[Indicator]:
    for kind, texts in (
        (Indicator.Kind.NEED, part.indicators),
        (Indicator.Kind.PROTECTIVE, part.protective_factors),
    ):
        for place, text in enumerate(texts):
            yield Indicator(level=level, heading=heading, kind=kind, text=text, position=place)
