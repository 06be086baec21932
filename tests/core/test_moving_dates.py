"""Dates in printed cells, moved on as they are printed."""

import pytest

from core.dates import read_date
from core.moving_dates import moved_on


@pytest.mark.parametrize(
    ("printed", "moved"),
    [
        ("Apr 2026", "Apr 2027"),
        ("April 2026", "April 2027"),
        ("Sept 26 – ongoing", "Sept 27 – ongoing"),
        ("Dec 99", "Dec 00"),
        ("Apr-26", "Apr-27"),
        ("2026-04", "2027-04"),
        ("2026-04-01", "2027-04-01"),
        ("31/03/2027", "31/03/2028"),
        ("31st March, 2027", "31st March, 2028"),
        ("29 February 2028", "28 February 2029"),
        ("29/02/2028", "28/02/2029"),
        ("2028-02-29", "2029-02-28"),
        ("2026/27", "2027/28"),
        ("2026–27", "2027–28"),
        ("2011-12", "2012-13"),
        ("1999/00", "2000/01"),
        (
            "November 2026 (event), March 2027 (report)",
            "November 2027 (event), March 2028 (report)",
        ),
        ("Equality and Diversity Plan 2026/27", "Equality and Diversity Plan 2027/28"),
    ],
)
def test_a_date_is_moved_on_by_a_year_as_it_is_printed(printed: str, moved: str) -> None:
    assert moved_on(printed, 1) == moved


@pytest.mark.parametrize(
    "printed",
    [
        "",
        "Ongoing",
        "As above",
        "NI 111 / T_F 001",
        "1234/99",
        "1.5",
        "2,026 pupils",
        "Phase 2026",
        "Officers may 26 times a year",
        "0117 496 2026/27/3",
    ],
)
def test_words_refs_and_figures_stay_as_they_are(printed: str) -> None:
    assert moved_on(printed, 1) == printed


def test_a_date_moved_on_means_the_same_day_of_the_later_year() -> None:
    for printed in ("Apr 2026", "31 July 2026", "2026-02", "1/4/2026"):
        before, after = read_date(printed), read_date(moved_on(printed, 3))
        assert before is not None
        assert after is not None
        assert after.first == before.first.replace(year=2029)
