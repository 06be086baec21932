"""The plan document, format "equality-plan/1": its shape, and reading it with every fault.

Missing, null and empty mean the same. Text is trimmed and otherwise kept as given, also
where a figure or a date was expected and the handbook allows words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationError,
)

from core.dates import read_date, read_year
from core.document_parts import (
    Day,
    Filled,
    Line,
    Part,
    SingleLine,
    Text,
    Texts,
    fault,
    faults_of,
    filled,
    is_empty,
    list_of,
    single_line,
    text_up_to,
)
from core.faults import Fault, FaultyFile, Locate, Path, json_place
from core.text import LINE, TEXT
from plans.models import Indicator, Layout

FORMAT = "equality-plan/1"
NAME = 200
"""Longest name of a directorate."""


def _name(value: Any) -> str:
    return filled(single_line(value, NAME))


def _without_empty(texts: list[str]) -> list[str]:
    """Empty lines say nothing; together the others are kept as one text."""
    kept = [text for text in texts if text]
    if (length := len("\n".join(kept))) > TEXT:
        raise fault(f"has {length:,} characters in all; the limit is {TEXT:,}")
    return kept


def _year(value: Any) -> str:
    label = str(value).strip()
    if read_year(label) is None:
        raise fault(f"“{label[:20]}” is not a year such as 2026/27")
    return label


def _once_each(value: Any) -> Any:
    """Years as written; “2026/27” and “ 2026/27” would be one year with two figures."""
    if is_empty(value):
        return {}
    if not isinstance(value, dict):
        raise fault("must be an object of years, such as (“2026/27”: “51%”)")
    for label, count in Counter(str(year).strip() for year in value).items():
        if count > 1:
            raise fault(f"the year {label[:20]} stands twice")
    return value


def _reported(by_year: dict[str, str]) -> dict[str, str]:
    return {year: text for year, text in by_year.items() if text}


def _choice(*allowed: str, default: str = "") -> Callable[[Any], str]:
    def read(value: Any) -> str:
        text = text_up_to(LINE)(value).casefold()
        if text and text not in allowed:
            raise fault(f"must be one of: {', '.join(allowed)}")
        return text or default

    return read


def _step(value: Any) -> str:
    """A step of the risk scale, as number or letter; whether it is in the scale is seen later."""
    return text_up_to(10)(value)


Name = Annotated[str, BeforeValidator(_name)]
Lines = Annotated[list[SingleLine], BeforeValidator(list_of), AfterValidator(_without_empty)]
ByYear = Annotated[
    dict[Annotated[str, BeforeValidator(_year)], Line],
    BeforeValidator(_once_each),
    AfterValidator(_reported),
]
Step = Annotated[str, BeforeValidator(_step)]


class ContactPart(Part):
    name: Line = ""
    post: Line = ""
    address: Lines = []
    telephone: Line = ""
    email: Line = ""


class ParagraphPart(Part):
    number: Line = ""
    text: Text = ""
    bullets: Texts = []


class SectionPart(Part):
    number: Line = ""
    heading: Line = ""
    paragraphs: Annotated[list[ParagraphPart], BeforeValidator(list_of)] = []


class ActionPart(Part):
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


class KpiPart(Part):
    refs: Lines = []
    measure: Text = ""
    unit: Line = ""
    polarity: Annotated[str, BeforeValidator(_choice(*Indicator.Polarity.values))] = ""
    baseline: Line = ""
    targets: ByYear = {}
    actuals: ByYear = {}
    responsible: Line = ""


class RiskPart(Part):
    ref: Line = ""
    text: Text = ""
    impact: Step = ""
    probability: Step = ""
    responsible: Line = ""


class ObjectivePart(Part):
    ref: Line = ""
    text: Text = ""
    start: Line = ""
    finish: Line = ""
    lead: Line = ""
    linkages: Line = ""
    actions: Annotated[list[ActionPart], BeforeValidator(list_of)] = []
    kpis: Annotated[list[KpiPart], BeforeValidator(list_of)] = []
    risks: Annotated[list[RiskPart], BeforeValidator(list_of)] = []


class OutcomePart(Part):
    number: Line = ""
    outcome: Text = ""
    aim: Text = ""
    lead: Line = ""
    objectives: Annotated[list[ObjectivePart], BeforeValidator(list_of)] = []


class AppendixPart(Part):
    number: Line = ""
    title: Line = ""
    introduction: Text = ""
    layout: Annotated[
        str, BeforeValidator(_choice(*Layout.values, default=Layout.DETAILED.value))
    ] = Layout.DETAILED.value
    framework: Line = ""
    outcomes: Annotated[list[OutcomePart], BeforeValidator(list_of)] = []


class PlanDocument(Part):
    """A whole plan as a file holds it."""

    format: Literal["equality-plan/1"]
    council: Line = ""
    directorate: Name
    title: Filled
    start: Day
    finish: Day
    contact: Annotated[ContactPart, BeforeValidator(lambda v: {} if is_empty(v) else v)] = Field(
        default_factory=ContactPart
    )
    sections: Annotated[list[SectionPart], BeforeValidator(list_of)] = []
    appendices: Annotated[list[AppendixPart], BeforeValidator(list_of)] = []

    _locate: Locate | None = PrivateAttr(default=None)

    def place(self, path: Path) -> str:
        """Where a part of the document stands in the file that it was read from."""
        return (self._locate or json_place)(path)


_MESSAGES = {
    "extra_forbidden": "is not a part of the plan format",
    "literal_error": f"must be “{FORMAT}”",
}


def read_document(data: Any, locate: Locate = json_place) -> PlanDocument:
    """A plan document from parsed JSON or a workbook's rows; the data is used up.

    Raises FaultyFile with every fault of shape, length, characters and dates; its `rest`
    is the document without the faulty values, for whoever has more to check.
    """
    faults: list[Fault] = []
    try:
        document = PlanDocument.model_validate(data)
    except ValidationError as error:
        found = faults_of(error, _MESSAGES)
        faults = [Fault(locate(path), message) for path, message in found]
        rest = _rest(data, [path for path, _ in found])
        if rest is None:
            raise FaultyFile(faults) from None
        document = rest
    document._locate = locate
    faults += [Fault(locate(path), message) for path, message in _date_faults(document)]
    if faults:
        raise FaultyFile(faults, rest=document)
    return document


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
