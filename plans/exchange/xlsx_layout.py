"""How a plan lies in a workbook: its sheets, their columns and what each column is for.

One table for the writer, the reader and the blank template. A row says by `id` what it is
and by a column such as `objective` under which row of another sheet it belongs.
"""

from dataclasses import dataclass

from plans.models import Indicator, Layout


@dataclass(frozen=True)
class Column:
    """A column: its name (that of the JSON key), its width and the note for who fills it in."""

    name: str
    width: int
    note: str = ""
    choices: tuple[str, ...] = ()


C = Column

PLAN = (
    C("format", 18, "Leave as it is: equality-plan/1"),
    C("council", 24, "The council's name as printed on the plan"),
    C("directorate", 26, "The directorate whose plan this is. Required"),
    C("title", 44, "The plan's title. Required"),
    C("start", 12, "First day, for example 2026-04-01. Required"),
    C("finish", 12, "Last day, for example 2027-03-31. Required"),
    C("contact name", 22, "Whom readers ask"),
    C("contact post", 26),
    C("contact address", 30, "One line of the address on each line of the cell (Alt+Enter)"),
    C("contact telephone", 18),
    C("contact email", 28),
)
SECTIONS = (
    C(
        "kind",
        12,
        "What the row is: a section, a paragraph of the section above it, or a bullet of the "
        "paragraph above it",
        ("section", "paragraph", "bullet"),
    ),
    C("number", 10, "As printed: 4, or 4.3"),
    C("heading", 36, "Of a section"),
    C("text", 90, "Of a paragraph or bullet"),
)
OUTCOMES = (
    C(
        "kind",
        12,
        "What the row is: an appendix, or an outcome of the appendix above it",
        ("appendix", "outcome"),
    ),
    C("id", 10, "Of an outcome: a name of your choice that the sheet Objectives refers to"),
    C("number", 10, "As printed"),
    C("title", 36, "Of an appendix"),
    C("introduction", 50, "Of an appendix"),
    C("layout", 12, "Of an appendix: how it is printed", tuple(Layout.values)),
    C("framework", 30, "Of an appendix: the outcome framework"),
    C("outcome", 36, "Of an outcome"),
    C("aim", 36, "Of an outcome"),
    C("lead", 26, "Of an outcome: A Name / Division"),
)
OBJECTIVES = (
    C("outcome", 10, "The id of its row in the sheet Outcomes"),
    C("id", 10, "A name of your choice that the sheets Actions, KPIs and Risks refer to"),
    C("ref", 12, "As printed: Ob 1"),
    C("text", 60),
    C("start", 14, "Month and year, a date, or words"),
    C("finish", 14, "Month and year, a date, or words"),
    C("lead", 30, "A Name / Division"),
    C("linkages", 24, "Separated by commas: CYPP, LSCB"),
)
ACTIONS = (
    C("objective", 10, "The id of its row in the sheet Objectives"),
    C("ref", 10, "As printed: 1.5"),
    C("text", 60),
    C("equality_action", 40, "The equality action that supports it, if any"),
    C("start", 14, "Month and year, a date, or words"),
    C("finish", 14, "Month and year, a date, or words"),
    C("milestones", 30, "Milestones in words, if any"),
    C("responsible", 30, "A Name / Division"),
    C("linkages", 24, "Separated by commas"),
    C("planned_outcome", 50),
    C("progress", 50, "Progress at the plan's year end"),
)
KPIS = (
    C("objective", 10, "The id of its row in the sheet Objectives"),
    C("refs", 16, "One on each line of the cell (Alt+Enter)"),
    C("measure", 60),
    C("unit", 14, "number, %, percentage points, rate or £"),
    C(
        "polarity",
        12,
        "higher or lower is better, or stay within a range",
        tuple(Indicator.Polarity.values),
    ),
    C("baseline", 14),
    C("responsible", 30, "A Name / Division"),
)
RISKS = (
    C("objective", 10, "The id of its row in the sheet Objectives"),
    C("ref", 14, "The reference in the risk register"),
    C("text", 60, "The same ref with the same text is the same risk"),
    C("impact", 10, "A step of the council's risk scale; empty: not scored"),
    C("probability", 12, "A step of the council's risk scale; empty: not scored"),
    C("responsible", 30, "A Name / Division"),
)

SHEETS: dict[str, tuple[Column, ...]] = {
    "Plan": PLAN,
    "Sections": SECTIONS,
    "Outcomes": OUTCOMES,
    "Objectives": OBJECTIVES,
    "Actions": ACTIONS,
    "KPIs": KPIS,
    "Risks": RISKS,
}
GUIDANCE_SHEET = "Guidance"
YEAR_COLUMNS = {"target": "targets", "actual": "actuals"}
"""Columns of the sheet KPIs such as "target 2026/27", and the part they are kept in."""
CONTACT_PREFIX = "contact "
EMPTY_ROWS = 500
"""How many empty rows of the template get drop-downs and the text format."""
