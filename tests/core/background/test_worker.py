"""What one worker does: that it is seen to be there, what it takes up, what it lets go of."""

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from core.background import worker as worker_module
from core.background import workers_running
from core.background.presence import Presence
from core.background.worker import Worker
from tests.core.background import tasks
from tests.core.background.workers import until

pytestmark = pytest.mark.django_db


def enqueued(tmp_path) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=tasks.do.enqueue(str(tmp_path / "notes"), "x").id)


def test_a_worker_is_seen_while_it_is_there():
    until(lambda: not workers_running())
    with Presence("one", lost=pytest.fail), Presence("two", lost=pytest.fail):
        assert workers_running()
    until(lambda: not workers_running())


def test_no_two_workers_have_one_name():
    with Presence("one", lost=pytest.fail), pytest.raises(RuntimeError, match="one"):
        Presence("one", lost=pytest.fail).__enter__()


def test_a_worker_that_the_database_does_not_know_takes_nothing_up(tmp_path, monkeypatch):
    def end(reason):
        raise SystemExit(reason)

    monkeypatch.setattr(worker_module, "end_at_once", end)
    task = enqueued(tmp_path)
    with pytest.raises(SystemExit, match="no longer knows"):
        Worker()._claim()
    task.refresh_from_db()
    assert (task.status, task.worker_ids) == (TaskResultStatus.READY, [])


def test_a_worker_that_was_thought_gone_does_not_write_the_end_of_what_another_does(tmp_path):
    mine = enqueued(tmp_path)
    mine.claim("one")
    DBTaskResult.objects.get(pk=mine.pk).claim("two")
    Worker().run_task(mine)
    now = DBTaskResult.objects.get(pk=mine.pk)
    assert (now.status, now.worker_ids) == (TaskResultStatus.RUNNING, ["one", "two"])


def test_what_goes_wrong_in_a_task_is_kept_with_it(tmp_path):
    wrong = DBTaskResult.objects.get(pk=tasks.do.enqueue(str(tmp_path), "x").id)
    wrong.claim("one")
    Worker().run_task(wrong)
    wrong.refresh_from_db()
    assert wrong.status == TaskResultStatus.FAILED
    assert "IsADirectoryError" in wrong.traceback


def test_tasks_that_ended_long_ago_are_let_go_and_others_stay(tmp_path):
    ages = {"now": 0, "lately": 13, "long ago": 15}
    rows = {name: enqueued(tmp_path) for name in [*ages, "never done"]}
    for name, days in ages.items():
        rows[name].claim("one")
        rows[name].set_successful(None)
        rows[name].finished_at = timezone.now() - timedelta(days=days)
        rows[name].save()
    Worker()._put_in_order()
    left = set(DBTaskResult.objects.values_list("pk", flat=True))
    assert left == {rows[name].pk for name in ("now", "lately", "never done")}
