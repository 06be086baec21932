"""Odd plan documents: every text that may be odd is, and whatever may be missing sometimes is."""

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


def _can_be_kept(text: str) -> bool:
    return not unstorable_characters(text)


_anything = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t"), max_size=12
).filter(_can_be_kept)
_joined = st.lists(st.one_of(st.sampled_from(ODD_TEXTS), _anything), min_size=1, max_size=3).map(
    lambda pieces: tidy("".join(pieces))
)
_very_long = st.sampled_from(["x" * TEXT, "é" * TEXT, "😀" * TEXT, "_x0041_" * (TEXT // 7)])
line = _joined.filter(lambda text: len(text) <= LINE)
text = st.one_of(_joined, _joined, _joined, _joined, _very_long)
single_line = line.map(lambda text: tidy(text.replace("\n", " ")))
filled = line.filter(bool)
ref = st.one_of(st.sampled_from(["1.5", "1.5", "CSC 0L00 02"]), line)
"""Often the same ref twice."""
when = st.one_of(st.sampled_from(["Apr 2012", "2012-05-01", "Ongoing", "Sept 07 – ongoing"]), line)
who = st.one_of(
    st.sampled_from(["All managers", "Dave Perrett / EP&L / Jane Porter / TF", "TBC", "C&F"]), line
)
links = st.one_of(st.sampled_from(["CYPP, LSCB", "SEN Strategy\nCYPP", "None"]), line)
years = st.sampled_from(["2010", "2011/12", "2012/13", "2013/14", "1999/00"])
by_year = st.dictionaries(years, st.one_of(line, st.sampled_from(["869", "-1%", "To follow"])))


def _part(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    """An object any of whose keys may be missing, null or empty."""
    optional = {
        key: st.one_of(st.none(), st.just([] if key in _LISTS else {} if key in _YEARS else ""), v)
        for key, v in fields.items()
    }
    return st.fixed_dictionaries({}, optional=optional)


_LISTS = {
    "actions",
    "address",
    "appendices",
    "bullets",
    "kpis",
    "objectives",
    "outcomes",
    "paragraphs",
    "refs",
    "risks",
    "sections",
}
_YEARS = {"targets", "actuals", "contact"}


def _some(part: st.SearchStrategy[Any]) -> st.SearchStrategy[list[Any]]:
    return st.lists(part, max_size=2)


_action = _part(
    ref=ref,
    text=text,
    equality_action=text,
    start=when,
    finish=when,
    milestones=text,
    responsible=who,
    linkages=links,
    planned_outcome=text,
    progress=text,
)
_kpi = _part(
    refs=_some(st.one_of(st.none(), single_line)),
    measure=text,
    unit=st.one_of(st.sampled_from(["%", "number", "£"]), line),
    polarity=st.sampled_from(["higher", "lower", "range", "Higher"]),
    baseline=st.one_of(st.sampled_from(["0", "51%"]), line),
    targets=by_year,
    actuals=by_year,
    responsible=who,
)
_section = _part(
    number=ref,
    heading=line,
    paragraphs=_some(_part(number=ref, text=text, bullets=_some(st.one_of(st.none(), text)))),
)


@st.composite
def _risks(draw: Any, steps: st.SearchStrategy[Any]) -> Any:
    """Parts of a risk for one document: one ref with one text has the same scores everywhere."""
    known = draw(
        st.lists(
            st.fixed_dictionaries(
                {"ref": ref, "text": st.one_of(st.just(""), text), "impact": steps}
                | {"probability": steps}
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda risk: (risk["ref"], risk["text"]),
        )
    )
    return st.tuples(st.sampled_from(known), st.one_of(st.none(), who)).map(
        lambda pair: pair[0] | {"responsible": pair[1]}
    )


@st.composite
def documents(draw: Any, steps: st.SearchStrategy[Any]) -> dict[str, Any]:
    """The data of a plan file; `steps` are the impacts and probabilities it may give."""
    risks = draw(_risks(steps))
    objective = _part(
        ref=ref,
        text=text,
        start=when,
        finish=when,
        lead=who,
        linkages=links,
        actions=_some(_action),
        kpis=_some(_kpi),
        risks=_some(risks),
    )
    outcome = _part(number=ref, outcome=text, aim=text, lead=who, objectives=_some(objective))
    appendix = _part(
        number=ref,
        title=line,
        introduction=text,
        layout=st.sampled_from(["detailed", "summary", "checklist"]),
        framework=st.one_of(st.just("Every Child Matters"), line),
        outcomes=_some(outcome),
    )
    required = {
        "format": st.just(FORMAT),
        "directorate": single_line.filter(lambda name: 0 < len(name) <= 200),
        "title": filled,
        "start": st.just("2012-04-01"),
        "finish": st.just("2013-03-31"),
    }
    contact = _part(name=line, post=line, address=_some(single_line), telephone=line, email=line)
    rest = _part(
        council=line, contact=contact, sections=_some(_section), appendices=_some(appendix)
    )
    return draw(st.fixed_dictionaries(required)) | draw(rest)
