"""Making a document in the background: broken off at any point, run again, told as it goes."""

from types import SimpleNamespace

import pytest
from django_tasks_db.models import DBTaskResult

from core.background.lost import take_up_lost_tasks
from core.models import AuditChange
from reports import making
from reports.documents import KINDS
from reports.making import make_document
from reports.models import Document
from reports.progress import whoever_waits
from reports.rendering import Pdf, render_pdf
from tests.factories import PlanFactory
from tests.plans.pages.people import holder

pytestmark = pytest.mark.django_db
MADE = Pdf(b"%PDF", pages=3)


class Killed(BaseException):
    """The worker is gone."""


@pytest.fixture
def document():
    plan = PlanFactory()
    return Document.objects.create(
        kind="plan",
        target_id=plan.pk,
        title="x",
        requested_by=holder("officer", plan.directorate),
    )


@pytest.fixture
def composing(monkeypatch):
    """Lets a test say what the making of the PDF comes to."""

    def comes_to(compose):
        kind = SimpleNamespace(subject_for=KINDS["plan"].subject_for, compose=compose)
        monkeypatch.setitem(making.KINDS, "plan", kind)

    return comes_to


def killed(*_):
    raise Killed


def state_of(document):
    document.refresh_from_db()
    return document.state


def test_a_document_whose_worker_was_killed_is_made_by_the_next_one(document, composing):
    composing(killed)
    with pytest.raises(Killed):
        make_document.call(document.pk)
    assert state_of(document) == "making"
    composing(lambda *_: MADE)
    make_document.call(document.pk)
    assert state_of(document) == "ready"
    assert (bytes(document.content), document.pages) == (b"%PDF", 3)


def test_a_worker_killed_after_it_told_of_a_failure_leaves_it_to_another_try(document, composing):
    composing(lambda *_: 1 / 0)
    make_document.call(document.pk)
    assert (state_of(document), document.problem) == ("failed", "division by zero")
    composing(lambda *_: MADE)
    make_document.call(document.pk)
    assert (state_of(document), document.problem) == ("ready", "")


def test_a_document_that_is_ready_stays_so(document, composing):
    composing(lambda *_: MADE)
    make_document.call(document.pk)
    composing(lambda *_: 1 / 0)
    make_document.call(document.pk)
    assert state_of(document) == "ready"


def test_one_that_another_worker_made_meanwhile_is_not_failed(document, composing):
    def too_late(*_):
        Document.objects.filter(pk=document.pk).update(state="ready", content=b"%PDF")
        raise LookupError("too late")

    composing(too_late)
    make_document.call(document.pk)
    assert (state_of(document), document.problem) == ("ready", "")


def test_a_document_that_was_let_go_is_not_made(document):
    Document.objects.all().delete()
    make_document.call(document.pk)
    assert not Document.objects.exists()


def test_when_three_workers_ended_with_it_the_person_is_told(document):
    make_document.enqueue(document.pk)
    task = DBTaskResult.objects.get()
    for worker in ("one", "two", "three"):
        task.claim(worker)
    take_up_lost_tasks("default")
    assert state_of(document) == "failed"
    assert "ended three times while it worked on this document" in document.problem


def test_until_then_the_document_waits(document):
    make_document.enqueue(document.pk)
    task = DBTaskResult.objects.get()
    task.claim("one")
    take_up_lost_tasks("default")
    task.refresh_from_db()
    assert (task.status, state_of(document)) == ("READY", "waiting")


def test_a_document_whose_task_fails_in_an_unforeseen_way_is_failed_too(document):
    make_document.enqueue(document.pk)
    making.tell_of_failure(None, _failed(DBTaskResult.objects.get()))
    assert state_of(document) == "failed"
    assert document.problem == making.BROKE_OFF


def _failed(task):
    task.set_failed(SystemError("x"))
    return task.task_result


def test_how_far_it_is_is_written_at_each_step_and_once_a_second_within_one(
    document, composing, monkeypatch
):
    seconds = iter([0, 0.1, 0.2, 1.2, 1.3])
    monkeypatch.setattr(making.time, "monotonic", lambda: next(seconds))
    seen = []

    def compose(*_):
        for step in [("Laying out", 1), ("Laying out", 2), ("Laying out", 9), ("Writing", None)]:
            whoever_waits()(*step)
            document.refresh_from_db()
            seen.append(document.progress)
        return MADE

    composing(compose)
    make_document.call(document.pk)
    first, last = "Laying out: page 1 so far", "Laying out: page 9 so far"
    assert seen == [first, first, last, "Writing"]
    assert whoever_waits() is None


def test_progress_does_not_fill_the_audit_trail(document):
    before = AuditChange.objects.count()
    Document.objects.update(doing="Laying out", pages_so_far=3)
    assert AuditChange.objects.count() == before


def test_the_engine_tells_of_each_page_once_and_of_its_last_steps():
    told = []
    pages = "<p style='break-after: page'>Page</p>" * 3 + "<p class=last>of</p>"
    style = "<style>.last::after { content: counter(pages) }</style>"
    render_pdf(style + pages, title="x", progress=lambda *step: told.append(step))
    laying_out = [("Laying out", number) for number in (1, 2, 3, 4)]
    assert told == [*laying_out, ("Filling in the page numbers", None), ("Writing the file", None)]
