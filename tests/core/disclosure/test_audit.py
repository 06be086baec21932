"""The audit finds what a reader can work out, whatever chose the pattern."""

import pytest

from core.disclosure import (
    TOTAL,
    Fault,
    NotSafe,
    Profile,
    Quantities,
    Range,
    Ratio,
    Release,
    Sum,
    audit,
    publish,
    publishing,
)
from core.disclosure.protect import Method, Pattern
from tests.core.disclosure.tables import cell, random_table, table


def hiding(quantities: Quantities, *keys, profile=None, **more) -> Release:
    """A release that hides exactly these."""
    printed = {k: "[c]" if k in keys else f"{v:,}" for k, v in quantities.figures.items()}
    return Release(profile or Profile(), printed, quantities.figures, quantities.sums, **more)


def faults(release: Release, *past: Release) -> dict:
    return {one.key: one.fault for one in audit(release, past).findings}


def test_a_small_count_alone_in_its_row_can_be_worked_out():
    counts = table([3, 10], [11, 12])
    assert faults(hiding(counts, cell("a", 1)))[cell("a", 1)] is Fault.EXACT


def test_a_second_cell_in_the_row_is_not_enough():
    counts = table([3, 10], [11, 12])
    found = faults(hiding(counts, cell("a", 1), cell("a", 2)))
    assert found == {cell("a", 1): Fault.EXACT, cell("a", 2): Fault.EXACT}


def test_a_rectangle_of_small_counts_can_be_too_narrow():
    counts = table([3, 2, 10], [1, 2, 10], [20, 20, 20])
    four = [cell(row, column) for row in "ab" for column in (1, 2)]
    judged = audit(hiding(counts, *four))
    assert judged.ranges[cell("a", 1)] == Range(2, 4) or not judged.passed
    assert Fault.NARROW in {one.fault for one in judged.findings}


def by_rule_of_thumb(counts: Quantities) -> set:
    """The small ones, and a second cell in each row and column of one, as people do by hand."""
    inner = [key for key in counts.figures if TOTAL not in key]
    hidden = {key for key in inner if 1 <= counts.figures[key] <= 4}
    for axis in (1, 2):
        for line in {key[axis] for key in hidden}:
            cells = [key for key in inner if key[axis] == line]
            if len(hidden.intersection(cells)) == 1:
                rest = [key for key in cells if key not in hidden]
                hidden.add(min(rest, key=lambda key: counts.figures[key]))
    return hidden


def test_the_rule_of_thumb_mostly_fails_where_the_optimal_pattern_never_does():
    tables = [random_table(8, 8, small=0.12, seed=seed) for seed in range(8)]
    by_hand = [audit(hiding(counts, *by_rule_of_thumb(counts))).passed for counts in tables]
    assert sum(by_hand) <= 2
    assert all(publish(counts, Profile(), seconds=0.3).audit.passed for counts in tables)


def test_a_small_count_in_print_is_found():
    assert faults(hiding(table([3, 10], [11, 12])))[cell("a", 1)] is Fault.PRINTED


def test_a_printed_figure_that_is_not_true_is_found():
    counts = Quantities({("a",): 12})
    release = Release(Profile(), {("a",): "13"}, counts.figures)
    assert faults(release) == {("a",): Fault.FALSE}


def test_figures_that_contradict_one_another_are_found():
    counts = Quantities({("t",): 9, ("a",): 9}, ())
    release = Release(
        Profile(), {("t",): "9", ("a",): "8"}, counts.figures, (Sum(("t",), (("a",),)),)
    )
    assert not audit(release).passed


def test_a_percentage_gives_its_count_away():
    release = Release(
        Profile(),
        {("t",): "11", ("a",): "[c]", ("b",): "[c]"},
        {("t",): 11, ("a",): 3, ("b",): 8},
        ratios={Ratio(("a",), ("t",)): "27"},
    )
    assert audit(release).ranges[("a",)] == Range(3, 3)
    assert faults(release)[("a",)] is Fault.EXACT


def test_two_releases_together_give_away_what_neither_does():
    counts = Quantities(
        {("t",): 40, ("a",): 3, ("b",): 17, ("c",): 20},
        (Sum(("t",), (("a",), ("b",), ("c",))),),
    )
    first = hiding(counts, ("a",), ("b",))
    assert audit(first).passed
    second = Release(Profile(), {("b",): "17"}, {("b",): 17})
    assert audit(second).passed
    assert faults(second, first)[("a",)] is Fault.EXACT


def test_what_was_lost_earlier_does_not_fail_a_release():
    counts = table([3, 10], [11, 12])
    lost = hiding(counts, cell("a", 1))
    other = hiding(Quantities({("other",): 50}))
    judged = audit(other, [lost])
    assert judged.passed
    assert [finding.fault for finding in judged.findings] == [Fault.KNOWN]


def test_halves_of_people_do_not_widen_a_range():
    """a + b, b + c and c + a are shown: 2a is known, and a half is nobody."""
    figures = {("a",): 3, ("b",): 9, ("c",): 8, ("d",): 6, ("s",): 12, ("u",): 17, ("v",): 17}
    sums = (
        Sum(("s",), (("a",), ("b",))),
        Sum(("u",), (("b",), ("c",))),
        Sum(("v",), (("c",), ("a",), ("d",))),
    )
    release = hiding(Quantities(figures, sums), ("a",), ("b",), ("c",), ("d",))
    assert audit(release).ranges[("d",)] == Range(2, 10)


def test_a_finding_reads_as_a_sentence():
    finding = audit(hiding(table([3, 10], [11, 12]), cell("a", 1))).findings[0]
    assert str(finding) == "table / a / 1: it can be worked out exactly (3 to 3)"


def test_what_fails_the_audit_does_not_leave_the_council(monkeypatch):
    counts = table([3, 10], [11, 12])
    broken = Pattern(frozenset({cell("a", 1)}), frozenset(), Method.NONE, 0, 0, False, frozenset())
    monkeypatch.setattr(publishing, "protect", lambda task, seconds: broken)
    with pytest.raises(NotSafe, match="it can be worked out exactly"):
        publish(counts, Profile())
