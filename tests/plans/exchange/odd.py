"""Odd plan documents: every text that may be odd is, and whatever may be missing sometimes is."""

from collections.abc import Callable
from functools import cache
from typing import Any

from hypothesis import strategies as st

from core.text import LINE, TEXT, tidy, unstorable_characters
from plans.exchange.document import FORMAT

ODD_TEXTS = [
    "CSC 0L00 02",
    "NI  111",
    "one\ntwo\n\nthree",
    "tab\tinside",
    "=1+1",
    "+44 1384 814387",
    "-1%",
    "@SUM(A1)",
    "'apostrophe first",
    '"quoted", “curly” and \\ back',
    "<script>alert('x')</script> &amp; <b>",
    "{braces} %s {{ template }} {% tag %}",
    "_x0041_",
    "_x000D_",
    "_x005F_x0041_",
    "_x005F_",
    "x005F_",
    "_x0041_x0042_x0043_",
    "__x0041__x000A_",
    "#REF!",
    "TRUE",
    "None",
    "null",
    "0",
    "007",
    "1.10",
    "1e5",
    "2012-04-01",
    "41000",
    "http://example.org/?a=1&b=2",
    "mailto:a@example.org",
    "👩‍👩‍👧‍👦🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "עברית and العربية \u202ereversed\u202c",
    "e\u0301 and \u00e9",
    "İi ıI ẞß ſs Σς",
    "line\u2028separator\u2029and\ufeffmark\u00a0space",
    "\U0010fffd\ue000\ufdd0",
    "x" * LINE,
]


