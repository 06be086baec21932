"""A figure that was published otherwise is another quantity; one that was not keeps its name."""

import pytest

from core.disclosure import (
    Key,
    Kind,
    Profile,
    Quantities,
    Ratio,
    Release,
    Sum,
    renamed_ratio,
    renamed_where_revised,
)

ALL, WOMEN, MEN = (("31 March 2026", words) for words in ("all", "women", "men"))
SHARE = Ratio(WOMEN, ALL, decimals=1)


def staff(women: int | None, men: int) -> Quantities:
    return Quantities(
        {ALL: 60, WOMEN: women, MEN: men}, (Sum(ALL, (WOMEN, MEN)),), (SHARE, Ratio(MEN, 500))
    )


def told(figures: dict[Key, int | Kind | None]) -> Release:
    return Release(Profile(), {key: str(figure) for key, figure in figures.items()}, figures)


def revised(key: Key, words: str = "revised") -> Key:
    return (f"{key[0]}, {words}", *key[1:])


@pytest.mark.parametrize(
    "past", [[], [told({ALL: 60, WOMEN: 40})], [told({ALL: None})], [told({("2025", "all"): 9})]]
)
def test_what_no_release_tells_otherwise_keeps_its_names(past):
    assert renamed_where_revised(staff(40, 20), past) == (staff(40, 20), {})


def test_what_is_not_held_now_is_not_revised():
    assert renamed_where_revised(staff(None, 20), [told({WOMEN: 41})])[1] == {}


def test_a_revised_figure_has_another_name_in_its_sums_and_percentages():
    held, names = renamed_where_revised(staff(40, 20), [told({ALL: 60, WOMEN: 41, MEN: 20})])
    women = ("31 March 2026, revised", "women")
    assert names == {WOMEN: women}
    assert held == Quantities(
        {ALL: 60, women: 40, MEN: 20},
        (Sum(ALL, (women, MEN)),),
        (Ratio(women, ALL, decimals=1), Ratio(MEN, 500)),
    )
    assert renamed_ratio(SHARE, names) == held.ratios[0]


def test_revised_again_it_has_a_third_name_and_corrected_back_its_first():
    past = [told({WOMEN: 41}), told({revised(WOMEN): 42})]
    assert renamed_where_revised(staff(40, 20), past)[1] == {WOMEN: revised(WOMEN, "revised 2")}
    past.append(told({revised(WOMEN, "revised 2"): 43}))
    assert renamed_where_revised(staff(40, 20), past)[1] == {WOMEN: revised(WOMEN, "revised 3")}
    assert renamed_where_revised(staff(41, 19), past)[1] == {}
