"""That a worker is there: it holds a lock of the database for as long as it lives.

However a worker ends (stopped, killed, its machine unplugged), the database notices that its
connection has ended and lets go of the lock. So nobody has to guess by the time that has passed
whether a task is still worked on.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

import psycopg2
from django.db import connection

ANY_WORKER = "a background worker"

# How soon the two ends of a connection notice that the other machine is gone: in 25 seconds.
IDLE, INTERVAL, COUNT = 10, 5, 3
CLIENT_SIDE = {
    "keepalives": 1,
    "keepalives_idle": IDLE,
    "keepalives_interval": INTERVAL,
    "keepalives_count": COUNT,
}
SERVER_SIDE = f"""
    SET tcp_keepalives_idle = {IDLE};
    SET tcp_keepalives_interval = {INTERVAL};
    SET tcp_keepalives_count = {COUNT};
    SET idle_session_timeout = 0;
"""
TAKE = """
    SELECT pg_try_advisory_lock(hashtextextended(%s, 0)),
           pg_advisory_lock_shared(hashtextextended(%s, 0))
"""
IS_HELD = """
    SELECT EXISTS (
        SELECT FROM pg_locks
         WHERE locktype = 'advisory' AND objsubid = 1 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
           AND (classid::bigint << 32) | objid::bigint = hashtextextended(%s, 0)
    )
"""


def workers_running() -> bool:
    """Whether anybody is there to do what waits in the background."""
    return _is_held(ANY_WORKER)


def is_there(worker_id: str) -> bool:
    """Whether this worker still lives."""
    return _is_held(_lock_of(worker_id))


class Presence:
    """The lock of one worker, on a connection of its own, while the `with` lasts.

    `lost` is called, in another thread, as soon as the connection has ended and the lock with it.
    """

    def __init__(self, worker_id: str, *, lost: Callable[[], None]) -> None:
        self._worker_id = worker_id
        self._lost = lost

    def __enter__(self) -> Presence:
        self._connection = self._connect()
        self._ending, self._end = socket.socketpair()
        self._watcher = threading.Thread(target=self._watch, daemon=True)
        self._watcher.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end.close()
        self._watcher.join()
        self._ending.close()
        self._connection.close()

    def _connect(self) -> Any:
        settings = {**connection.get_connection_params(), **CLIENT_SIDE}
        own = psycopg2.connect(**settings, application_name=f"worker {self._worker_id}"[:63])
        own.autocommit = True
        with own.cursor() as cursor:
            cursor.execute(SERVER_SIDE)
            cursor.execute(TAKE, [_lock_of(self._worker_id), ANY_WORKER])
            if not cursor.fetchone()[0]:
                raise RuntimeError(f"Another worker is called {self._worker_id}.")
        return own

    def _watch(self) -> None:
        """The server says nothing on this connection until it ends."""
        while True:
            heard, _, _ = select.select([self._connection, self._ending], [], [])
            if self._ending in heard:
                return
            try:
                self._connection.poll()
            except psycopg2.Error:
                self._lost()
                return


def _lock_of(worker_id: str) -> str:
    return f"{ANY_WORKER}: {worker_id}"


def _is_held(lock: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(IS_HELD, [lock])
        return bool(cursor.fetchone()[0])
