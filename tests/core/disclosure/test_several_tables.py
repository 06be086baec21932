"""Tables that share totals, years that are added up, and what was published earlier."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.disclosure import (
    NOT_RECORDED,
    TOTAL,
    Contradiction,
    Fault,
    Profile,
    Quantities,
    Range,
    Ratio,
    Reason,
    Release,
    Sum,
    audit,
    by_years,
    publish,
)
from tests.core.disclosure.brute import holds, possible
from tests.core.disclosure.tables import cell, table

YEARS = ["2022/23", "2023/24", "2024/25", "2025/26"]
TOTALS = {"2022/23": 20, "2023/24": 25, "2024/25": 22, "2025/26": 30}
GENDER = {
    "female": {"2022/23": 3, "2023/24": 12, "2024/25": 10, "2025/26": 14},
    "male": {"2022/23": 17, "2023/24": 13, "2024/25": 12, "2025/26": 16},
}
AGES = {
    "under 11": {"2022/23": 8, "2023/24": 9, "2024/25": 2, "2025/26": 11},
    "11 and over": {"2022/23": 12, "2023/24": 14, "2024/25": 19, "2025/26": 17},
}


def test_not_recorded_is_hidden_like_any_other_category():
    published = publish(by_years(TOTALS, {"ages": AGES}), Profile())
    rest = published.cells["2025/26", "ages", NOT_RECORDED]
    assert (rest.text, rest.reason) == ("[c]", Reason.SMALL)
    assert published.release.hides(("2025/26", "ages", "under 11"))


def test_a_total_that_one_breakdown_must_hide_is_not_given_away_by_another():
    quantities = Quantities(
        {("t",): 12, ("a",): 3, ("b",): 9, ("c",): 2, ("d",): 10},
        (Sum(("t",), (("a",), ("b",))), Sum(("t",), (("c",), ("d",)))),
    )
    published = publish(quantities, Profile())
    found = possible(published.release, most=20)
    for key in [("a",), ("c",)]:
        assert holds(found[key], Range(1, 4))


def test_rolling_totals_do_not_give_a_year_away():
    spans = {"three years": YEARS[:3], "next three years": YEARS[1:]}
    published = publish(by_years(TOTALS, {"gender": GENDER}, spans), Profile())
    assert published.audit.ranges["2022/23", "gender", "female"].holds(Range(1, 4))
    assert {key[0] for key in published.pattern.hidden} > {"2022/23"}


def test_years_published_without_their_sum_are_not_hidden_for_one_another():
    hidden = publish(by_years(TOTALS, {"gender": GENDER}), Profile()).pattern.hidden
    assert {key[0] for key in hidden} == {"2022/23"}


def test_what_an_earlier_release_hides_stays_hidden_in_the_next():
    counts = Quantities(
        {("t",): 40, ("a",): 3, ("b",): 17, ("c",): 20},
        (Sum(("t",), (("a",), ("b",), ("c",))),),
    )
    first = publish(counts, Profile())
    assert first.release.hides(("b",))
    parts = Quantities({("b",): 17, ("b1",): 8, ("b2",): 9}, (Sum(("b",), (("b1",), ("b2",))),))
    second = publish(parts, Profile(), past=[first.release])
    assert second.audit.ranges[("a",)].holds(Range(1, 4))
    assert second.cells[("b",)].text == "[c]"
    assert second.pattern.secondary & {("b1",), ("b2",)}
    alone = publish(parts, Profile())
    assert alone.pattern.hidden == frozenset()


def test_a_table_of_years_that_is_published_again_hides_the_same_of_the_old_years():
    def until(last: int) -> Quantities:
        years = YEARS[:last]
        kept = {n: {y: by[y] for y in years} for n, by in GENDER.items()}
        ages = {n: {y: by[y] for y in years} for n, by in AGES.items()}
        return by_years({y: TOTALS[y] for y in years}, {"gender": kept, "ages": ages})

    first = publish(until(3), Profile())
    keep = {(YEARS[0], "gender", "male"): 99}
    assert not publish(until(4), Profile(), keep=keep).release.hides((YEARS[0], "gender", "male"))
    second = publish(until(4), Profile(), keep=keep, past=[first.release])
    old = {key for key in second.pattern.hidden if key[0] != YEARS[3]}
    assert old == first.pattern.hidden
    assert second.pattern.already_known == frozenset()


def test_a_rounded_table_does_not_betray_what_a_hidden_one_hides():
    counts = table([4, 20, 30], [25, 26, 27], [28, 29, 31])
    hidden = publish(counts, Profile())
    rounded = publish(counts, Profile(threshold=0, base=5), past=[hidden.release])
    assert rounded.audit.ranges[cell("a", 1)].holds(Range(1, 4))
    plainly = publish(counts, Profile(threshold=2, base=5), past=[hidden.release])
    small = plainly.cells[cell("a", 1)]
    assert (small.text, small.reason) == ("[c]", Reason.EARLIER)
    assert plainly.audit.ranges[cell("a", 1)].holds(Range(1, 4))


def test_what_is_public_already_is_told_and_not_made_worse():
    before = Release(Profile(threshold=0), {("a",): "3", ("b",): "9"}, {("a",): 3, ("b",): 9})
    counts = Quantities({("t",): 12, ("a",): 3, ("b",): 9}, (Sum(("t",), (("a",), ("b",))),))
    published = publish(counts, Profile(), past=[before])
    assert published.cells[("a",)].text == "[c]"
    assert published.pattern.already_known == {("a",)}
    assert [finding.fault for finding in published.audit.findings] == [Fault.KNOWN]


def test_what_is_known_in_part_is_not_given_away_in_full():
    before = Release(Profile(threshold=0, base=5), {("a",): "5"}, {("a",): 4})
    counts = Quantities(
        {("t",): 40, ("a",): 4, ("b",): 17, ("c",): 19},
        (Sum(("t",), (("a",), ("b",), ("c",))),),
    )
    published = publish(counts, Profile(), past=[before])
    assert ("a",) in published.pattern.already_known
    assert published.audit.ranges[("a",)].holds(Range(3, 4))


def test_a_percentage_of_an_earlier_release_gives_a_count_away():
    ratio = Ratio(("a",), ("t",))
    before = Release(Profile(), {("t",): "11"}, {("t",): 11}, ratios={ratio: "27"})
    counts = Quantities({("t",): 11, ("a",): 3, ("b",): 8}, (Sum(("t",), (("a",), ("b",))),))
    published = publish(counts, Profile(), past=[before])
    assert published.audit.ranges[("a",)] == Range(3, 3)
    assert ("a",) in published.pattern.already_known


def test_a_figure_that_was_published_otherwise_needs_a_key_of_its_own():
    before = Release(Profile(), {("t",): "11"}, {("t",): 11})
    with pytest.raises(Contradiction, match="give the revised one a key"):
        publish(Quantities({("t",): 12}), Profile(), past=[before])


def test_a_rate_of_an_earlier_release_gives_a_count_away():
    ratio = Ratio(("a",), 1000, per=1000, decimals=1)
    before = Release(Profile(), {}, {}, ratios={ratio: "3.0"})
    counts = Quantities({("t",): 11, ("a",): 3, ("b",): 8}, (Sum(("t",), (("a",), ("b",))),))
    assert ("a",) in publish(counts, Profile(), past=[before]).pattern.already_known


def test_what_an_earlier_rule_still_asks_is_kept_where_the_new_one_asks_too_much():
    gender = {"female": {"one": 4, "two": 2}, "male": {"one": 4, "two": 1}}
    totals = {"one": 15, "two": 9}
    before = publish(
        by_years(totals, {"gender": gender}, {"both": ["one", "two"]}), Profile(threshold=2)
    )
    published = publish(
        by_years(totals, {"gender": gender}), Profile(threshold=3, base=5), past=[before.release]
    )
    assert ("two", "gender", "female") in published.pattern.already_known
    assert published.audit.ranges["two", "gender", "female"] == Range(1, 2)


def of_sums(figures: dict[str, int], *sums: str) -> Quantities:
    """Counts a, b, c … and totals named by their parts: "abc"."""
    counts = {(name,): figure for name, figure in figures.items()}
    totals = {(one,): sum(figures[part] for part in one) for one in sums}
    return Quantities(
        counts | totals, tuple(Sum((one,), tuple((part,) for part in one)) for one in sums)
    )


def test_a_pattern_that_is_safe_in_halves_of_people_only_is_not_taken():
    counts = of_sums({"a": 2, "b": 4, "c": 6, "d": 7, "e": 7}, "ade", "bce", "bcd")
    published = publish(counts, Profile())
    found = possible(published.release, most=25)
    assert holds(found[("a",)], Range(1, 4))
    assert holds(found[("b",)], Range(1, 4))


@settings(max_examples=40, deadline=None)
@given(
    figures=st.lists(st.integers(0, 8), min_size=5, max_size=5),
    sums=st.sets(st.sampled_from(["ab", "abc", "bcd", "cd", "ade", "be", "ace"]), max_size=4),
    seconds=st.sampled_from([0, 2]),
)
def test_whatever_the_sums_no_small_count_can_be_pinned(figures, sums, seconds):
    counts = of_sums(dict(zip("abcde", figures, strict=True)), *sorted(sums))
    published = publish(counts, Profile(), seconds=seconds)
    found = possible(published.release, most=12)
    for key, figure in counts.figures.items():
        if 1 <= figure <= 4:
            assert holds(found[key], Range(1, 4)), key


@pytest.mark.parametrize("seconds", [0, 2])
def test_three_breakdowns_of_the_same_totals_are_safe_together(seconds):
    faiths = {
        "one": {"2022/23": 6, "2023/24": 4, "2024/25": 9, "2025/26": 1},
        "two": {"2022/23": 13, "2023/24": 20, "2024/25": 13, "2025/26": 28},
    }
    breakdowns = {"gender": GENDER, "ages": AGES, "faith": faiths}
    quantities = by_years(TOTALS, breakdowns, {"all years": YEARS})
    published = publish(quantities, Profile(), seconds=seconds)
    for key, figure in quantities.figures.items():
        if Profile().hides(figure):
            assert published.audit.ranges[key].holds(Range(1, 4))
    assert audit(published.release).passed
    assert ("all years", TOTAL) not in published.pattern.hidden
