"""The plan document, format "equality-plan/1": its shape, and reading it with every fault.

Missing, null and empty mean the same. Text is trimmed and otherwise kept as given, also
where a figure or a date was expected and the handbook allows words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PrivateAttr,
    ValidationError,
)
from pydantic_core import ErrorDetails, PydanticCustomError

from core.dates import read_date, read_year
from core.faults import Fault, FaultyFile
from core.text import LINE, TEXT, tidy, unstorable_characters
from plans.exchange.places import Locate, Path, json_place
from plans.models import Indicator, Layout

FORMAT = "equality-plan/1"
NAME = 200
"""Longest name of a directorate."""


def _fault(message: str) -> PydanticCustomError:
    # Braces would be taken for fields of a template.
    return PydanticCustomError("plan_format", message.replace("{", "(").replace("}", ")"))


def _text(limit: int) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise _fault("must be text")
        text = tidy(str(value))
        if len(text) > limit:
            raise _fault(f"has {len(text):,} characters; the limit is {limit:,}")
        if bad := unstorable_characters(text):
            raise _fault(f"holds characters that cannot be kept: {', '.join(bad)}")
        return text

    return read


def _single_line(value: Any, limit: int = LINE) -> str:
    text = _text(limit)(value)
    if "\n" in text:
        raise _fault("must be a single line")
    return text


def _filled(value: Any) -> str:
    text = _text(LINE)(value)
    if not text:
        raise _fault("is required")
    return text


def _name(value: Any) -> str:
    return _filled(_single_line(value, NAME))


def _iso_day(value: Any) -> date:
    if not isinstance(value, str) or not value.strip():
        raise _fault("is required, as a date such as 2026-04-01")
    span = read_date(value)
    if span is None or span.first != span.last:
        raise _fault("must be a date such as 2026-04-01")
    return span.first


def _is_empty(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _list(value: Any) -> Any:
    return [] if _is_empty(value) else value


def _without_empty(texts: list[str]) -> list[str]:
    """Empty lines say nothing; together the others are kept as one text."""
    kept = [text for text in texts if text]
    if (length := len("\n".join(kept))) > TEXT:
        raise _fault(f"has {length:,} characters in all; the limit is {TEXT:,}")
    return kept


def _year(value: Any) -> str:
    label = str(value).strip()
    if read_year(label) is None:
        raise _fault(f"“{label[:20]}” is not a year such as 2026/27")
    return label


def _once_each(value: Any) -> Any:
    """Years as written; “2026/27” and “ 2026/27” would be one year with two figures."""
    if _is_empty(value):
        return {}
    if not isinstance(value, dict):
        raise _fault("must be an object of years, such as (“2026/27”: “51%”)")
    for label, count in Counter(str(year).strip() for year in value).items():
        if count > 1:
            raise _fault(f"the year {label[:20]} stands twice")
    return value


def _reported(by_year: dict[str, str]) -> dict[str, str]:
    return {year: text for year, text in by_year.items() if text}


def _choice(*allowed: str, default: str = "") -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = _text(LINE)(value).casefold()
        if text and text not in allowed:
            raise _fault(f"must be one of: {', '.join(allowed)}")
        return text or default

    return read


def _step(value: Any) -> str:
    """A step of the risk scale, as number or letter; whether it is in the scale is seen later."""
    return _text(10)(value)


Line = Annotated[str, BeforeValidator(_text(LINE))]
Text = Annotated[str, BeforeValidator(_text(TEXT))]
SingleLine = Annotated[str, BeforeValidator(_single_line)]
Filled = Annotated[str, BeforeValidator(_filled)]
Name = Annotated[str, BeforeValidator(_name)]
Lines = Annotated[list[SingleLine], BeforeValidator(_list), AfterValidator(_without_empty)]
Day = Annotated[date, BeforeValidator(_iso_day)]
ByYear = Annotated[
    dict[Annotated[str, BeforeValidator(_year)], Line],
    BeforeValidator(_once_each),
    AfterValidator(_reported),
]
Step = Annotated[str, BeforeValidator(_step)]


class _Part(BaseModel):
    # Built when the first file is read, not at each start: that takes a tenth of it.
    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, defer_build=True)


class ContactPart(_Part):
    name: Line = ""
    post: Line = ""
    address: Lines = []
    telephone: Line = ""
    email: Line = ""


class ParagraphPart(_Part):
    number: Line = ""
    text: Text = ""
    bullets: Annotated[
        list[Text], BeforeValidator(_list), AfterValidator(lambda texts: [t for t in texts if t])
    ] = []


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
    refs: Lines = []
    measure: Text = ""
    unit: Line = ""
    polarity: Annotated[str, BeforeValidator(_choice(*Indicator.Polarity.values))] = ""
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
    layout: Annotated[
        str, BeforeValidator(_choice(*Layout.values, default=Layout.DETAILED.value))
    ] = Layout.DETAILED.value
    framework: Line = ""
    outcomes: Annotated[list[OutcomePart], BeforeValidator(_list)] = []


class PlanDocument(_Part):
    """A whole plan as a file holds it."""

    format: Literal["equality-plan/1"]
    council: Line = ""
    directorate: Name
    title: Filled
    start: Day
    finish: Day
    contact: Annotated[ContactPart, BeforeValidator(lambda v: {} if _is_empty(v) else v)] = Field(
        default_factory=ContactPart
    )
    sections: Annotated[list[SectionPart], BeforeValidator(_list)] = []
    appendices: Annotated[list[AppendixPart], BeforeValidator(_list)] = []

    _locate: Locate | None = PrivateAttr(default=None)

    def place(self, path: Path) -> str:
        """Where a part of the document stands in the file that it was read from."""
        return (self._locate or json_place)(path)


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
    """A plan document from parsed JSON or a workbook's rows; the data is used up.

    Raises FaultyFile with every fault of shape, length, characters and dates; its `rest`
    is the document without the faulty values, for whoever has more to check.
    """
    faults: list[Fault] = []
    try:
        document = PlanDocument.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        paths = [_path(details) for details in found]
        faults = [
            Fault(locate(path), _message(details))
            for path, details in zip(paths, found, strict=True)
        ]
        rest = _rest(data, paths)
        if rest is None:
            raise FaultyFile(faults) from None
        document = rest
    document._locate = locate
    faults += [Fault(locate(path), message) for path, message in _date_faults(document)]
    if faults:
        raise FaultyFile(faults, rest=document)
    return document


def _path(details: ErrorDetails) -> Path:
    path = tuple(details["loc"])
    return path[:-1] if path[-1:] == ("[key]",) else path


def _rest(data: Any, faulty: list[Path]) -> PlanDocument | None:
    """The document without its faulty values; None where it is no plan at all."""
    if not isinstance(data, dict):
        return None
    for path in faulty:
        _leave_out(data, path)
    if not {"start", "finish"} <= data.keys():
        data |= {"start": "2000-01-01", "finish": "2000-01-01"}
    try:
        return PlanDocument.model_validate(
            data | {"format": FORMAT} | {k: data.get(k) or "?" for k in ("directorate", "title")}
        )
    except ValidationError:
        return None


_TEXT_LISTS = ("address", "bullets", "refs")


def _leave_out(data: Any, path: Path) -> None:
    """Drop the value at a path; in a list its place stays, or those after it would move."""
    *way, last = path
    for step in way:
        data = data[step]
    if isinstance(data, list):
        data[int(last)] = "" if way[-1] in _TEXT_LISTS else {}
    elif isinstance(data, dict):
        data.pop(last, None)


def _date_faults(document: PlanDocument) -> list[tuple[Path, str]]:
    """Each finish that lies before its start: of the plan, its objectives and actions."""
    message = "the finish is before the start"
    faults: list[tuple[Path, str]] = []
    if document.finish < document.start:
        faults.append((("finish",), message))
    for a, appendix in enumerate(document.appendices):
        for b, block in enumerate(appendix.outcomes):
            for o, objective in enumerate(block.objectives):
                path: Path = ("appendices", a, "outcomes", b, "objectives", o)
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
