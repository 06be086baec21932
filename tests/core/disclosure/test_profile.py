"""The council's rule, and what each printed cell tells by itself."""

import pytest

from core.disclosure import Profile, Range


@pytest.mark.parametrize(
    ("profile", "hidden"),
    [
        (Profile(), {1, 2, 3, 4}),
        (Profile(threshold=2), {1, 2}),
        (Profile(zero_shown=False), {0, 1, 2, 3, 4}),
        (Profile(threshold=0), set()),
        (Profile(threshold=0, base=5), set()),
        (Profile(threshold=0, base=5, zero_shown=False), set()),
        (Profile(threshold=3, base=5), {1, 2, 3}),
    ],
)
def test_counts_up_to_the_threshold_are_hidden(profile, hidden):
    assert {count for count in range(8) if profile.hides(count)} == hidden


@pytest.mark.parametrize(
    ("profile", "text", "told"),
    [
        (Profile(), "1,240", Range(1240, 1240)),
        (Profile(), "0", Range(0, 0)),
        (Profile(), "[c]", Range(1, None)),
        (Profile(zero_shown=False), "[c]", Range(0, None)),
        (Profile(), "[x]", Range(0, None)),
        (Profile(), "[z]", Range(0, 0)),
        (Profile(threshold=0, base=5), "[low]", Range(1, 2)),
        (Profile(threshold=0, base=5, zero_shown=False), "[low]", Range(0, 2)),
        (Profile(threshold=0, base=5), "0", Range(0, 0)),
        (Profile(threshold=0, base=5), "10", Range(8, 12)),
        (Profile(threshold=0, base=10), "10", Range(5, 14)),
        (Profile(threshold=4, base=5), "5", Range(5, 7)),
    ],
)
def test_a_printed_cell_tells_a_range(profile, text, told):
    assert profile.meaning(text) == told


def test_rounding_that_adds_up_tells_less():
    assert Profile(threshold=0, base=5).meaning("10", controlled=True) == Range(6, 14)
    assert Profile(threshold=0, base=5).meaning("[low]", controlled=True) == Range(1, 4)


def test_where_zeros_had_to_be_hidden_a_hidden_cell_can_be_0():
    assert Profile().meaning("[c]", zeros_hidden=True) == Range(0, None)


@pytest.mark.parametrize("odd", [{"threshold": -1}, {"base": 1}, {"smallest_base": -1}])
def test_a_profile_that_makes_no_sense_is_refused(odd):
    with pytest.raises(ValueError, match="or more"):
        Profile(**odd)


def test_two_markers_cannot_share_a_sign():
    with pytest.raises(ValueError, match="a sign of its own"):
        Profile(low=Profile().confidential)
