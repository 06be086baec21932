"""Charts of the trend of each characteristic."""

import pytest

from tests.factories.workforce import DIRECT, UPPER, SnapshotFactory, count_staff, group_named
from tests.workforce.held import BEFORE, TRUE, children, counted, printed, three_years
from workforce.analysis.organisations import Profile
from workforce.analysis.trend import trend
from workforce.analysis.whole import WholeProfile
from workforce.characteristics import Characteristic

pytestmark = pytest.mark.django_db


def chart_of(snapshot, characteristic, group=DIRECT):
    return trend(Profile(snapshot), characteristic, group_named(group), TRUE)


def test_the_share_of_each_organisation_stands_year_by_year():
    chart = chart_of(three_years(), Characteristic.ETHNICITY)
    assert chart.title == (
        f"BME %: {DIRECT}. 2024: Children 24.10%, Whole council 24.10%; 2025: Children 25.7%, "
        "Whole council not held; 2026: Children 25.7%, Whole council 25.7%"
    )


def test_percentages_of_old_years_are_drawn_as_they_were_printed():
    printed(children(), BEFORE, female="66.25", male="33.75")
    assert chart_of(counted(children()), Characteristic.SEX).title == (
        f"Female %: {DIRECT}. 2025: Children 66.25%; 2026: Children 71.0%"
    )


def test_other_characteristics_are_drawn_by_their_broad_categories():
    for day, young in ((BEFORE, 1), (None, 3)):
        snapshot = SnapshotFactory(**({"day": day} if day else {}))
        count_staff(snapshot, UPPER, 4, age={"16 to 24": young, "25 to 34": 4 - young})
    title = chart_of(snapshot, Characteristic.AGE, UPPER).title
    assert title.startswith(f"Age %: {UPPER}, Whole council. 2025: 16 to 24 25.0%, 25 to 34 75.0%")
    assert "2026: 16 to 24 75.0%" in title


def test_one_year_is_no_trend():
    latest = counted(children())
    counted(None)
    assert chart_of(latest, Characteristic.SEX) is None
    assert WholeProfile(Profile(latest), TRUE).charts == []
    counted(children(), BEFORE)
    captions = [chart.caption for chart in WholeProfile(Profile(latest), TRUE).charts]
    assert captions == [f"{each} %: {DIRECT}" for each in ("Female", "BME", "Disabled")]
