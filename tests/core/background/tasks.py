"""Tasks that tell by a file what was done, and wait until they are let go on."""

import os
import time
from pathlib import Path

from django_tasks import task


def note(notes: str, word: str) -> None:
    with Path(notes).open("a") as file:
        file.write(f"{word} {os.getpid()}\n")


@task()
def wait_for(notes: str, go: str) -> None:
    """Notes that it has begun, waits until the file `go` is there, notes that it is done."""
    note(notes, "begun")
    while not Path(go).exists():
        time.sleep(0.01)
    note(notes, "done")


@task()
def do(notes: str, name: str) -> None:
    note(notes, name)
