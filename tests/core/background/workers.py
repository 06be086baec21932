"""Workers in processes of their own, which can be killed like any other."""

# ruff: noqa: S603 - the programs started here are our own

import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.core.management import call_command
from django.db import connection

from core.background import worker
from scripts.paths import MANAGE, ROOT

PATIENCE = 30


def until(condition: Callable[[], Any]) -> None:
    """Waits for what another process is about to do."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "It did not happen."
        time.sleep(0.01)


def program() -> subprocess.Popen[bytes]:
    """`python manage.py worker`, as a service manager starts it."""
    url = "postgres://{USER}:{PASSWORD}@{HOST}:{PORT}/{NAME}".format(
        **{key: quote(str(value), safe="") for key, value in connection.settings_dict.items()}
    )
    command = [sys.executable, str(MANAGE), "worker", "--skip-checks"]
    return subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "DATABASE_URL": url}, stderr=subprocess.DEVNULL
    )


def forked(*, batch: bool = False) -> multiprocessing.Process:
    """The same command, in a copy of this process: it is there at once."""
    connection.close()  # or both would speak on one connection
    process = multiprocessing.get_context("fork").Process(target=_work, args=[batch])
    process.start()
    return process


def end_of(process: multiprocessing.Process) -> int | None:
    process.join(PATIENCE)
    return process.exitcode


def _work(batch: bool) -> None:
    worker.LOOK_EVERY = 0.1
    call_command("worker", batch=batch, verbosity=0)