LONG_TEXTS = ["x" * TEXT, "é" * TEXT, "😀" * TEXT, "_x0041_" * (TEXT // 7)]
STARTS = ["Apr 2012", "2012-03-05", "Ongoing", "Sept 07 – ongoing"]
FINISHES = ["Mar 2013", "31/03/2013", "Ongoing", "update due 31 July"]
LEADS = ["All managers", "Dave Perrett / EP&L / Jane Porter / TF", "TBC", "C&F"]
LINKS = ["CYPP, LSCB", "SEN Strategy\nCYPP", "None"]
YEARS = ["2010", "2011/12", "2012/13", "2013/14", "1999/00"]
MISSING = object()


def _can_be_kept(text: str) -> bool:
    return not unstorable_characters(text)


_anything = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12
).filter(_can_be_kept)
_fresh = st.lists(st.one_of(st.sampled_from(ODD_TEXTS), _anything), min_size=1, max_size=3).map(
    lambda pieces: tidy("".join(pieces))
)


@cache
def _up_to(number: int) -> st.SearchStrategy[int]:
    return st.integers(0, number)


class _Maker:
    """Makes the parts of one plan; each field costs one choice, so that a plan can be deep."""

    def __init__(self, draw: Any, fresh: list[str], steps: list[Any]) -> None:
        self.draw = draw
        self.texts = ["Plain words", *ODD_TEXTS, *fresh * 6, *LONG_TEXTS]
        self.lines = [text for text in self.texts if len(text) <= LINE]
        self.single_lines = [tidy(text.replace("\n", " ")) for text in self.lines]
        self.leads = [*LEADS * 5, *self.lines]
        self.figures = [*["869", "-1%", "To follow", "0"] * 5, *self.lines]
        self.risks = [self.new_risk(steps) for _ in range(3)]

    # Choosing; what comes first is what a failing example is shrunk to

    def chance(self, of: int) -> bool:
        return self.draw(_up_to(of - 1)) == of - 1

    def one_of(self, values: list[Any]) -> Any:
        return values[self.draw(_up_to(len(values) - 1))]

    def some(self, make: Callable[[], Any]) -> Any:
        """A list of parts: mostly one or two; sometimes empty, null or missing."""
        if self.chance(8):
            return self.one_of([MISSING, None, "", []])
        return [make() for _ in range(1 + self.chance(2))]

    def part(self, **values: Any) -> dict[str, Any]:
        """An object with these values; lists of words stand for one of them, or for nothing."""
        made = {key: self.words_of(value) for key, value in values.items()}
        return {key: value for key, value in made.items() if value is not MISSING}

    def words_of(self, value: Any) -> Any:
        if not isinstance(value, tuple):
            return value
        [words] = value
        return self.one_of([MISSING, None, ""]) if self.chance(5) else self.one_of(words)

    # The parts

    def plan(self) -> dict[str, Any]:
        return self.part(
            format=FORMAT,
            directorate=self.one_of([n for n in self.single_lines if 0 < len(n) <= 200]),
            title=self.one_of([line for line in self.lines if line]),
            start="2012-04-01",
            finish="2013-03-31",
            council=(self.lines,),
            contact=self.one_of([MISSING, None]) if self.chance(4) else self.contact(),
            sections=self.some(self.section),
            appendices=self.some(self.appendix),
        )

    def contact(self) -> dict[str, Any]:
        return self.part(
            name=(self.lines,),
            post=(self.lines,),
            address=self.some(lambda: self.one_of([*self.single_lines, None])),
            telephone=(self.lines,),
            email=(self.lines,),
        )

    def section(self) -> dict[str, Any]:
        return self.part(
            number=(self.lines,), heading=(self.lines,), paragraphs=self.some(self.paragraph)
        )

    def paragraph(self) -> dict[str, Any]:
        return self.part(
            number=(self.lines,),
            text=(self.texts,),
            bullets=self.some(lambda: self.one_of([*self.texts, None])),
        )

    def appendix(self) -> dict[str, Any]:
        return self.part(
            number=(self.lines,),
            title=(self.lines,),
            introduction=(self.texts,),
            layout=(["detailed", "summary", "checklist"],),
            framework=(["Every Child Matters", *self.lines],),
            outcomes=self.some(self.outcome),
        )

    def outcome(self) -> dict[str, Any]:
        return self.part(
            number=(self.lines,),
            outcome=(["Stay safe", *self.texts],),
            aim=(self.texts,),
            lead=(self.leads,),
            objectives=self.some(self.objective),
        )

    def objective(self) -> dict[str, Any]:
        return self.dated(
            lead=(self.leads,),
            actions=self.some(self.action),
            kpis=self.some(self.kpi),
            risks=self.some(self.risk),
        )

    def dated(self, **more: Any) -> dict[str, Any]:
        return self.part(
            ref=([*["1.5", "CSC 0L00 02"] * 10, *self.lines],),
            text=(self.texts,),
            start=([*STARTS * 5, *self.lines],),
            finish=([*FINISHES * 5, *self.lines],),
            linkages=([*LINKS * 5, *self.lines],),
            **more,
        )

    def action(self) -> dict[str, Any]:
        return self.dated(
            equality_action=(self.texts,),
            milestones=(self.texts,),
            responsible=(self.leads,),
            planned_outcome=(self.texts,),
            progress=(self.texts,),
        )

    def kpi(self) -> dict[str, Any]:
        return self.part(
            refs=self.some(lambda: self.one_of([*self.single_lines, None])),
            measure=(self.texts,),
            unit=([*["%", "number", "£"] * 5, *self.lines],),
            polarity=(["higher", "lower", "range", "Higher"],),
            baseline=(self.figures,),
            targets=self.by_year(),
            actuals=self.by_year(),
            responsible=(self.leads,),
        )

    def by_year(self) -> Any:
        if self.chance(5):
            return self.one_of([MISSING, None, {}])
        return {self.one_of(YEARS): self.one_of([*self.figures, None]) for _ in range(2)}

    def new_risk(self, steps: list[Any]) -> dict[str, Any]:
        return {
            "ref": self.one_of(["CSC 0L00 02", *self.lines, ""]),
            "text": self.one_of(self.texts),
            "impact": self.one_of(steps),
            "probability": self.one_of(steps),
        }

    def risk(self) -> dict[str, Any]:
        """One of the plan's risks: one ref with one text has the same scores everywhere."""
        chosen = self.one_of(self.risks)
        same = (risk for risk in self.risks if risk["ref"] == chosen["ref"])
        first = next(risk for risk in same if risk["text"] == chosen["text"])
        return first | self.part(responsible=(self.leads,))


@st.composite
def documents(draw: Any, steps: list[Any]) -> dict[str, Any]:
    """The data of a plan file; `steps` are the impacts and probabilities it may give."""
    fresh = draw(st.lists(_fresh, min_size=2, max_size=4))
    return _Maker(draw, fresh, steps).plan()
