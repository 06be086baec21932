"""Locks between several ./dev at once; the system drops them even after a kill -9."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from scripts.console import say


@contextmanager
def exclusive(path: Path, while_waiting: str = "") -> Iterator[None]:
    """One at a time; who has to wait is told why."""
    with path.open("a") as file:
        if not _try_exclusive(file):
            if while_waiting:
                say(while_waiting)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


class Users:
    """Counts who uses a thing: each holds a shared lock, so the last one can tell."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("a")
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def leave(self) -> bool:
        """True if nobody else is left."""
        with self._file:
            return _try_exclusive(self._file)


def _try_exclusive(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
