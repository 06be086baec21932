"""Hiding small counts, and what would give them away."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.disclosure import (
    TOTAL,
    Kind,
    Method,
    Profile,
    Quantities,
    Range,
    Reason,
    Release,
    Sum,
    audit,
    publish,
)
from core.disclosure.primary import need
from core.disclosure.task import Task, problem_of
from tests.core.disclosure.brute import holds, possible
from tests.core.disclosure.tables import cell, random_table, table, texts

BROAD = table([3, 10, 12], [8, 20, 9], [11, 13, 14])


def test_a_small_count_takes_the_smallest_others_with_it():
    published = publish(BROAD, Profile())
    assert texts(published) == [
        ["[c]", "10", "[c]", "25"],
        ["[c]", "20", "[c]", "37"],
        ["11", "13", "14", "38"],
        ["22", "43", "35", "100"],
    ]
    assert published.pattern.method is Method.OPTIMAL
    assert (published.pattern.cost, published.pattern.bound) == (3, 3)


def test_only_officers_see_which_of_the_hidden_is_small():
    cells = publish(BROAD, Profile()).cells
    assert cells[cell("a", 1)].reason is Reason.SMALL
    assert cells[cell("b", 3)].reason is Reason.SECONDARY
    assert cells[cell("a", 1)].text == cells[cell("b", 3)].text
    assert cells[cell("c", 1)].reason is None


def test_a_table_without_small_counts_is_printed_as_it_is():
    published = publish(table([10, 1200], [0, 7]), Profile())
    assert texts(published) == [["10", "1,200", "1,210"], ["0", "7", "7"], ["10", "1,207", "1,217"]]
    assert published.pattern.method is Method.NONE
    assert published.notes == ()


def test_what_is_not_held_is_marked_and_hides_nothing():
    published = publish(table([None, 12], [6, 7]), Profile())
    assert texts(published)[0] == ["[x]", "12", "[x]"]
    assert published.pattern.hidden == frozenset()
    assert published.notes == ("[x] not available",)


def test_a_small_count_beside_a_blank_is_not_left_alone_in_its_sum():
    published = publish(table([3, None, 12], [10, 11, 12]), Profile())
    assert published.release.hides(cell("a", 1))
    assert published.release.hides(cell("b", 1)) or published.release.hides(cell(TOTAL, 1))


def test_zeros_are_hidden_where_the_profile_hides_them():
    published = publish(table([0, 12, 13], [14, 15, 16], [17, 18, 19]), Profile(zero_shown=False))
    assert published.cells[cell("a", 1)].reason is Reason.SMALL
    assert len(published.pattern.secondary) == 3


def test_a_sparse_table_hides_zeros_and_says_so():
    published = publish(table([1, 1, 1], [0, 0, 0], [9, 9, 9]), Profile())
    assert published.pattern.zeros_hidden
    assert "[c] can also stand for 0 in this table" in published.notes
    assert publish(BROAD, Profile()).pattern.zeros_hidden is False


def test_an_officer_can_hide_a_count_whatever_it_is():
    published = publish(
        table([30, 40, 50], [60, 70, 80], [90, 95, 99]), Profile(), hide=[cell("b", 2)]
    )
    assert published.cells[cell("b", 2)].reason is Reason.OFFICER
    assert published.audit.ranges[cell("b", 2)].holds(need(70, Profile(), forced=True))


def test_an_officer_can_hide_a_zero_and_the_note_says_so():
    published = publish(table([0, 40], [60, 70]), Profile(), hide=[cell("a", 1)])
    assert published.audit.ranges[cell("a", 1)].holds(Range(0, 3))
    assert "[c] can also stand for 0 in this table" in published.notes


def test_what_cannot_occur_is_marked_and_known_to_be_nobody():
    counts = Quantities(
        {("t",): 12, ("a",): 3, ("b",): 9, ("c",): Kind.NOT_APPLICABLE},
        (Sum(("t",), (("a",), ("b",), ("c",))),),
    )
    published = publish(counts, Profile())
    assert published.cells[("c",)].text == "[z]"
    assert published.pattern.secondary == {("b",)}
    assert published.audit.ranges[("a",)].holds(Range(1, 4))


def test_what_an_officer_prefers_to_keep_stays():
    free = publish(BROAD, Profile())
    assert free.release.hides(cell("b", 3))
    kept = publish(BROAD, Profile(), keep={cell("b", 3): 10})
    assert not kept.release.hides(cell("b", 3))
    assert kept.pattern.cost >= free.pattern.cost


@pytest.mark.parametrize("more", [{"hide": [("b",)]}, {"keep": {("b",): 3}}])
def test_a_misspelt_quantity_is_not_passed_over(more):
    with pytest.raises(KeyError):
        publish(BROAD, Profile(), **more)


def test_totals_are_kept_before_ordinary_cells():
    hidden = publish(random_table(6, 6, small=0.2, seed=3), Profile()).pattern.secondary
    assert not any(TOTAL in key for key in hidden)


@pytest.mark.parametrize("seed", range(6))
def test_no_pattern_is_cheaper_than_the_optimal_one(seed):
    quantities = random_table(3, 3, small=0.25, seed=seed)
    published = publish(quantities, Profile())
    assert published.pattern.optimal
    problem = problem_of(Task(quantities, Profile()))
    fixed = {problem.keys[column] for column in problem.fixed}

    def safe(chosen: tuple[int, ...]) -> bool:
        hidden = fixed | {problem.keys[column] for column in chosen}
        printed = {k: "[c]" if k in hidden else f"{v:,}" for k, v in quantities.figures.items()}
        return audit(Release(Profile(), printed, quantities.figures, quantities.sums)).passed

    inner = [column for column in problem.free if problem.costs[column] == 1]
    cheaper = [c for size in range(published.pattern.cost) for c in combinations(inner, size)]
    totals = [column for column in problem.free if problem.costs[column] == 4]
    cheaper += [
        (total, *c)
        for total in totals
        for size in range(max(published.pattern.cost - 4, 0))
        for c in combinations(inner, size)
    ]
    assert not any(safe(chosen) for chosen in cheaper)


@pytest.mark.parametrize("seed", range(5))
def test_without_time_a_safe_pattern_is_taken_and_the_bound_told(seed):
    quantities = random_table(6, 6, small=0.2, seed=seed)
    hasty, best = (
        publish(quantities, Profile(), seconds=0),
        publish(quantities, Profile(), seconds=20),
    )
    assert hasty.pattern.method is Method.HEURISTIC
    assert hasty.pattern.bound <= best.pattern.cost <= hasty.pattern.cost
    assert hasty.audit.passed


def test_without_time_nothing_is_hidden_for_nothing():
    quantities = random_table(6, 6, small=0.2, seed=2)
    published = publish(quantities, Profile(), seconds=0)
    assert published.pattern.secondary
    for key in published.pattern.secondary:
        printed = {**published.release.printed, key: f"{quantities.figures[key]:,}"}
        assert not audit(replace(published.release, printed=printed)).passed


small_tables = st.integers(2, 3).flatmap(
    lambda columns: st.lists(
        st.lists(st.integers(0, 8), min_size=columns, max_size=columns), min_size=2, max_size=3
    )
)


@settings(max_examples=60, deadline=None)
@given(
    rows=small_tables, threshold=st.integers(1, 4), zero=st.booleans(), time=st.sampled_from([0, 2])
)
def test_whoever_tries_every_possibility_cannot_pin_a_hidden_count(rows, threshold, zero, time):
    profile = Profile(threshold=threshold, zero_shown=zero)
    published = publish(table(*rows), profile, seconds=time)
    if sum(published.release.hides(key) for key in published.cells if TOTAL in key) > 1:
        return  # too many possibilities to try: the audit is held to the same answers below
    counts = possible(published.release, most=30)
    for key, figure in table(*rows).figures.items():
        if profile.hides(figure):
            assert holds(counts[key], need(figure, profile)), key
        elif published.release.hides(key):
            assert len(counts[key]) > 1, key


@settings(max_examples=40, deadline=None)
@given(rows=small_tables)
def test_the_audit_says_what_trying_every_possibility_says(rows):
    quantities = table(*rows)
    small = {
        key for key, figure in quantities.figures.items() if 0 < figure <= 4 and TOTAL not in key
    }
    printed = {k: "[c]" if k in small else str(v) for k, v in quantities.figures.items()}
    release = Release(Profile(), printed, quantities.figures, quantities.sums)
    counts = possible(release)
    ranges = audit(release).ranges
    assert {key: (one.least, one.greatest) for key, one in ranges.items()} == {
        key: (min(counts[key]), max(counts[key])) for key in ranges
    }
