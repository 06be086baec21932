"""Making a PDF in the background: asked for on a page, made by the worker, kept to download."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django_tasks import task

from accounts.models import User
from core.audit import act
from reports.audit_actions import DOCUMENT_REQUESTED
from reports.documents import KINDS, Kind
from reports.models import Document

logger = logging.getLogger(__name__)
KEPT_FOR = timedelta(days=30)


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
    """Make the PDF of a document. What goes wrong is told to the person who asked."""
    document = Document.objects.filter(pk=document_id).first()
    if document is None or document.state == Document.State.READY:
        return
    document.state = Document.State.MAKING
    document.save(update_fields=["state"])
    kind = KINDS[document.kind]
    subject = kind.subject_for(document.requested_by, document.target_id, document.parameters)
    try:
        if subject is None:
            raise LookupError("What it was to be made of is not there any more.")
        pdf = kind.compose(subject, "officer")
    except Exception as error:
        logger.exception("The document %s could not be made", document.pk)
        document.state = Document.State.FAILED
        document.problem = str(error)[:500] or type(error).__name__
        document.save(update_fields=["state", "problem"])
        return
    document.content = pdf.content
    document.pages = pdf.pages
    document.notices = [notice.message for notice in pdf.notices if notice.kind == "character"]
    document.state = Document.State.READY
    document.save(update_fields=["content", "pages", "notices", "state"])
