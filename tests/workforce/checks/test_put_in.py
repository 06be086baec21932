"""Slips put into honest tables by chance are found, each in its place."""

from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.workforce.checks.building import COLUMNS, DAY, YEAR_BEFORE
from tests.workforce.checks.honest import (
    TREES,
    a_year_later,
    counted,
    in_print,
    printed_table,
    some_group,
)
from workforce.checks import Kind, Row, Share, Table, slips_in

TREE = TREES[2]
LEAVES = [group for group, parts in TREE.items() if not parts]
TOTALS = [group for group, parts in TREE.items() if parts]

seeds = st.integers(0, 2**64)
either = st.booleans()
totals = st.sampled_from(TOTALS)
groups = st.sampled_from(list(TREE))
columns = st.sampled_from(list(COLUMNS))


def honest(seed: int, headcounts: bool) -> tuple[Table, Table]:
    """A table of groups of 150 people and more, and that of the year before."""
    chance = Random(seed)  # noqa: S311
    before = {group: some_group(chance, least=150) for group in LEAVES}
    now = {group: a_year_later(chance, people) for group, people in before.items()}
    return (
        printed_table(TREE, counted(TREE, now), headcounts),
        printed_table(TREE, counted(TREE, before), headcounts, day=YEAR_BEFORE),
    )


def put_in(checked: Table, group: str, **changes) -> Table:
    rows = [replace(row, **changes) if row.group == group else row for row in checked.rows]
    return replace(checked, rows=tuple(rows))


def with_shares(checked: Table, group: str, **tenths: int | str) -> Table:
    texts = {
        column: figure if isinstance(figure, str) else in_print(Fraction(figure, 10))
        for column, figure in tenths.items()
    }
    shares = {column: Share(text) for column, text in texts.items()}
    return put_in(checked, group, shares={**checked.by_group[group].shares, **shares})


def tenths_of(row: Row, column: str) -> int:
    return int(row.shares[column].value * 10)


def found(checked: Table, kind: Kind, *others: Table) -> set[tuple[str, tuple[str, ...]]]:
    return {(slip.group, slip.columns) for slip in slips_in(checked, others) if slip.kind == kind}


@given(seeds, groups, st.integers(0, 1000))
def test_a_male_share_that_does_not_go_with_female(seed, group, male):
    checked, _before = honest(seed, headcounts=False)
    female = tenths_of(checked.by_group[group], "female")
    wrong = with_shares(checked, group, male=male)
    is_wrong = abs(female + male - 1000) > 1
    assert found(checked, Kind.FEMALE_AND_MALE) == set()
    expected = {(group, ("female", "male"))} if is_wrong else set()
    assert found(wrong, Kind.FEMALE_AND_MALE) == expected


@given(seeds, totals, columns, st.integers(0, 1000), either)
def test_a_total_outside_its_parts(seed, total, column, figure, headcounts):
    checked, _before = honest(seed, headcounts)
    parts = [tenths_of(checked.by_group[part], column) for part in TREE[total]]
    assume(not min(parts) - 1 <= figure <= max(parts) + 1)
    wrong = with_shares(checked, total, **{column: figure})
    assert (total, (column,)) in found(wrong, Kind.OUTSIDE_PARTS)
    assert found(checked, Kind.OUTSIDE_PARTS) == set()


@given(seeds, totals, st.integers(-300, 300))
def test_sexes_of_a_total_that_do_not_go_with_the_headcounts(seed, total, step):
    checked, _before = honest(seed, headcounts=True)
    female = tenths_of(checked.by_group[total], "female") + step
    parts = [tenths_of(checked.by_group[part], "female") for part in TREE[total]]
    assume(abs(step) >= 3)
    assume(min(parts) < female < max(parts))
    wrong = with_shares(checked, total, female=female, male=1000 - female)
    assert (total, ("female", "male")) in found(wrong, Kind.NO_COMMON_WEIGHTS)
    assert found(checked, Kind.NO_COMMON_WEIGHTS) == set()


@given(seeds, st.sampled_from(["one", "high", "school"]), either, either)
def test_a_row_copied_from_another_group_or_year(seed, group, headcounts, from_before):
    checked, before = honest(seed, headcounts)
    copied = (before if from_before else checked).by_group["two"]
    assume(all(0 < tenths_of(copied, column) < 1000 for column in COLUMNS))
    assume(not could_be_of_few(copied))
    wrong = put_in(checked, group, shares=copied.shares)
    said = "repeat the row Two of Children’s Services, 31 March 2009." if from_before else "repeat"
    slips = [slip for slip in slips_in(wrong, [before]) if slip.kind == Kind.REPEATED_ROW]
    pair = {group} if from_before else {group, "two"}
    assert [slip.group in pair and said in slip.words for slip in slips].count(True) == 1


def could_be_of_few(row: Row) -> bool:
    """Whether fewer than 40 people, or fewer than 25 of whom some do not say, have these."""
    wanted = {column: tenths_of(row, column) for column in COLUMNS}

    def gives(column: str, bases) -> bool:
        return any(
            abs(Fraction(1000 * some, base) - wanted[column]) <= Fraction(1, 2)
            for base in bases
            for some in range(base + 1)
        )

    return any(
        gives("female", [staff])
        and gives("male", [staff])
        and all(
            gives(column, [staff])
            or (staff < 25 and gives(column, range((staff + 1) // 2, staff + 1)))
            for column in ("bme", "disabled")
        )
        for staff in range(1, 40)
    )


@given(seeds, groups, columns, st.integers(0, 1000), either)
def test_a_figure_far_from_that_of_the_year_before(seed, group, column, figure, headcounts):
    checked, before = honest(seed, headcounts)
    unchanged = found(checked, Kind.JUMP, before)
    wrong = with_shares(checked, group, **{column: figure})
    is_far = abs(figure - tenths_of(before.by_group[group], column)) > 51
    expected = unchanged - {(group, (column,))} | ({(group, (column,))} if is_far else set())
    assert found(wrong, Kind.JUMP, before) == expected


@given(seeds, groups, columns, st.integers(1, 99), st.sampled_from(["", ".25", ".250"]))
def test_a_figure_with_other_decimals(seed, group, column, whole, rest):
    checked, _before = honest(seed, headcounts=False)
    wrong = with_shares(checked, group, **{column: f"{whole}{rest}"})
    assert found(wrong, Kind.MIXED_DECIMALS) == {("", (column,))}
    assert found(checked, Kind.MIXED_DECIMALS) == set()


@given(seeds, groups, st.integers(1, 10_000))
def test_a_headcount_that_is_not_the_sum(seed, group, headcount):
    checked, _before = honest(seed, headcounts=True)
    assume(headcount != checked.by_group[group].headcount)
    wrong = put_in(checked, group, headcount=headcount)
    concerned = {total for total in TOTALS if group == total or group in TREE[total]}
    assert found(wrong, Kind.HEADCOUNT_SUM) == {(total, ()) for total in concerned}
    assert found(checked, Kind.HEADCOUNT_SUM) == set()


@given(seeds, groups, st.integers(1, 10_000))
def test_a_directorate_with_more_staff_than_the_council(seed, group, headcount):
    council, _before = honest(seed, headcounts=True)
    council = replace(council, key="council", organisation="council", is_council=True, day=DAY)
    checked, _before = honest(seed, headcounts=True)
    wrong = put_in(checked, group, headcount=headcount)
    is_above = headcount > council.by_group[group].headcount
    expected = {(group, ())} if is_above else set()
    assert found(wrong, Kind.DIRECTORATE_ABOVE_COUNCIL, council) == expected
