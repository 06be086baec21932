"""Tasks whose worker ended while it did them."""

import logging

from django.core.exceptions import SuspiciousOperation
from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from core.background.presence import is_there

logger = logging.getLogger(__name__)
MOST_WORKERS = 3


class WorkersEnded(Exception):
    """Every worker that took up the task ended while it did it; no further one is risked."""


def take_up_lost_tasks(backend_name: str) -> None:
    """Give back to the queue what workers that are gone have left behind, each task once.

    The row is locked and looked at again, so that of several workers one gives it back, and
    none while the worker that was thought gone writes down its end.
    """
    running = DBTaskResult.objects.running().filter(backend_name=backend_name)
    for pk in list(running.values_list("pk", flat=True)):
        with transaction.atomic():
            task = running.filter(pk=pk).get_locked()
            if task is None or is_there(task.worker_ids[-1]):
                continue
            if len(task.worker_ids) < MOST_WORKERS:
                logger.warning("Task id=%s: its worker is gone, it is taken up again", task.pk)
                task.status = TaskResultStatus.READY
                task.save(update_fields=["status"])
            else:
                ended = f"{MOST_WORKERS} workers ended while they did this task."
                task.set_failed(WorkersEnded(ended))
                tell_finished(task)


def tell_finished(task: DBTaskResult) -> None:
    """Tell whoever waits for the task, in the transaction that writes down its end."""
    try:
        backend, result = type(task.task.get_backend()), task.task_result
    except (ImportError, SuspiciousOperation):
        logger.exception("Task id=%s: there is no such task any more", task.pk)
    else:
        task_finished.send(sender=backend, task_result=result)
