"""Change on the year, and what stands out, each with its arithmetic."""

import pytest

from incidents.analysis.changes import changes_of, what_stands_out
from incidents.analysis.table import MultiYearTable
from incidents.analysis.years import Scope, YearOfReturns, years_of
from tests.factories import racist
from tests.incidents.held import borough, returned, several

pytestmark = pytest.mark.django_db


def years() -> list[YearOfReturns]:
    return years_of(racist(), Scope())


def words() -> list[str]:
    return [change.in_words for change in changes_of(years())]


def standing_out() -> list[str]:
    return what_stands_out(MultiYearTable(years()))


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (10, 12, "2 more (20%)"),
        (12, 10, "2 fewer (17%)"),
        (3, 3, "The same"),
        (0, 2, "2 more"),
        (2, 0, "2 fewer (100%)"),
    ],
)
def test_each_year_is_set_beside_the_one_before_it(before, now, said):
    returned(2025, before)
    returned(2026, now)
    assert words() == ["", said]


def test_over_a_gap_of_years_nothing_is_compared():
    for first, total in ((2022, 10), (2024, 12), (2025, 15)):
        returned(first, total)
    assert words() == ["", "", "3 more (25%)"]


def test_a_century_is_no_gap():
    borough(1999, total=10)
    borough(2000, total=12)
    assert words() == ["", "2 more (20%)"]


def test_with_a_year_without_a_total_nothing_is_compared():
    borough(2024, returning=50)
    returned(2025, 3)
    assert words() == ["", ""]


class TestShares:
    """Five years of locations: about 30 % closely supervised, 85 % in one of them."""

    @staticmethod
    def located(first_year: int, closely: int, other: int) -> None:
        counts = {
            "location, Closely supervised area": closely,
            "location, Other areas": other,
        }
        returned(first_year, closely + other, counts=counts)

    def test_a_share_far_from_that_of_all_other_years_is_told(self):
        for first, closely in ((2022, 30), (2023, 28), (2024, 33), (2026, 85)):
            self.located(first, closely, 100 - closely)
        assert standing_out() == [
            "Location of incidents, Closely supervised area: 85% in 2026/27 (85 of 100), 28% to "
            "33% in the other years."
        ]

    def test_one_other_year_that_is_near_makes_it_ordinary(self):
        for first, closely in ((2022, 30), (2023, 28), (2024, 70), (2026, 85)):
            self.located(first, closely, 100 - closely)
        assert standing_out() == []

    def test_two_years_alone_say_nothing(self):
        self.located(2025, 30, 70)
        self.located(2026, 85, 15)
        assert standing_out() == []

    def test_shares_of_few_are_not_compared(self):
        for first in (2023, 2024, 2025):
            self.located(first, 6, 14)
        self.located(2026, 17, 2)
        assert standing_out() == []

    def test_what_may_be_given_several_times_has_no_shares(self):
        for first, given in ((2023, 20), (2024, 20), (2025, 90)):
            returned(first, 100, counts={"support, Senior staff involvement": given})
        assert standing_out() == []


def test_a_breakdown_larger_than_its_total_is_told():
    returned(2026, 139, counts={"victim_gender, Male": 100, "victim_gender, Female": 43})
    assert standing_out() == [
        "Gender of victims: 143 for 139 incidents in 2026/27, 4 more than there were incidents."
    ]


def test_several_kinds_of_support_for_one_incident_are_ordinary():
    support = ("Parental involvement – victim", "Senior staff involvement")
    returned(2026, 3, counts={f"support, {name}": 3 for name in support})
    assert standing_out() == []


def test_schools_with_incidents_rising_while_incidents_fall_are_told():
    several(2025, 20, 0, 0)
    several(2026, 5, 5, 5)
    assert standing_out() == [
        "Schools reporting incidents rose from 1 to 3 in 2026/27, while incidents fell from 20 to "
        "15."
    ]


def test_and_falling_while_incidents_rise():
    several(2025, 5, 5, 5)
    several(2026, 20, 0, 0)
    assert standing_out() == [
        "Schools reporting incidents fell from 3 to 1 in 2026/27, while incidents rose from 15 to "
        "20."
    ]


@pytest.mark.parametrize(("before", "now"), [((5, 0), (5, 6)), ((5, 5), (0, 4)), ((5, 0), (5, 0))])
def test_both_one_way_is_ordinary(before, now):
    several(2025, *before)
    several(2026, *now)
    assert standing_out() == []


def test_the_latest_year_is_told_first():
    for first, total in ((2025, 3), (2026, 4)):
        returned(first, total, counts={"victim_gender, Male": 9})
    assert [line.split(" in ")[1][:7] for line in standing_out()] == ["2026/27", "2025/26"]


@pytest.mark.parametrize("word", ["better", "worse", "improv", "increase in racism"])
def test_nothing_is_called_good_or_bad(word):
    several(2025, 20, 0, 0)
    several(2026, 5, 5, 5)
    assert word not in " ".join([*standing_out(), *words()]).lower()
