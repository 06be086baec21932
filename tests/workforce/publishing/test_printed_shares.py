"""Percentages of which only the printed text is held, and that are not public yet."""

from datetime import date

import pytest

from tests.factories import DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    SCHOOLS,
    UPPER,
    SnapshotFactory,
    print_shares,
)
from tests.workforce.publishing.small import FEW_MEN, cells, counted
from workforce.publishing.preview import Preview

pytestmark = pytest.mark.django_db
DAY = "31 March 2026"


def printed(snapshot, group, headcount=None, **shares):
    print_shares(snapshot, group, headcount, **shares)
    return snapshot


@pytest.fixture
def percentages():
    return SnapshotFactory(way="percentages")


def text(snapshot, group, column="BME %", organisation="Whole council"):
    return cells(Preview(snapshot), organisation=organisation)[group, DAY, column].text


def test_what_is_public_stands_as_it_was_printed():
    snapshot = SnapshotFactory(way="percentages", is_public=True)
    printed(snapshot, UPPER, 12, female="24", male="76", bme="24.30", disabled="8.3")
    told = [c.text for c in cells(Preview(snapshot), organisation="Whole council").values()]
    assert told == ["12", "24", "76", "24.30", "8.3"]


@pytest.mark.parametrize(
    ("headcount", "share", "shown"),
    [
        (100, "20.0", True),
        (100, "4.0", False),
        (100, "5.0", False),  # of how many it is, nobody knows quite
        (100, "6.0", True),
        (100, "6", True),
        (1000, "0.5", False),
        (1000, "1", True),
        (100, "96.0", False),  # four are left
        (100, "94.0", True),
        (100, "0.0", True),
        (100, "100.0", True),
        (9, "66.7", False),  # too few people
        (None, "20.0", False),
    ],
)
def test_others_are_hidden_where_a_small_number_can_be_behind_them(
    percentages, headcount, share, shown
):
    printed(percentages, UPPER, headcount, bme=share)
    assert text(percentages, UPPER) == (share if shown else "[c]")


def test_the_reason_and_the_text_are_told_to_officers(percentages):
    printed(percentages, UPPER, 100, bme="2.0")
    cell = cells(Preview(percentages), organisation="Whole council")[UPPER, DAY, "BME %"]
    assert (cell.true, cell.reason) == ("2.0", "it may be that of too few people")
    assert not cell.key


def test_a_small_headcount_is_hidden(percentages):
    printed(percentages, UPPER, 3, bme="0.0")
    printed(percentages, LOWER, 90, bme="20.0")
    assert text(percentages, UPPER, "Headcount") == "[c]"
    assert text(percentages, LOWER, "Headcount") == "90"


def test_a_total_is_hidden_where_less_its_parts_it_tells_a_small_number(percentages):
    """Two of a hundred, sixty of three hundred: sixty-two of four hundred would tell the two."""
    printed(percentages, UPPER, 100, bme="2.0")
    printed(percentages, LOWER, 300, bme="20.0")
    printed(percentages, DIRECT, 400, bme="15.5")
    assert [text(percentages, group) for group in (UPPER, LOWER, DIRECT)] == ["[c]", "20.0", "[c]"]
    assert text(percentages, DIRECT, "Headcount") == "400"


def test_a_part_that_is_not_held_is_not_told_by_its_total(percentages):
    printed(percentages, LOWER, 300, bme="20.0")
    printed(percentages, DIRECT, 400, bme="15.5")
    assert text(percentages, DIRECT) == "[c]"


def test_a_total_whose_other_parts_tell_nothing_small_is_shown(percentages):
    printed(percentages, UPPER, 100, bme="20.0")
    printed(percentages, LOWER, 300, bme="20.0")
    printed(percentages, DIRECT, 400, bme="20.0")
    assert text(percentages, DIRECT) == "20.0"


def test_the_total_above_a_hidden_total_is_hidden_with_it(percentages):
    printed(percentages, UPPER, 100, bme="2.0")
    printed(percentages, LOWER, 300, bme="20.0")
    printed(percentages, DIRECT, 400, bme="15.5")
    printed(percentages, SCHOOLS, 600, bme="10.0")
    printed(percentages, "Total with schools", 1000, bme="12.2")
    assert text(percentages, "Total with schools") == "[c]"
    assert text(percentages, SCHOOLS) == "10.0"


class TestBesideTheCouncil:
    def directorate(self, headcount, share, **about):
        snapshot = SnapshotFactory(
            way="percentages", directorate=DirectorateFactory(name="Places"), **about
        )
        return printed(snapshot, UPPER, headcount, bme=share)

    def test_what_is_left_of_the_council_can_be_a_small_number(self, percentages):
        """Eighteen of ninety, twenty of a hundred and ninety: two are left."""
        mine = self.directorate(90, "20.0")
        printed(percentages, UPPER, 190, bme="10.5")
        assert text(mine, UPPER, organisation="Places") == "[c]"
        assert text(mine, UPPER) == "10.5"

    def test_or_not(self, percentages):
        mine = self.directorate(90, "20.0")
        printed(percentages, UPPER, 190, bme="20.0")
        assert text(mine, UPPER, organisation="Places") == "20.0"

    def test_where_nobody_is_left_nothing_is_told(self, percentages):
        mine = self.directorate(1000, "20.0")
        printed(percentages, UPPER, 1000, bme="20.0")
        assert text(mine, UPPER, organisation="Places") == "20.0"

    def test_beside_counts_of_the_council_too(self):
        mine = self.directorate(30, "26.7")
        counted(
            {UPPER: (40, {"ethnicity": {"White British": 30, "Indian": 10}})}, day=date(2026, 3, 31)
        )
        assert text(mine, UPPER, organisation="Places") == "[c]"


def test_counts_are_judged_as_before_beside_percentages_of_another_year():
    places = DirectorateFactory(name="Places")
    old = SnapshotFactory(way="percentages", directorate=places, day=date(2011, 3, 31))
    printed(old, UPPER, 40, female="95.0", male="5.0")
    mine = counted(FEW_MEN, places)
    told = cells(Preview(mine))
    assert told[UPPER, "31 March 2011", "Female %"].text == "[c]"
    assert told[UPPER, "31 March 2012", "Male %"].text == "[c]"
