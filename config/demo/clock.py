"""Another day for the length of an act: what the demonstration's people did, they did then."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from unittest import mock

from django.db import connection
from django.utils import timezone

MORNING = time(9, 40)


@contextmanager
def on_day(day: date) -> Iterator[None]:
    """Everything inside happens on the morning of that day."""
    moment = datetime.combine(day, MORNING, tzinfo=timezone.get_current_timezone())
    with mock.patch.object(timezone, "now", return_value=moment):
        _tell_the_trail(moment.isoformat())
        try:
            yield
        finally:
            _tell_the_trail("")


def _tell_the_trail(moment: str) -> None:
    """Of which moment changes are, until told otherwise or the transaction ends."""
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('audit.at', %s, true)", [moment])
