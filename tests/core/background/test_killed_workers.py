"""Whatever happens to a worker, what it was doing is done, and done once."""

import os
import signal

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from tests.core.background import tasks
from tests.core.background.workers import end_of, forked, program, until

pytestmark = pytest.mark.django_db(transaction=True)


class Job:
    """A task that runs until it is let go on."""

    def __init__(self, folder) -> None:
        self.notes, self.go = folder / "notes", folder / "go"
        self.notes.touch()
        self.pk = tasks.wait_for.enqueue(str(self.notes), str(self.go)).id

    def words(self) -> list[str]:
        return [line.split()[0] for line in self.notes.read_text().splitlines()]

    def has_begun(self, times: int = 1) -> bool:
        return self.words().count("begun") == times

    @property
    def row(self) -> DBTaskResult:
        return DBTaskResult.objects.get(pk=self.pk)


@pytest.fixture
def job(tmp_path) -> Job:
    return Job(tmp_path)


@pytest.fixture
def hand():
    """Starts workers and clears away what a failed test leaves of them."""
    started = []

    def start(kind=forked, **options):
        started.append(kind(**options))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait() if hasattr(process, "wait") else process.join()


def test_the_task_of_a_killed_worker_is_done_by_another_one_once(job, hand):
    killed = hand(program)
    until(job.has_begun)
    hand(), hand()
    killed.kill()
    until(lambda: job.has_begun(2))
    job.go.touch()
    until(lambda: job.row.status == "SUCCESSFUL")
    assert job.words() == ["begun", "begun", "done"]
    assert len(job.row.worker_ids) == 2


def test_a_task_is_left_to_the_worker_that_does_it(job, hand):
    hand()
    until(job.has_begun)
    assert end_of(hand(batch=True)) == 0
    assert (job.words(), job.row.status) == (["begun"], "RUNNING")


def test_two_workers_never_do_the_same_task(tmp_path, hand):
    notes, names = tmp_path / "notes", [f"task-{number}" for number in range(30)]
    for name in names:
        tasks.do.enqueue(str(notes), name)
    assert [end_of(worker) for worker in (hand(batch=True), hand(batch=True))] == [0, 0]
    lines = notes.read_text().splitlines()
    assert sorted(line.split()[0] for line in lines) == sorted(names)


def test_a_task_that_three_workers_did_not_survive_is_failed_with_the_reason(job, hand):
    for times in (1, 2, 3):
        worker = hand()
        until(lambda times=times: job.has_begun(times))
        worker.kill()
        worker.join()
    assert end_of(hand(batch=True)) == 0
    assert job.words() == ["begun"] * 3
    assert job.row.status == "FAILED"
    assert "3 workers ended while they did this task" in job.row.traceback


def test_a_worker_that_has_lost_its_lock_ends_at_once_and_takes_up_nothing_more(
    job, hand, tmp_path
):
    worker = hand()
    until(job.has_begun)
    next_one = tasks.do.enqueue(str(job.notes), "next").id
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND application_name = %s",
            [f"worker {job.row.worker_ids[0]}"],
        )
        assert cursor.fetchall() == [(True,)]
    assert end_of(worker) == 1
    assert job.words() == ["begun"]
    assert DBTaskResult.objects.get(pk=next_one).worker_ids == []


def test_a_worker_that_is_asked_to_stop_finishes_its_task_first(job, hand):
    worker = hand()
    until(job.has_begun)
    os.kill(worker.pid, signal.SIGTERM)
    job.go.touch()
    assert end_of(worker) == 0
    assert job.row.status == "SUCCESSFUL"


def test_a_worker_that_is_asked_twice_leaves_its_task_to_another_one(job, hand):
    worker = hand()
    until(job.has_begun)
    os.kill(worker.pid, signal.SIGTERM)
    until(lambda: os.kill(worker.pid, signal.SIGTERM) or not worker.is_alive())
    assert end_of(worker) == 1
    job.go.touch()
    assert end_of(hand(batch=True)) == 0
    assert job.words() == ["begun", "begun", "done"]
