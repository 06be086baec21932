"""The parts of a version that are edited alike: each in a form of its own, added and removed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from core.conflicts import RevisedModelForm
from core.positions import next_position
from core.text import counted
from thresholds.forms.parts import (
    ContactForm,
    DomainForm,
    HeadingForm,
    LevelForm,
    ParagraphForm,
    SocialCareLevelForm,
)
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


def _nothing(_: Any) -> list[str]:
    return []


def _goes_with_level(level: Level) -> list[str]:
    return [_lines(level.indicators)]


def _goes_with_domain(domain: Domain) -> list[str]:
    lines = Indicator.objects.filter(heading__domain=domain)
    return [counted(domain.headings.count(), "heading"), _lines(lines)]


def _goes_with_heading(heading: Heading) -> list[str]:
    return [_lines(heading.indicators)]


def _lines(rows: Any) -> str:
    return f"{counted(rows.count(), 'line')} of indicators and protective factors"


@dataclass(frozen=True)
class Editable:
    """A kind of part."""

    noun: str
    model: type[Any]
    form: type[RevisedModelForm]
    ordered: bool = True
    in_any_version: bool = False
    """Whether it may be corrected in a version that is no draft."""
    goes: Callable[[Any], list[str]] = _nothing
    """What goes with it when it is removed, in words."""

    def rows(self, framework: Framework) -> QuerySet[Any]:
        """The parts of this kind of a version."""
        of = "domain__framework" if self.model is Heading else "framework"
        rows: QuerySet[Any] = self.model.objects.filter(**{of: framework})
        return rows

    def siblings(self, part: Any) -> QuerySet[Any]:
        """Those among which a part has its place."""
        of = "domain" if self.model is Heading else "framework"
        return self.model.objects.filter(**{of: getattr(part, of)})

    def begun(self, framework: Framework) -> Any:
        """A part to be added, after the others of its kind."""
        if self.model is Heading:
            return Heading()  # its form says in which domain, and so after which
        part = self.model(framework=framework)
        if self.ordered:
            part.position = next_position(self.siblings(part))
        return part

    def form_of(self, framework: Framework, data: Any, part: Any, **initial: Any) -> Any:
        """The form of a part of a version."""
        more: dict[str, Any] = {"initial": initial}
        if self.model is Heading:
            more["domains"] = framework.domains.all()
        return self.form(data, instance=part, **more)


EDITABLE: dict[str, Editable] = {
    "level": Editable("level", Level, LevelForm, ordered=False, goes=_goes_with_level),
    "domain": Editable("domain", Domain, DomainForm, goes=_goes_with_domain),
    "heading": Editable("heading", Heading, HeadingForm, goes=_goes_with_heading),
    "paragraph": Editable("paragraph", SocialCareParagraph, ParagraphForm),
    "social-care-level": Editable(
        "column of the chart", SocialCareLevel, SocialCareLevelForm, ordered=False
    ),
    "contact": Editable("office", Contact, ContactForm, in_any_version=True),
}
"""By the word in their addresses."""
