"""Percentages and rates of published counts."""

import pytest

from core.disclosure import Kind, Profile, Quantities, Ratio, Reason, Sum, publish

WOMEN, DISABLED, STAFF = ("women",), ("disabled",), ("staff",)


def published(profile=None, *, figures=None, ratio=None, sums=()):
    figures = {WOMEN: 96, DISABLED: 3, STAFF: 131} | (figures or {})
    ratio = ratio or Ratio(WOMEN, STAFF, decimals=1)
    made = publish(Quantities(figures, sums, (ratio,)), profile or Profile())
    return made.ratios[ratio]


def test_a_percentage_is_of_the_true_figures():
    assert published().text == "73.3"
    assert published(ratio=Ratio(WOMEN, STAFF)).text == "73"
    assert published(ratio=Ratio(WOMEN, 8400, per=1000, decimals=2)).text == "11.43"


def test_halves_are_rounded_up():
    assert published(figures={WOMEN: 1005}, ratio=Ratio(WOMEN, 2000, decimals=1)).text == "50.3"


def test_it_is_hidden_where_its_numerator_is():
    hidden = published(ratio=Ratio(DISABLED, STAFF))
    assert (hidden.text, hidden.reason) == ("[c]", Reason.PART_HIDDEN)


def test_it_is_hidden_where_its_denominator_is():
    assert published(figures={STAFF: 4, WOMEN: 0}).text == "[c]"


def test_it_is_hidden_where_its_numerator_was_hidden_for_another():
    men = ("men",)
    hidden = published(figures={men: 3, STAFF: 99}, sums=(Sum(STAFF, (WOMEN, men)),))
    assert (hidden.text, hidden.reason) == ("[c]", Reason.PART_HIDDEN)


def test_it_is_hidden_where_it_stands_on_too_few_people():
    hidden = published(Profile(smallest_base=150))
    assert (hidden.text, hidden.reason) == ("[c]", Reason.SMALL_BASE)
    assert published(Profile(smallest_base=131)).text == "73.3"


@pytest.mark.parametrize(
    ("women", "staff", "text"),
    [(None, 131, "[x]"), (96, None, "[x]"), (0, 0, "[z]"), (Kind.NOT_APPLICABLE, 131, "[z]")],
)
def test_where_there_is_nothing_to_divide_a_marker_stands(women, staff, text):
    assert published(figures={WOMEN: women, STAFF: staff}).text == text


def test_what_rounds_to_0_is_low_and_0_is_0():
    assert published(figures={WOMEN: 5, STAFF: 2000}, ratio=Ratio(WOMEN, STAFF)).text == "[low]"
    assert published(figures={WOMEN: 0, STAFF: 2000}, ratio=Ratio(WOMEN, STAFF)).text == "0"


def test_beside_rounded_counts_a_percentage_that_tells_a_small_one_is_hidden():
    to_five = Profile(threshold=0, base=5)
    telling = published(to_five, figures={STAFF: 11}, ratio=Ratio(DISABLED, STAFF))
    assert (telling.text, telling.reason) == ("[c]", Reason.TELLS_MORE)
    harmless = published(to_five, figures={STAFF: 131})
    assert harmless.text == "73.3"
