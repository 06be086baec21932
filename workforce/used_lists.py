"""By which lists of characteristics staff were counted."""

from datetime import date
from typing import Any

from django.db.models import Max, Q

from workforce.models import CharacteristicList, StaffCount


def last_day_counted(held: CharacteristicList) -> date | None:
    """The last day whose staff were counted by a list, also where no answer of theirs is held;
    None where nobody was."""
    days = Q(group_count__snapshot__day__gte=held.valid_from)
    if held.valid_until is not None:
        days &= Q(group_count__snapshot__day__lte=held.valid_until)
    counts = StaffCount.objects.filter(days, characteristic=held.characteristic)
    found: dict[str, Any] = counts.aggregate(last=Max("group_count__snapshot__day"))
    last: date | None = found["last"]
    return last
