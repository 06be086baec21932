"""The threshold framework for readers: a level's page, levels side by side, the search; of a
framework as partnerships have it and of one four times as long."""

import time
from collections.abc import Callable
from datetime import date

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from thresholds.models import Contact, Framework, Heading, Indicator
from thresholds.places import Places
from thresholds.ready_made import add_ready_made

FEW, FACTOR = 4, 4
"""Indicators under each heading of a level: 14 headings, four levels, 224 indicators."""
SLIP = "scool atendance"


def measure_thresholds() -> None:
    """A line for each page: seconds for both frameworks, ratio, and the queries."""
    rows: dict[str, list[tuple[float, int]]] = {}
    for number in (FEW, FEW * FACTOR):
        with transaction.atomic():
            framework = _framework(number)
            places = Places(framework)
            heading = Heading.objects.filter(domain__framework=framework).earliest("pk")
            pages = {
                "page of a level": places.level(framework.levels.get(number=2)),
                "levels side by side": places.heading(heading),
                "search, mistyped": f"{places.search}?q={SLIP}",
            }
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for name, url in pages.items():
                rows.setdefault(name, []).append(_measured(lambda u=url: _open(u)))
            transaction.set_rollback(True)
    counts = [14 * 4 * number for number in (FEW, FEW * FACTOR)]
    heads = "".join(f"{count:>7} indicators" for count in counts)
    print(f"\n{'':24}{heads}   ratio  queries")  # noqa: T201
    for name, ((few, asked), (many, asked_more)) in rows.items():
        line = f"{name:24}{few:>16.3f} s{many:>16.3f} s{many / few:>8.1f}"
        print(f"{line}{asked:>6} {asked_more:>3}")  # noqa: T201


def _open(url: str) -> None:
    response = Client().get(url)
    if response.status_code != 200:
        raise RuntimeError(f"{url}: {response.status_code}")


def _measured(work: Callable[[], None]) -> tuple[float, int]:
    """The better of two runs, and its queries."""
    times = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            start = time.perf_counter()
            work()
            times.append(time.perf_counter() - start)
    return min(times), len(asked)


def _framework(indicators: int) -> Framework:
    """A framework in force with so many indicators in each cell."""
    framework = Framework.objects.create(title="Right help, right time")
    add_ready_made(framework)
    Contact.objects.create(
        framework=framework, name="Front door", telephone="01632 960200", position=0
    )
    Indicator.objects.bulk_create(
        Indicator(
            level=level,
            heading=heading,
            text=f"School attendance and {heading.name.lower()} ask for attention, sign {place}",
            position=place,
        )
        for level in framework.levels.all()
        for heading in Heading.objects.filter(domain__framework=framework)
        for place in range(indicators)
    )
    framework.state, framework.in_force_from = Framework.State.IN_FORCE, date(2026, 9, 1)
    framework.save()
    return framework
