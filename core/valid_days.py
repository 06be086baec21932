"""What holds from a first day, and until a last one or without an end."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import models
from django.db.models import Q

from core.dates import in_words

Row = TypeVar("Row", bound=models.Model)


class ValidDaysQuerySet(models.QuerySet[Row]):
    """Rows by when they hold."""

    def on(self, day: date) -> models.QuerySet[Row]:
        """Those that hold on a day."""
        return self.filter(
            Q(valid_until__isnull=True) | Q(valid_until__gte=day), valid_from__lte=day
        )


class ValidDays:
    """A row with a first day, and a last one where it has ended."""

    valid_from: date
    valid_until: date | None

    def holds_on(self, day: date) -> bool:
        """The same of one row as `ValidDaysQuerySet.on` of many."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def days_in_words(self) -> str:
        """ "From 1 April 2022", or "1 April 2006 to 31 March 2022"."""
        if self.valid_until is None:
            return f"From {in_words(self.valid_from)}"
        return f"{in_words(self.valid_from)} to {in_words(self.valid_until)}"
