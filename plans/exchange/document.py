"""The plan document, format "equality-plan/1": its shape, and reading it with every fault.

Missing, null and empty mean the same. Text is trimmed and otherwise kept as given, also
where a figure or a date was expected and the handbook allows words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from core.dates import read_date, read_year
from core.text import LINE, TEXT, tidy, unstorable_characters
from plans.exchange.faults import Fault, FaultyFile, Locate, json_place

FORMAT = "equality-plan/1"


def _fault(message: str) -> PydanticCustomError:
    # Braces would be taken for fields of a template.
    return PydanticCustomError("plan_format", message.replace("{", "(").replace("}", ")"))


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
            raise _fault("must be text")
        text = tidy(str(value))
        if len(text) > limit:
            raise _fault(f"has {len(text):,} characters; the limit is {limit:,}")
        if bad := unstorable_characters(text):
            raise _fault(f"holds characters that cannot be kept: {', '.join(bad)}")
        return text

    return read


def _single_line(value: Any) -> str:
    text = _text(LINE)(value)
    if "\n" in text:
        raise _fault("must be a single line")
    return text


def _filled(value: Any) -> str:
    text = _text(LINE)(value)
    if not text:
        raise _fault("is required")
    return text


def _iso_day(value: Any) -> date:
    if not isinstance(value, str) or not value.strip():
        raise _fault("is required, as a date such as 2026-04-01")
    span = read_date(value)
    if span is None or span.first != span.last:
        raise _fault("must be a date such as 2026-04-01")
    return span.first


def _list(value: Any) -> Any:
    return [] if value is None else value


def _without_empty(value: Any) -> Any:
    if not isinstance(value, list):
        return _list(value)
    return [item for item in value if item is not None and str(item).strip()]


def _by_year(value: Any) -> Any:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise _fault("must be an object of years, such as (“2026/27”: “51%”)")
    kept = {}
    for year, given in value.items():
        text = _text(LINE)(given)
        label = str(year).strip()
        if read_year(label) is None:
            raise _fault(f"“{label[:20]}” is not a year such as 2026/27")
        if label in kept:
            raise _fault(f"the year {label} stands twice")
        if text:
            kept[label] = text
    return kept


def _choice(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _text(LINE)(value).casefold()
        if text and text not in allowed:
            raise _fault(f"must be one of: {', '.join(allowed)}")
        return text

    return read


def _step(value: Any) -> str:
    """A step of the risk scale, as number or letter; whether it is in the scale is seen later."""
    return _text(10)(value)


Line = Annotated[str, BeforeValidator(_text(LINE))]
Text = Annotated[str, BeforeValidator(_text(TEXT))]
SingleLine = Annotated[str, BeforeValidator(_single_line)]
Filled = Annotated[str, BeforeValidator(_filled)]
Day = Annotated[date, BeforeValidator(_iso_day)]
ByYear = Annotated[dict[str, str], BeforeValidator(_by_year)]
Step = Annotated[str, BeforeValidator(_step)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True)


class ContactPart(_Part):
    name: Line = ""
    post: Line = ""
    address: Annotated[list[SingleLine], BeforeValidator(_without_empty)] = []
    telephone: Line = ""
    email: Line = ""


class ParagraphPart(_Part):
    number: Line = ""
    text: Text = ""
    bullets: Annotated[list[Text], BeforeValidator(_without_empty)] = []


class SectionPart(_Part):
    number: Line = ""
    heading: Line = ""
    paragraphs: Annotated[list[ParagraphPart], BeforeValidator(_list)] = []


class ActionPart(_Part):
    ref: Line = ""
    text: Text = ""
    equality_action: Text = ""
    start: Line = ""
    finish: Line = ""
    milestones: Text = ""
    responsible: Line = ""
    linkages: Line = ""
    planned_outcome: Text = ""
    progress: Text = ""


class KpiPart(_Part):
    refs: Annotated[list[SingleLine], BeforeValidator(_without_empty)] = []
    measure: Text = ""
    unit: Line = ""
    polarity: Annotated[str, BeforeValidator(_choice("higher", "lower", "range"))] = ""
    baseline: Line = ""
    targets: ByYear = {}
    actuals: ByYear = {}
    responsible: Line = ""


class RiskPart(_Part):
    ref: Line = ""
    text: Text = ""
    impact: Step = ""
    probability: Step = ""
    responsible: Line = ""


class ObjectivePart(_Part):
    ref: Line = ""
    text: Text = ""
    start: Line = ""
    finish: Line = ""
    lead: Line = ""
    linkages: Line = ""
    actions: Annotated[list[ActionPart], BeforeValidator(_list)] = []
    kpis: Annotated[list[KpiPart], BeforeValidator(_list)] = []
    risks: Annotated[list[RiskPart], BeforeValidator(_list)] = []


class OutcomePart(_Part):
    number: Line = ""
    outcome: Text = ""
    aim: Text = ""
    lead: Line = ""
    objectives: Annotated[list[ObjectivePart], BeforeValidator(_list)] = []


class AppendixPart(_Part):
    number: Line = ""
    title: Line = ""
    introduction: Text = ""
    layout: Annotated[str, BeforeValidator(_choice("detailed", "summary", "checklist"))] = ""
    framework: Line = ""
    outcomes: Annotated[list[OutcomePart], BeforeValidator(_list)] = []


class PlanDocument(_Part):
    """A whole plan as a file holds it."""

    format: Literal["equality-plan/1"]
    council: Line = ""
    directorate: Filled
    title: Filled
    start: Day
    finish: Day
    contact: Annotated[ContactPart, BeforeValidator(lambda v: {} if v is None else v)] = Field(
        default_factory=ContactPart
    )
    sections: Annotated[list[SectionPart], BeforeValidator(_list)] = []
    appendices: Annotated[list[AppendixPart], BeforeValidator(_list)] = []


_MESSAGES = {
    "missing": "is required",
    "extra_forbidden": "is not a part of the plan format",
    "list_type": "must be a list",
    "model_type": "must be an object with named parts",
    "model_attributes_type": "must be an object with named parts",
    "literal_error": f"must be “{FORMAT}”",
    "string_type": "must be text",
}


def _message(error: ErrorDetails) -> str:
    return _MESSAGES.get(error["type"], error["msg"])


def read_document(data: Any, locate: Locate = json_place) -> PlanDocument:
    """A plan document from parsed JSON or a workbook's rows.

    Raises FaultyFile with every fault of shape, length, characters and dates.
    """
    try:
        document = PlanDocument.model_validate(data)
    except ValidationError as error:
        raise FaultyFile(
            [
                Fault(locate(tuple(details["loc"])), _message(details))
                for details in error.errors(include_url=False, include_input=False)
            ]
        ) from None
    faults = [Fault(locate(path), message) for path, message in _date_faults(document)]
    if faults:
        raise FaultyFile(faults)
    return document


def _date_faults(document: PlanDocument) -> list[tuple[tuple[str | int, ...], str]]:
    """Each finish that lies before its start: of the plan, its objectives and actions."""
    message = "the finish is before the start"
    faults: list[tuple[tuple[str | int, ...], str]] = []
    if document.finish < document.start:
        faults.append((("finish",), message))
    for a, appendix in enumerate(document.appendices):
        for b, block in enumerate(appendix.outcomes):
            for o, objective in enumerate(block.objectives):
                path = ("appendices", a, "outcomes", b, "objectives", o)
                if _upside_down(objective):
                    faults.append(((*path, "finish"), message))
                for c, action in enumerate(objective.actions):
                    if _upside_down(action):
                        faults.append(((*path, "actions", c, "finish"), message))
    return faults


def _upside_down(part: ObjectivePart | ActionPart) -> bool:
    start, finish = read_date(part.start), read_date(part.finish)
    return bool(start and finish and finish.last < start.first)


def without_empty_parts(value: Any) -> Any:
    """A dumped document without its empty keys, as it is exported and compared."""
    if isinstance(value, dict):
        kept = {key: without_empty_parts(item) for key, item in value.items()}
        return {key: item for key, item in kept.items() if item not in ("", [], {}, None)}
    if isinstance(value, list):
        return [without_empty_parts(item) for item in value]
    return value
