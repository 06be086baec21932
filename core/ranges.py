"""Ranges of days of two columns, as PostgreSQL's exclusion constraints compare them."""

from django.contrib.postgres.fields import DateRangeField
from django.db.models import Func


class DateRange(Func):
    """PostgreSQL's daterange of two columns; an empty last day means without an end."""

    function = "DATERANGE"
    output_field = DateRangeField()
