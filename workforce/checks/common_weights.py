"""The check that one set of weights explains all of a total's percentages."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from workforce.checks.mixing import Mixing
from workforce.checks.parts import columns_outside_parts, comparable_columns, named_figures
from workforce.checks.rows import female_and_male_differ
from workforce.checks.tables import SEX, Row, Table
from workforce.checks.warning import Kind, Slip, slip
from workforce.checks.words import listed, outward, would_fit

NO_DIVISION = "no one division of its staff between its parts explains all its percentages."


def no_common_weights(table: Table) -> Iterator[Slip]:
    """One set of weights, those of the headcounts where they are known, explains a total."""
    for total in table.totals():
        mixing = _mixing(table, total)
        if mixing.fits():
            continue
        found = _by_headcounts(table, mixing) if mixing.headcounts else _by_division(table, mixing)
        columns, words = found
        figures = [
            *(total.shares[column].text for column in mixing.columns),
            *named_figures(mixing.parts, mixing.columns),
            *(mixing.headcounts or ()),
        ]
        yield slip(Kind.NO_COMMON_WEIGHTS, table, total, columns, words, figures)


def _mixing(table: Table, total: Row) -> Mixing:
    """Without the columns that another check has reported already."""
    parts = table.staffed_parts_of(total)
    reported = set(columns_outside_parts(table, total))
    if any(female_and_male_differ(row) for row in (total, *parts)):
        reported |= set(SEX)
    columns = [c for c in comparable_columns(table, total) if c not in reported]
    return Mixing(total, parts, tuple(columns))


def _by_headcounts(table: Table, mixing: Mixing) -> tuple[tuple[str, ...], str]:
    """With known weights each column stands for itself."""
    wrong = [column for column in mixing.columns if not mixing.only(column).fits()]
    staff = listed([f"{part.headcount:,} ({part.name})" for part in mixing.parts])
    ranges = [_range(table, mixing.only(), column) for column in wrong]
    words = f"with the headcounts of its parts, {staff}, {'; '.join(ranges)}."
    return tuple(wrong), words


def _by_division(table: Table, mixing: Mixing) -> tuple[tuple[str, ...], str]:
    sentences = [NO_DIVISION]
    if len(mixing.parts) == 2:
        sentences.append(_staff_in_first(table, mixing))
    odd = _odd_ones_out(mixing)
    for columns in odd:
        rest = mixing.without(*columns)
        ranges = "; ".join(_range(table, rest, column) for column in columns)
        names = listed([table.columns[column] for column in columns])
        sentences.append(f"Without {names} the others fit together; {ranges}.")
    if not odd:
        sentences.append("No figure of the total is the cause by itself.")
    concerned = [column for columns in odd for column in columns] or mixing.columns
    return tuple(concerned), " ".join(sentences)


def _odd_ones_out(mixing: Mixing) -> list[tuple[str, ...]]:
    """The columns without which the others fit, each by itself; female and male are also
    taken out together, since one follows from the other."""
    single: list[tuple[str, ...]] = [(c,) for c in mixing.columns if mixing.without(c).fits()]
    if not any(column in SEX for columns in single for column in columns):
        sex = tuple(column for column in mixing.columns if column in SEX)
        if len(sex) == 2 and mixing.without(*sex).fits():
            return [sex, *single]
    return single


def _range(table: Table, rest: Mixing, column: str) -> str:
    """ "BME would be 14.2 to 18.0, not 31.0 (its parts: 12.1 and 34.6)"."""
    printed = rest.total.shares[column]
    fits = would_fit(*rest.range_of(column), printed)
    parts = listed([part.shares[column].text for part in rest.parts])
    return f"{table.columns[column]} would be {fits}, not {printed.text} (its parts: {parts})"


def _staff_in_first(table: Table, mixing: Mixing) -> str:
    """What each column says of how the staff divide between two parts."""
    said = []
    for column in mixing.columns:
        low, high = (round(end, 6) for end in mixing.only(column).staff_in_first())
        if (low, high) != (0, 100):
            said.append(f"{outward(low, high, Decimal('0.1'))}% ({table.columns[column]})")
    return f"Of its staff, {mixing.parts[0].name} would have {listed(said)}."
