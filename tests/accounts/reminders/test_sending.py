"""Reminders: who gets which mail on which day, and never two."""

from datetime import date, timedelta
from io import StringIO
from smtplib import SMTPException

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from accounts.models import Reminder
from accounts.reminders import waiting
from accounts.reminders.sending import Outcome, mails_due, send_due
from accounts.reminders.waiting import Recipient, Waiting
from core.models import AuditAct
from tests.factories import UserFactory
from tests.plans.exchange.test_concurrent_imports import at_once

pytestmark = pytest.mark.django_db
TODAY = date(2026, 7, 27)
AMINA = Recipient("amina@ellenshaw.example", "Amina Yusuf")


@pytest.fixture
def waits(monkeypatch) -> list[Waiting]:
    """What waits, as the tests put it there."""
    items: list[Waiting] = []
    monkeypatch.setattr(waiting, "_SOURCES", {"tests": lambda today: items})
    return items


def item(due_on: date = TODAY, recipient: Recipient = AMINA, still=lambda: True) -> Waiting:
    return Waiting(recipient, f"Report 1.5, due {due_on}", "/plans/1/", due_on, still)


def outcomes(day: date = TODAY) -> list[Outcome]:
    return [outcome for _, outcome in send_due(day)]


def test_one_mail_holds_everything_that_waits_for_a_person(waits):
    waits += [item(TODAY), item(TODAY - timedelta(days=12))]
    assert outcomes() == [Outcome.SENT]
    [sent] = mail.outbox
    assert sent.to == ["amina@ellenshaw.example"]
    assert sent.subject == "2 things wait for you, 1 is late"
    assert "Hello Amina Yusuf" in sent.body
    assert "Due on 15 July 2026 (12 days late)" in sent.body
    assert "http://127.0.0.1:8000/plans/1/" in sent.body


@pytest.mark.parametrize(
    ("late", "waiting_for", "subject"),
    [
        (0, 1, "1 thing waits for you"),
        (1, 0, "1 thing waits for you, and it is late"),
        (2, 1, "3 things wait for you, 2 are late"),
        (2, 0, "2 things wait for you, 2 are late"),
    ],
)
def test_the_subject_says_how_much_waits_and_how_much_is_late(waits, late, waiting_for, subject):
    waits += [item(TODAY - timedelta(days=1))] * late + [item()] * waiting_for
    assert [each.subject for each in mails_due(TODAY)] == [subject]


def test_nothing_is_said_more_than_a_week_before_it_is_due(waits):
    waits.append(item(TODAY + timedelta(days=8)))
    assert outcomes() == []
    assert outcomes(TODAY + timedelta(days=1)) == [Outcome.SENT]


def test_a_day_on_which_the_command_did_not_run_loses_nothing(waits):
    waits.append(item(TODAY))
    assert outcomes(TODAY + timedelta(days=40)) == [Outcome.SENT]


def test_running_it_twice_sends_nothing_twice(waits):
    waits.append(item())
    assert (outcomes(), outcomes()) == ([Outcome.SENT], [])
    assert len(mail.outbox) == Reminder.objects.count() == 1


@pytest.mark.parametrize(
    ("wished", "days", "told"), [(1, 1, True), (7, 6, False), (7, 7, True), (14, 13, False)]
)
def test_nobody_is_reminded_more_often_than_they_wish(waits, wished, days, told):
    UserFactory(email="Amina@Ellenshaw.example", reminders_every=wished)
    waits.append(item())
    outcomes()
    assert bool(outcomes(TODAY + timedelta(days=days))) == told


def test_who_wishes_no_reminders_gets_none(waits):
    UserFactory(email=AMINA.email, reminders_every=0)
    waits.append(item())
    assert outcomes() == []


def test_what_was_answered_meanwhile_is_left_out_at_the_moment_of_sending(waits):
    waits += [item(still=lambda: False), item(TODAY - timedelta(days=1))]
    outcomes()
    assert mail.outbox[0].subject == "1 thing waits for you, and it is late"


def test_where_everything_was_answered_meanwhile_no_mail_goes(waits):
    waits.append(item(still=lambda: False))
    assert outcomes() == [Outcome.ANSWERED]
    assert not mail.outbox
    assert not Reminder.objects.exists()


def test_what_could_not_be_sent_is_tried_again_by_the_next_run(waits, monkeypatch):
    waits.append(item())

    def broken(*_args):
        raise SMTPException

    with monkeypatch.context() as patch:
        patch.setattr("accounts.reminders.sending.send_mail", broken)
        assert outcomes() == [Outcome.FAILED]
        with pytest.raises(CommandError, match="next run tries again"):
            call_command("send_reminders", stdout=StringIO())
    assert not Reminder.objects.exists()
    assert outcomes() == [Outcome.SENT]


def test_each_mail_is_in_the_log_and_in_the_audit_trail(waits):
    waits.append(item())
    outcomes()
    kept = Reminder.objects.get()
    assert (kept.email, kept.body) == (AMINA.email, mail.outbox[0].body)
    assert AuditAct.objects.get(action="reminder.sent").target_id == kept.pk


def test_the_database_refuses_a_second_mail_on_a_day(waits):
    waits.append(item())
    outcomes()
    with pytest.raises(IntegrityError, match="reminder_once_a_day"):
        Reminder.objects.create(email=AMINA.email.upper(), name="A", day=TODAY, subject="", body="")


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_one_mail(waits):
    waits.append(item())
    at_once(outcomes, outcomes)
    assert len(mail.outbox) == Reminder.objects.count() == 1


def test_a_dry_run_shows_who_would_get_what_and_sends_nothing(waits, time_machine):
    time_machine.move_to(TODAY)
    waits.append(item())
    shown = StringIO()
    call_command("send_reminders", "--dry-run", stdout=shown)
    assert "Amina Yusuf <amina@ellenshaw.example>: 1 thing waits for you" in shown.getvalue()
    assert "Report 1.5" in shown.getvalue()
    assert not mail.outbox
    assert not Reminder.objects.exists()
