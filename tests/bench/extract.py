"""An HR extract: how long it takes to sum and to make figures of, and how much memory, by the
number of its lines."""

import io
import time
import tracemalloc
from collections.abc import Callable
from datetime import date

from django.db import transaction

from council.models import Directorate
from tests.workforce.extract.lines import CODES, employees, written
from workforce.extract.acts import import_extract, read_file
from workforce.extract.meanings import Meanings
from workforce.extract.reading import read_extract
from workforce.models import CodeMeaning, PendingExtract

LINES = (7_500, 30_000)
DAY = date(2026, 3, 31)


def measure_extract() -> None:
    """A line for the seconds of each step, the better of two runs, and one for the memory at
    the peak of all of them."""
    with transaction.atomic():
        _say_what_codes_mean()
        summing, making, peaks = [], [], []
        for number in LINES:
            file = io.BytesIO(written(employees(number, further=True)))
            extract = _read(file)
            summing.append(_best_of_two(lambda f=file: read_extract(f, "extract.csv")))
            making.append(_best_of_two(lambda e=extract: import_extract(e, actor=None)))
            tracemalloc.start()
            import_extract(_read(file), actor=None)
            peaks.append(tracemalloc.get_traced_memory()[1] / 1024**2)
            tracemalloc.stop()
        transaction.set_rollback(True)
    print(f"\n{'':24}{LINES[0]:>11} lines{LINES[1]:>11} lines   ratio")  # noqa: T201
    for name, unit, (few, many) in (
        ("summing an HR extract", "s", summing),
        ("making its figures", "s", making),
        ("its memory at the peak", "MB", peaks),
    ):
        figures = f"{few:>{16 - len(unit)}.3f} {unit}{many:>{16 - len(unit)}.3f} {unit}"
        print(f"{name:24}{figures}{many / few:>8.1f}")  # noqa: T201


def _say_what_codes_mean() -> None:
    for name in CODES["organisation"]:
        Directorate.objects.create(name=name)
    known = Meanings(DAY)
    CodeMeaning.objects.bulk_create(
        CodeMeaning(column=column, code=code, answer=CodeMeaning.Answer.NOT_HELD)
        for column in known.lists
        for code in dict.fromkeys(CODES[column])
        if known.of(column, code) is None
    )


def _read(file: io.BytesIO) -> PendingExtract:
    return read_file(file, "extract.csv", Meanings(DAY))


def _best_of_two(work: Callable[[], object]) -> float:
    times = []
    for _ in range(2):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)
