"""Making a PDF in the background: asked for on a page, made by the worker, kept to download."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.dispatch import receiver
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus, task
from django_tasks.signals import task_finished

from accounts.models import User
from core.audit import act
from core.background.lost import WorkersEnded
from reports.audit_actions import DOCUMENT_REQUESTED
from reports.documents import KINDS, Kind
from reports.models import Document
from reports.progress import told_to

if TYPE_CHECKING:
    from reports.rendering import Pdf

logger = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=30)
SECONDS_BETWEEN = 1
WORKERS_ENDED = f"{WorkersEnded.__module__}.{WorkersEnded.__qualname__}"
KEPT_ENDING = (
    "The program that makes PDFs ended three times while it worked on this document. "
    "Ask for it once more. If that fails too, tell your administrator which document it is."
)
BROKE_OFF = "The program that makes PDFs broke off. Tell your administrator which document it is."


def request_document(
    kind: Kind, subject: Model, *, actor: User, parameters: Mapping[str, str] | None = None
) -> Document:
    """Ask for a document; a worker makes it after the transaction. Old ones are let go."""
    parameters = parameters or {}
    with act(DOCUMENT_REQUESTED, actor=actor, target=subject):
        Document.objects.filter(
            requested_by=actor, requested_at__lt=timezone.now() - KEPT_FOR
        ).delete()
        document = Document.objects.create(
            kind=kind.key,
            target_id=subject.pk,
            parameters=parameters,
            title=str(kind.made_of(subject, parameters, actor)),
            requested_by=actor,
        )
        transaction.on_commit(lambda: make_document.enqueue(document.pk))
    return document


@task()
def make_document(document_id: int) -> None:
    """Make the PDF of a document. What goes wrong is told to the person who asked.

    It may be broken off at any point and run again: whatever was written before, the document
    ends as ready or failed, and one that is ready stays so.
    """
    document = _unfinished(document_id).first()
    if document is None:
        return
    _unfinished(document_id).update(state=Document.State.MAKING, doing="", pages_so_far=None)
    try:
        with told_to(_Page(document_id)):
            pdf = _pdf_of(document)
    except Exception as error:
        logger.exception("The document %s could not be made", document_id)
        _fail(document_id, str(error) or type(error).__name__)
        return
    _unfinished(document_id).update(
        content=pdf.content,
        pages=pdf.pages,
        notices=[notice.message for notice in pdf.notices if notice.kind == "character"],
        problem="",
        state=Document.State.READY,
    )


@receiver(task_finished)
def tell_of_failure(sender: type, task_result: TaskResult, **_: Any) -> None:
    """A document whose task has failed is failed, with a reason, before the person looks again."""
    told = task_result.status == TaskResultStatus.FAILED
    if told and task_result.task.module_path == make_document.module_path:
        ended = task_result.errors[-1].exception_class_path == WORKERS_ENDED
        _fail(task_result.args[0], KEPT_ENDING if ended else BROKE_OFF)


def _pdf_of(document: Document) -> Pdf:
    kind = KINDS[document.kind]
    subject = kind.subject_for(document.requested_by, document.target_id, document.parameters)
    if subject is None:
        raise LookupError("What it was to be made of is not there any more.")
    return kind.compose(subject, "officer")


def _unfinished(document_id: int) -> QuerySet[Document]:
    return Document.objects.filter(pk=document_id).exclude(state=Document.State.READY)


def _fail(document_id: int, problem: str) -> None:
    _unfinished(document_id).update(state=Document.State.FAILED, problem=problem[:500])


class _Page:
    """What the person's page shows while a document is made: each step, pages once a second."""

    def __init__(self, document_id: int) -> None:
        self._document_id = document_id
        self._doing = ""
        self._written = 0.0

    def __call__(self, doing: str, pages: int | None) -> None:
        now = time.monotonic()
        if doing == self._doing and now < self._written + SECONDS_BETWEEN:
            return
        self._doing, self._written = doing, now
        _unfinished(self._document_id).update(doing=doing[:200], pages_so_far=pages)
