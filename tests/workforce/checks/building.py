"""Tables as the tests of the checks write them."""

from collections.abc import Iterable, Sequence
from datetime import date

from workforce.checks import Kind, Row, Share, Slip, Table, slips_in

COLUMNS = {"female": "female", "male": "male", "bme": "BME", "disabled": "disabled"}
DAY = date(2010, 3, 31)
YEAR_BEFORE = date(2009, 3, 31)
HIGH, LOW, TOTAL = "high", "low", "total"
NAMES = {
    HIGH: "Scale point 34 and above",
    LOW: "Below scale point 34",
    TOTAL: "Total directly employed",
    "school": "School employed",
}


def row(
    group: str,
    figures: str,
    headcount: int | None = None,
    parts: Sequence[str] = (),
    school: bool = False,
) -> Row:
    """ "70.0 30.0 12.1 2.0": female, male, BME, disabled; "-" where nothing is printed."""
    shares = {
        column: Share(text)
        for column, text in zip(COLUMNS, figures.split(), strict=False)
        if text != "-"
    }
    name = NAMES.get(group, group.capitalize())
    return Row(group, name, headcount, shares, tuple(parts), school)


def bands(high: str, low: str, total: str, headcounts=(None, None, None)) -> list[Row]:
    """Two bands and their total."""
    return [
        row(HIGH, high, headcounts[0]),
        row(LOW, low, headcounts[1]),
        row(TOTAL, total, headcounts[2], (HIGH, LOW)),
    ]


def table(
    *rows: Row,
    day: date = DAY,
    organisation: str = "children",
    breaks: Iterable[str] = (),
    columns: Sequence[str] = tuple(COLUMNS),
) -> Table:
    name = {"children": "Children’s Services", "council": "The council"}.get(
        organisation, organisation.capitalize()
    )
    return Table(
        key=f"{organisation} {day}",
        name=f"{name}, {day.day} March {day.year}",
        organisation=organisation,
        is_council=organisation == "council",
        day=day,
        rows=rows,
        columns={column: COLUMNS[column] for column in columns},
        breaks=frozenset(breaks),
    )


def kinds(checked: Table, *others: Table) -> list[Kind]:
    return [slip.kind for slip in slips_in(checked, others)]


def only(kind: Kind, checked: Table, *others: Table) -> Slip:
    """The one warning on a table, which is of this kind."""
    found = slips_in(checked, others)
    assert [slip.kind for slip in found] == [kind], [slip.words for slip in found]
    return found[0]
