"""How far the making of a PDF is, for whoever waits for it.

The rendering engine tells of its steps in a log of its own; here they become the few that mean
something to a person. Who waits is known to the background work that makes a document, while
each kind of document only knows its content; so it is remembered here for the time being.
"""

import logging
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Progress = Callable[[str, int | None], None]
"""Takes what is being done and, while pages are laid out, how many there are so far."""

GATHERING = "Putting the content together"
LAYING_OUT = "Laying out"
NUMBERING = "Filling in the page numbers"
WRITING = "Writing the file"

_PAGE = re.compile(r"Step 5 .* Page (\d+)")
_waiting: ContextVar[Progress | None] = ContextVar("waiting", default=None)

_engine = logging.getLogger("weasyprint.progress")
_engine.setLevel(logging.INFO)
_engine.propagate = False  # or each page would be a line in the log of the worker


@contextmanager
def told_to(progress: Progress) -> Iterator[None]:
    """Whatever PDF is made while this lasts, `progress` is told of it."""
    before = _waiting.set(progress)
    try:
        progress(GATHERING, None)
        yield
    finally:
        _waiting.reset(before)


def whoever_waits() -> Progress | None:
    """Who is to be told of the PDF that is being made, if anybody."""
    return _waiting.get()


@contextmanager
def told_by_the_engine(progress: Progress | None) -> Iterator[None]:
    """Tell `progress` of the engine's steps while this thread renders."""
    if progress is None:
        yield
        return
    steps = _Steps(progress)
    _engine.addHandler(steps)
    try:
        yield
    finally:
        _engine.removeHandler(steps)


class _Steps(logging.Handler):
    """The steps of one document. Its pages are counted while they are laid out first."""

    def __init__(self, progress: Progress) -> None:
        super().__init__()
        self._progress = progress
        self._thread = threading.get_ident()
        self._again = False

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread != self._thread:
            return
        message = record.getMessage()
        if page := _PAGE.match(message):
            if not self._again:
                self._progress(LAYING_OUT, int(page[1]))
        elif "Repagination" in message and not self._again:
            self._again = True
            self._progress(NUMBERING, None)
        elif message.startswith("Step 6"):
            self._progress(WRITING, None)
