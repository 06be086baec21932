"""Who is reminded of what on a day, and sending it.

The rule looks at how things stand and never at "due in seven days exactly", so that a day on
which the command did not run loses nothing: what waits and is due within a week, or late, is
told to whoever has not been told for as long as they wish.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.audit_actions import REMINDER_SENT
from accounts.models import Reminder, User
from accounts.reminders.waiting import Recipient, Waiting, all_waiting
from core.audit import act
from council.models import Council

AHEAD = timedelta(days=7)
"""So long before it is due is something told for the first time."""


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    TOLD_ALREADY = "told already today"
    ANSWERED = "nothing waits any more"
    FAILED = "could not be sent"


@dataclass(frozen=True)
class Mail:
    """What one person is told: everything that waits for them, the longest late first."""

    recipient: Recipient
    items: tuple[Waiting, ...]
    today: date

    @property
    def subject(self) -> str:
        number, late = len(self.items), sum(item.due_on < self.today for item in self.items)
        what = "1 thing waits for you" if number == 1 else f"{number} things wait for you"
        if not late:
            return what
        return f"{what}, {'and it' if late == number == 1 else late} {_is_are(late)} late"

    def body(self) -> str:
        """The mail in plain words."""
        by_day: dict[date, list[Waiting]] = defaultdict(list)
        for item in self.items:
            by_day[item.due_on].append(item)
        days = [(day, (self.today - day).days, items) for day, items in sorted(by_day.items())]
        context = {
            "recipient": self.recipient,
            "days": days,
            "council": Council.current(),
            "site": settings.SITE_URL,
            "choose_path": reverse("accounts:reminders"),
        }
        return render_to_string("accounts/reminders/mail.txt", context)


def _is_are(number: int) -> str:
    return "is" if number == 1 else "are"


def mails_due(today: date) -> list[Mail]:
    """The mails that are owed on a day, by address."""
    by_address = _by_address(each for each in all_waiting(today) if each.due_on <= today + AHEAD)
    last = _last_days(by_address)
    pace = _paces(by_address)
    mails = []
    for address, items in sorted(by_address.items()):
        wished = pace.get(address, User.RemindersEvery.WEEK)
        if wished == User.RemindersEvery.NEVER:
            continue
        told = last.get(address)
        if told is None or told + timedelta(days=wished) <= today:
            in_order = sorted(items, key=lambda item: (item.due_on, item.what))
            mails.append(Mail(items[0].recipient, tuple(in_order), today))
    return mails


def _by_address(items: Iterable[Waiting]) -> dict[str, list[Waiting]]:
    """What waits for each address, whatever its capitals."""
    found: dict[str, list[Waiting]] = defaultdict(list)
    for item in items:
        found[item.recipient.email.casefold()].append(item)
    return found


def _last_days(addresses: Iterable[str]) -> dict[str, date]:
    """The day of the last reminder to each address."""
    rows = Reminder.objects.order_by("day").values_list("email", "day")
    wanted = set(addresses)
    return {email.casefold(): day for email, day in rows if email.casefold() in wanted}


def _paces(addresses: Iterable[str]) -> dict[str, int]:
    """How often each user wishes to be reminded, in days."""
    wanted = set(addresses)
    rows = User.objects.filter(is_active=True).values_list("email", "reminders_every")
    return {email.casefold(): days for email, days in rows if email.casefold() in wanted}


def send_due(today: date) -> Iterator[tuple[Mail, Outcome]]:
    """Send what is owed on a day, one person after another; safe to run twice, or at once.

    The line in the log is written before the mail is handed over and taken back where that
    fails, so that the next run tries again.
    """
    return _send_each(mails_due(today), today)


def send_now(items: Iterable[Waiting], today: date) -> Iterator[tuple[Mail, Outcome]]:
    """Send what somebody wants told today, whatever pace people wish; it stands in the same
    log, and nobody gets a second mail on the day."""
    mails = [Mail(each[0].recipient, tuple(each), today) for each in _by_address(items).values()]
    return _send_each(mails, today)


def _send_each(mails: Iterable[Mail], today: date) -> Iterator[tuple[Mail, Outcome]]:
    for mail in mails:
        items = tuple(item for item in mail.items if item.still_waits())
        if not items:
            yield mail, Outcome.ANSWERED
            continue
        yield mail, _send(Mail(mail.recipient, items, today))


def _send(mail: Mail) -> Outcome:
    recipient = mail.recipient
    try:
        with transaction.atomic():
            with act(REMINDER_SENT, actor=None, note=recipient.email) as entry:
                sent = Reminder.objects.create(
                    email=recipient.email,
                    name=recipient.name,
                    day=mail.today,
                    subject=mail.subject,
                    body=mail.body(),
                )
                entry.about(sent)
            send_mail(sent.subject, sent.body, None, [sent.email])
    except IntegrityError:
        return Outcome.TOLD_ALREADY
    except OSError:  # what mail errors are
        return Outcome.FAILED
    return Outcome.SENT
