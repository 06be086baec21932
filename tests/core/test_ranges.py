"""Two days as a range, as the rules that keep rows apart compare them."""

from datetime import date

import pytest
from django.contrib.postgres.fields import RangeBoundary
from django.db.models import Value

from core.ranges import DateRange
from incidents.models import CategoryList
from tests.factories import CategoryListFactory

pytestmark = pytest.mark.django_db

DAYS = DateRange("valid_from", "valid_until", RangeBoundary(inclusive_upper=True))
FIRST, LAST = date(1999, 4, 1), date(2000, 3, 31)


def holding(day: date) -> list[CategoryList]:
    rows = CategoryList.objects.annotate(days=DAYS).filter(dimension="ethnicity")
    return list(rows.filter(days__contains=Value(day)))


@pytest.mark.parametrize(
    ("day", "held"),
    [
        (date(1999, 3, 31), False),
        (FIRST, True),
        (date(1999, 9, 1), True),
        (LAST, True),
        (date(2000, 4, 1), False),
    ],
)
def test_both_days_are_in_it(day, held):
    row = CategoryListFactory(valid_from=FIRST, valid_until=LAST)
    assert (row in holding(day)) == held


def test_without_a_last_day_it_has_no_end():
    [row] = holding(date(2999, 1, 1))
    assert row.valid_until is None


def test_it_reads_as_a_range():
    row = CategoryListFactory(valid_from=FIRST, valid_until=LAST)
    days = CategoryList.objects.annotate(days=DAYS).get(pk=row.pk).days
    assert (days.lower, days.upper) == (FIRST, date(2000, 4, 1))
