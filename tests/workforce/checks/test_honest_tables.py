"""No honest table is warned about, whatever its sizes, its disclosure and its rounding."""

import os
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.workforce.checks.honest import (
    ALIKE,
    TREES,
    Council,
    Group,
    counted,
    drift,
    pairs_of_rows,
    printed_table,
)
from workforce.checks import slips_in

MORE = int(os.environ.get("HONEST_TABLES", "1"))
"""How many times as many examples as usual: HONEST_TABLES=200 looks at many thousands."""


@st.composite
def groups(draw) -> Group:
    staff = draw(st.one_of(st.integers(0, 12), st.integers(0, 60), st.integers(0, 5000)))
    bme_held = draw(st.integers((staff + 1) // 2, staff))
    disabled_held = draw(st.integers((staff + 1) // 2, staff))
    return Group(
        staff,
        draw(st.integers(0, staff)),
        draw(st.integers(0, bme_held)),
        bme_held,
        draw(st.integers(0, disabled_held)),
        disabled_held,
    )


@settings(max_examples=100 * MORE)
@given(st.data(), st.sampled_from(TREES), st.booleans())
def test_no_honest_table_is_warned_about(data, tree, headcounts):
    leaves = [group for group, parts in tree.items() if not parts]
    people = counted(tree, {group: data.draw(groups(), label=group) for group in leaves})
    assume(
        not any(
            min(people[a].staff, people[b].staff) >= 25 and drift(people[a], people[b]) < ALIKE
            for a, b in pairs_of_rows(tree)
        )
    )
    assert slips_in(printed_table(tree, people, headcounts)) == []


@settings(max_examples=100 * MORE)
@given(st.integers(0, 2**64), st.booleans())
def test_no_honest_council_is_warned_about_in_two_years(seed, headcounts):
    council = Council.by_chance(Random(seed), headcounts)  # noqa: S311
    assume(council.drifts_little() and council.has_no_true_repeat())
    tables = council.tables()
    for one in tables:
        assert slips_in(one, tables) == []
