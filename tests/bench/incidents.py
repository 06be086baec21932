"""The figures of returns: how long they take in a usual council and in one four times as large."""

import time
from collections.abc import Callable
from datetime import date
from random import Random

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import RoleAssignment, User
from council.models import Area, Roll, School
from incidents.models import (
    CategoryList,
    Collection,
    CollectionCategories,
    IncidentType,
    ReturnCount,
    SchoolReturn,
)
from incidents.publishing.preview import Preview
from tests.bench.rows import many, void

SCHOOLS = (60, 240)
YEARS = 5
AREAS = 4
PHASES = ["nursery", *["primary"] * 10, *["secondary"] * 3, "special"]


def returns(schools: int) -> None:
    """Five years of returns of so many schools, filled in as usual."""
    chance = Random(schools)  # noqa: S311
    areas = many(Area, AREAS, lambda n: {"name": f"Area {n}"})
    made = many(
        School,
        schools,
        lambda n: {
            "name": f"School {n}",
            "urn": f"{100_000 + n}",
            "phase": PHASES[n % len(PHASES)],
            "area": areas[n % AREAS],
        },
    )
    for first in range(2021, 2021 + YEARS):
        _a_year(first, made, chance)


def _a_year(first: int, schools: list[School], chance: Random) -> None:
    year = f"{first}/{(first + 1) % 100:02}"
    kind = IncidentType.objects.get(key=IncidentType.RACIST)
    collection = Collection.objects.create(
        name=year,
        start=date(first, 4, 1),
        finish=date(first + 1, 3, 31),
        due_on=date(first + 1, 4, 30),
    )
    collection.types.add(kind)
    lists = list(CategoryList.objects.on(collection.start))
    many(
        CollectionCategories,
        len(lists),
        lambda n: {"collection": collection, "dimension": lists[n].dimension, "list": lists[n]},
    )
    collection.opened_at = timezone.now()
    collection.save()
    many(Roll, len(schools), lambda n: {"school": schools[n], "year": year, "pupils": 400})
    rows = many(
        SchoolReturn,
        len(schools),
        lambda n: {"collection": collection, "school": schools[n], "type": kind},
    )
    form = collection.form
    counts = []
    for row in rows:
        row.total = chance.choice([0, 0, 1, 2, 3, 6])
        row.nil = row.total == 0
        row.state, row.returned_at = SchoolReturn.State.RETURNED, timezone.now()
        row.confirmed_by, row.confirmed_post = "Head", SchoolReturn.Post.HEAD
        for breakdown, categories in form:
            for _ in range(row.total):
                counts.append((row, breakdown.key, chance.choice(categories)))
    numbers = {each: counts.count(each) for each in dict.fromkeys(counts)}
    cells = list(numbers)
    void(
        many(
            ReturnCount,
            len(cells),
            lambda n: {
                "school_return": cells[n][0],
                "breakdown": cells[n][1],
                "category": cells[n][2],
                "count": numbers[cells[n]],
            },
        )
    )
    columns = ["total", "nil", "state", "returned_at", "confirmed_by", "confirmed_post"]
    SchoolReturn.objects.bulk_update(rows, columns)


def measure_incidents() -> None:
    """One line for each page, with its queries."""
    user = User.objects.create_user("returns@council.example", "Returns")
    RoleAssignment.objects.create(user=user, role="returns_officer")
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    def get(address: str) -> None:
        if b"app-years" not in client.get(address).content:
            raise RuntimeError(f"{address} shows no table")

    def preview() -> None:
        Preview(IncidentType.objects.get(key=IncidentType.RACIST)).rows()

    jobs: dict[str, Callable[[], None]] = {
        "analysis of returns": lambda: get("/returns/analysis/"),
        "preview of a publication": preview,
    }
    found = {name: [] for name in jobs}
    for schools in SCHOOLS:
        with transaction.atomic():
            returns(schools)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for name, job in jobs.items():
                found[name].append(_measured(job))
            transaction.set_rollback(True)
    print(f"\n{'':24}{SCHOOLS[0]:>9} schools{SCHOOLS[1]:>9} schools   ratio  queries")  # noqa: T201
    for name, ((few, asked), (many_, asked_of_many)) in found.items():
        times = f"{few:>15.3f} s{many_:>15.3f} s{many_ / few:>8.1f}"
        print(f"{name:24}{times}{asked:>6} {asked_of_many:>3}")  # noqa: T201


def _measured(job: Callable[[], None]) -> tuple[float, int]:
    """The better of two runs, in seconds, and how often the second asked the database."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        with CaptureQueriesContext(connection) as queries:
            job()
        times.append(time.perf_counter() - start)
    return min(times), len(queries)
