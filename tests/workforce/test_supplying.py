"""A KPI takes the share of a column of the main table, if it may be published."""

from datetime import date

import pytest

from core.supplied_figures import Supplied, all_choices, supplied
from tests.accounts.people import somebody_who_is
from tests.factories import DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    SnapshotFactory,
    count_staff,
    group_named,
    print_shares,
)
from workforce.characteristics import Headline
from workforce.publishing.acts import publish_profile
from workforce.supplying import HIDDEN, TOO_FEW, key_of

pytestmark = pytest.mark.django_db
YEAR_END = date(2026, 3, 31)


def key(headline=Headline.BME, group=DIRECT, directorate=None):
    return key_of(directorate, group_named(group), headline)


def counted(upper_bme=6, day=YEAR_END, directorate=None):
    snapshot = SnapshotFactory(day=day, directorate=directorate)
    count_staff(
        snapshot, UPPER, 40, ethnicity={"White British": 40 - upper_bme, "Indian": upper_bme}
    )
    count_staff(snapshot, LOWER, 160, ethnicity={"White British": 120, "Pakistani": 40})
    return snapshot


def test_the_share_of_the_day_is_supplied_as_it_is_printed():
    counted()
    assert supplied(key(), YEAR_END) == Supplied(
        "23.0%", YEAR_END, "Workforce profile, 31 March 2026"
    )


def test_every_column_of_every_group_of_each_organisation_can_be_taken():
    directorate = DirectorateFactory(name="Places")
    offered = {heading: dict(figures) for heading, figures in all_choices()}
    assert offered["Workforce: whole council"][key()] == "BME %, Total directly employed"
    assert key(directorate=directorate.pk) in offered["Workforce: Places"]


def test_a_directorate_has_its_own_share():
    directorate = DirectorateFactory()
    counted(upper_bme=10, directorate=directorate)
    counted()
    assert supplied(key(directorate=directorate.pk), YEAR_END).text == "25.0%"


def test_the_disclosure_rate_of_a_characteristic_can_be_taken():
    snapshot = SnapshotFactory()
    count_staff(snapshot, UPPER, 40, disability={"Disabled": 6, "Not disabled": 22})
    assert supplied(key("known disability", UPPER), YEAR_END).text == "70.0%"


def test_a_later_day_is_not_told_of_and_a_year_before_is_too_old():
    counted(day=date(2026, 4, 1))
    assert supplied(key(), YEAR_END) is None
    assert supplied(key(), date(2026, 12, 31)).text == "23.0%"
    assert supplied(key(), date(2027, 4, 1)) is None


@pytest.mark.parametrize("upper_bme", [1, 4, 36, 39])
def test_a_small_number_in_a_share_or_left_of_it_is_withheld(upper_bme):
    counted(upper_bme=upper_bme)
    assert supplied(key(group=UPPER), YEAR_END) == TOO_FEW


def test_what_the_published_profile_hides_is_withheld():
    snapshot = SnapshotFactory()
    count_staff(snapshot, UPPER, 40, ethnicity={"White British": 34, "Indian": 3, "African": 3})
    count_staff(snapshot, LOWER, 160, ethnicity={"White British": 120, "Pakistani": 40})
    assert supplied(key(group=UPPER), YEAR_END).text == "15.0%"
    count_staff(snapshot, LOWER, 160, ethnicity={"White British": 157, "Pakistani": 3})
    publish_profile(snapshot, actor=somebody_who_is("workforce_officer"))
    assert supplied(key(group=LOWER), YEAR_END) == TOO_FEW
    assert supplied(key(group=UPPER), YEAR_END) == HIDDEN


def test_percentages_of_old_years_are_supplied_as_they_were_printed():
    snapshot = SnapshotFactory(way="percentages", is_public=True)
    print_shares(snapshot, DIRECT, bme="18")
    assert supplied(key(), YEAR_END).text == "18%"
    snapshot.is_public = False
    snapshot.save()
    assert supplied(key(), YEAR_END) == TOO_FEW


@pytest.mark.parametrize(
    "odd", ["", "council", "council/group 1/pay", "x/group 1/bme", "council/g/bme"]
)
def test_what_is_no_key_has_no_figure(odd):
    counted()
    assert supplied(f"workforce:{odd}", YEAR_END) is None
