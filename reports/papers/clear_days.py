"""Clear days between the publication of a paper and its meeting: Local Government Act 1972, s.100B.

The day of publication, the day of the meeting, weekends and bank holidays do not count. The bank
holidays of England, which are those of Wales, come from a package that knows days in lieu and
those proclaimed once, and asks no network.
"""

from __future__ import annotations

from datetime import date, timedelta

from holidays import country_holidays

from council.models import Council

SATURDAY = 5
DAY = timedelta(days=1)


def clear_days(published: date, meeting: date) -> int:
    """How many clear days there are between a publication and a meeting; 0 once it has been."""
    bank_holidays = country_holidays("GB", subdiv="ENG")
    between = (published + DAY * number for number in range(1, (meeting - published).days))
    return sum(day.weekday() < SATURDAY and day not in bank_holidays for day in between)


def last_day_to_publish(meeting: date, needed: int | None = None) -> date:
    """The last day that leaves as many clear days before a meeting as the council needs."""
    if needed is None:
        needed = Council.current().clear_days
    day = meeting - DAY
    while clear_days(day, meeting) < needed:
        day -= DAY
    return day
