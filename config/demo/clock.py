"""Another day for the length of an act: what the demonstration's people did, they did then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.utils import timezone

MORNING = time(9, 40)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Everything inside happens on the morning of that day."""
    moment = datetime.combine(day, MORNING, tzinfo=timezone.get_current_timezone())
    with mock.patch.object(timezone, "now", return_value=moment):
        yield
