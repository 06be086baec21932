"""The program that does what waits in the background."""

import logging
import os
import socket
import time

from django.core.management import call_command
from django.db import close_old_connections, transaction
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, TaskContext
from django_tasks.signals import task_started
from django_tasks.utils import normalize_json
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from core.background.lost import take_up_lost_tasks, tell_finished
from core.background.presence import Presence, is_there

logger = logging.getLogger(__name__)
LOOK_EVERY = 10  # seconds between two looks for what workers that are gone have left behind
PRUNE_EVERY = 24 * 60 * 60
KEPT_DAYS = 14  # after their end, tasks can still be looked up for as long


def end_at_once(reason: str) -> None:
    """End as if killed: what this worker was doing is taken up by another one."""
    logger.critical("%s The worker ends.", reason)
    os._exit(1)


class Worker(db_worker.Worker):
    """A worker of django-tasks-db that loses no task, whenever it or another one is killed.

    It lives as long as its presence in the database does: without it, others would take up
    what it is doing.
    """

    def __init__(self, *, batch: bool = False) -> None:
        name = f"{socket.gethostname()[:30]}-{os.getpid()}-{get_random_string(12)}"
        super().__init__(
            queue_names=["*"],
            excluded_queue_names=[],
            interval=1,
            batch=batch,
            backend_name=DEFAULT_TASK_BACKEND_ALIAS,
            startup_delay=False,
            max_tasks=None,
            worker_id=name,
        )
        self._next_look = self._next_pruning = time.monotonic()

    def run(self) -> None:
        logger.info("Worker %s starts", self.worker_id)
        with Presence(self.worker_id, lost=lambda: end_at_once("The database is out of reach.")):
            while self.running:
                close_old_connections()
                self._put_in_order()
                claimed = self._claim()
                if claimed is not None:
                    self.run_task(claimed)
                elif self.batch:
                    return
                elif self.running:
                    time.sleep(self.interval)

    def run_task(self, db_task_result: DBTaskResult) -> None:
        """Do a task. Its end is written and told in one transaction, or not at all.

        What ends the worker (somebody asks a second time to stop) leaves it to another one.
        """
        failure: Exception | None = None
        returned = None
        try:
            task, result = db_task_result.task, db_task_result.task_result
            task_started.send(sender=type(task.get_backend()), task_result=result)
            told = TaskContext(task_result=result)  # type: ignore[arg-type]
            context = [told] if task.takes_context else []
            returned = normalize_json(task.call(*context, *result.args, **result.kwargs))
        except Exception as error:
            failure = error
        with transaction.atomic():
            if self._is_ours(db_task_result):
                if failure is None:
                    db_task_result.set_successful(returned)
                else:
                    db_task_result.set_failed(failure)
                tell_finished(db_task_result)
        self.running_task = False

    def _claim(self) -> DBTaskResult | None:
        """The next task, marked as this worker's, so that it runs nowhere else."""
        self.running_task = True  # whoever asks to stop from here on waits for its end
        waiting = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        with transaction.atomic():
            claimed = waiting.get_locked()
            if claimed is not None:
                if not is_there(self.worker_id):
                    end_at_once("The database no longer knows of this worker.")
                claimed.claim(self.worker_id)
        self.running_task = claimed is not None
        return claimed

    def _is_ours(self, task: DBTaskResult) -> bool:
        """Whether no other worker has taken the task up meanwhile, thinking this one gone."""
        ours = DBTaskResult.objects.running().filter(pk=task.pk, worker_ids=task.worker_ids)
        return ours.select_for_update().first() is not None

    def _put_in_order(self) -> None:
        """Now and then: look for what others have left behind, let go of what is long done."""
        now = time.monotonic()
        if now >= self._next_look:
            take_up_lost_tasks(self.backend_name)
            self._next_look = now + LOOK_EVERY
        if now >= self._next_pruning:
            call_command(
                "prune_db_task_results", queue_name="*", min_age_days=KEPT_DAYS, verbosity=0
            )
            self._next_pruning = now + PRUNE_EVERY
