"""Telling people by mail what somebody did, once it is stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import User
from accounts.reminders.waiting import Recipient

_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def nobody_told() -> Iterator[None]:
    """Do things without a mail: for what is only shown, not lived."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def tell(
    recipients: Iterable[User | Recipient],
    subject: str,
    template: str,
    context: dict[str, object],
    besides: User,
) -> None:
    """Mail each of these but one, after the transaction; a mail that fails breaks nothing."""
    if _quiet.get():
        return
    for recipient in recipients:
        if recipient.email.casefold() == besides.email.casefold():
            continue
        body = render_to_string(template, {**context, "user": recipient, "site": settings.SITE_URL})
        transaction.on_commit(
            partial(send_mail, subject, body, None, [recipient.email], fail_silently=True)
        )
