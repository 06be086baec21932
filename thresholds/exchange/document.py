"""The threshold framework as a document, format "threshold-framework/1": its shape, and reading
it with every fault.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationError

from core.document_parts import (
    Filled,
    Part,
    SingleLine,
    Text,
    Texts,
    fault,
    faults_of,
    filled,
    is_empty,
    iso_day,
    list_of,
    single_line,
)
from core.faults import Fault, FaultyFile, json_place
from thresholds.exchange.repeated import repeated
from thresholds.models.framework import NAME
from thresholds.telephone import why_no_telephone

FORMAT = "threshold-framework/1"
MOST = 1_000
"""Most entries of one list: far more than anybody reads."""


def _some(value: Any) -> Any:
    entries = list_of(value)
    if isinstance(entries, list) and len(entries) > MOST:
        raise fault(f"has {len(entries):,} entries; the limit is {MOST:,}")
    return entries


def _name(value: Any) -> str:
    return filled(single_line(value, NAME))


def _number(value: Any) -> int:
    words = single_line(value)
    if words not in tuple("123456789"):
        raise fault("must be the number of a level, from 1 to 9")
    return int(words)


def _day(value: Any) -> date | None:
    return None if is_empty(value) else iso_day(value)


def _short(value: Any) -> str:
    return single_line(value, 20)


def _telephone(text: str) -> str:
    if text and (why_not := why_no_telephone(text)):
        raise fault(f"is no telephone number. {why_not}")
    return text


def _nothing_as_empty(value: Any) -> Any:
    return {} if is_empty(value) else value


Name = Annotated[str, BeforeValidator(_name)]
Number = Annotated[int, BeforeValidator(_number)]
Several = Annotated[Texts, BeforeValidator(_some)]


class HeadingPart(Part):
    heading: Name
    indicators: Several = []
    protective_factors: Several = []


class DomainPart(Part):
    domain: Name
    headings: Annotated[list[HeadingPart], BeforeValidator(_some)] = []


class LevelPart(Part):
    number: Number
    name: Name
    meaning: SingleLine = ""
    key_features: Several = []
    domains: Annotated[list[DomainPart], BeforeValidator(_some)] = []
    assessment_process: Several = []
    key_services: Several = []
    consent: Several = []
    what_next: Several = []
    step_up: Several = []
    step_down: Several = []


class ParagraphPart(Part):
    number: Annotated[str, BeforeValidator(_short)] = ""
    text: Text = ""
    bullets: Several = []


class SocialCareLevelPart(Part):
    number: Number
    key_features: Several = []
    criteria: Several = []
    assessment: Several = []


class SocialCarePart(Part):
    paragraphs: Annotated[list[ParagraphPart], BeforeValidator(_some)] = []
    levels: Annotated[list[SocialCareLevelPart], BeforeValidator(_some)] = []


class ContactPart(Part):
    name: Filled
    address: Several = []
    telephone: Annotated[
        str,
        BeforeValidator(lambda value: filled(single_line(value, 40))),
        AfterValidator(_telephone),
    ]
    hours: SingleLine = ""


class FrameworkDocument(Part):
    """A whole version of the framework as a file holds it."""

    format: Literal["threshold-framework/1"]
    title: Filled
    subtitle: SingleLine = ""
    council: SingleLine = ""
    in_force_from: Annotated[date | None, BeforeValidator(_day)] = None
    introduction: Several = []
    how_to_use: Several = []
    levels: Annotated[list[LevelPart], BeforeValidator(_some)] = []
    social_care: Annotated[SocialCarePart, BeforeValidator(_nothing_as_empty)] = Field(
        default_factory=SocialCarePart
    )
    at_risk: Several = []
    escalation: Several = []
    contacts: Annotated[list[ContactPart], BeforeValidator(_some)] = []
    emergency: Annotated[str, BeforeValidator(_short), AfterValidator(_telephone)] = ""


_MESSAGES = {
    "extra_forbidden": "is not a part of the format of threshold frameworks",
    "literal_error": f"must be “{FORMAT}”",
}
_OUTSIDE = {
    "headings": "must stand within a domain of a level",
    "heading": "must stand within a domain of a level",
    "indicators": "must stand under a heading of a domain",
    "protective_factors": "must stand under a heading of a domain",
}


def read_document(data: Any) -> FrameworkDocument:
    """A framework from parsed JSON. Raises FaultyFile with every fault and its place."""
    faults = [Fault(json_place(path), message) for path, message in repeated(data)]
    try:
        document = FrameworkDocument.model_validate(data)
    except ValidationError as error:
        found = [
            Fault(json_place(path), _OUTSIDE.get(str(path[-1]), message))
            if message == _MESSAGES["extra_forbidden"]
            else Fault(json_place(path), message)
            for path, message in faults_of(error, _MESSAGES)
        ]
        raise FaultyFile([*found, *faults]) from None
    if faults:
        raise FaultyFile(faults)
    return document
