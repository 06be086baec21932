"""What every warning has: a place, and a key that stays while the figures do."""

from dataclasses import replace

from tests.workforce.checks.building import YEAR_BEFORE, bands, row, table
from workforce.checks import Kind, slips_in

FIGURES = "62.3 37.7 12.1 3.7"


def faulty(bme="31.0", name="Total directly employed"):
    """A table in which every kind of slip is, and what it is compared with."""
    rows = [
        *bands("50.0 50.0 12.1 2.0", "70.1 29.9 24.6 3.0", f"66.2 33.8 {bme} 2.1", (200, 380, 500)),
        row("x", FIGURES),
        row("y", FIGURES),
        row("z", "62.1 57.9 12 24.6", 6),
    ]
    rows[2] = replace(rows[2], name=name)
    before = table(row("x", "62.3 37.7 22.1 3.7"), day=YEAR_BEFORE)
    council = table(row("z", "- - - -", 5), organisation="council")
    return table(*rows), [before, council]


def test_every_kind_of_slip_is_found_in_one_table():
    checked, others = faulty()
    assert {slip.kind for slip in slips_in(checked, others)} == set(Kind)


def test_every_warning_names_its_table_and_its_row():
    checked, others = faulty()
    for slip in slips_in(checked, others):
        assert slip.table == checked.key
        place = checked.name
        if slip.group:
            place += f", {checked.by_group[slip.group].name}"
        assert slip.words.startswith(f"{place}: ")
        assert slip.words.endswith(".")


def test_keys_are_short_and_each_warning_has_its_own():
    checked, others = faulty()
    keys = [slip.key for slip in slips_in(checked, others)]
    assert len(set(keys)) == len(keys)
    assert max(map(len, keys)) <= 300


def test_a_key_stays_when_a_name_changes_and_changes_when_the_figure_does():
    def keys(**changes):
        checked, others = faulty(**changes)
        return {slip.key for slip in slips_in(checked, others) if slip.group == "total"}

    assert keys(name="All staff") == keys()
    assert len(keys(bme="32.0") - keys()) == 1
    assert len(keys() - keys(bme="32.0")) == 1


def test_of_what_was_worked_out_of_counts_only_comparisons_are_told():
    """Its percentages are right, also where people are of another sex or of none that is held."""
    checked, others = faulty()
    kinds = {slip.kind for slip in slips_in(replace(checked, is_counted=True), others)}
    assert kinds == {Kind.REPEATED_ROW, Kind.JUMP, Kind.DIRECTORATE_ABOVE_COUNCIL}
