"""How far the reading of an extract is, told while it goes on."""

from __future__ import annotations

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from threading import Event

from workforce.extract.reading import Progress
from workforce.models import PendingExtract

Read = Callable[[Progress], PendingExtract]


class _Left(Exception):
    """Nobody listens any longer."""


def told_while(read: Read) -> Generator[tuple[int, int], None, PendingExtract]:
    """Bytes and lines read so far, until there is nothing more to read; returns what was read.

    The reading has a thread of its own, which must not need the database.
    """
    told: SimpleQueue[tuple[int, int] | None] = SimpleQueue()
    left = Event()

    def progress(size: int, lines: int) -> None:
        if left.is_set():
            raise _Left
        told.put((size, lines))

    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(read, progress)
        reading.add_done_callback(lambda _: told.put(None))
        try:
            while (step := told.get()) is not None:
                yield step
        finally:
            left.set()
        return reading.result()
