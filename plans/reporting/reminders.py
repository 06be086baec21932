"""Whom a missing report waits for: who is named, else the objective's lead, else the plan's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from django.urls import reverse

from accounts.models import RoleAssignment, User
from accounts.reminders.waiting import Recipient, Waiting
from core.dates import in_words
from council.models import Absence, Directorate, Person
from plans.models import ReportingPeriod
from plans.reporting.standing import ActionReport, PeriodReports


def reports_waiting(today: date) -> Iterator[Waiting]:
    """Each report that is missing in an open period, for each of whom it waits."""
    open_periods = ReportingPeriod.objects.open().select_related("plan__directorate")
    deputies = deputies_on(today)
    for period in open_periods:
        reports = PeriodReports(period)
        for report in reports.missing:
            named = [report.action.people.all(), report.objective.people.all()]
            for recipient in recipients_of(named, period.plan.directorate, deputies, today):
                yield _waiting(report, period, recipient)


def _waiting(report: ActionReport, period: ReportingPeriod, recipient: Recipient) -> Waiting:
    action = report.action
    sent_back = (
        f" Sent back: {report.review.reason}" if report.is_sent_back and report.review else ""
    )

    def still_waits() -> bool:
        now = ReportingPeriod.objects.open().filter(pk=period.pk).first()
        if now is None:
            return False
        return any(row.action.pk == action.pk for row in PeriodReports(now).missing)

    return Waiting(
        recipient=recipient,
        what=f"{short(action.ref, action.text)} ({period.plan}, {period.name}, due "
        f"{in_words(period.due_on)}).{sent_back}",
        path=reverse("plans:action_progress", args=[period.plan_id, action.pk]),
        due_on=period.due_on,
        still_waits=still_waits,
    )


def short(ref: str, text: str) -> str:
    """A part as a line of a mail begins: its ref and the beginning of its text."""
    named = f"{ref} {text}".strip()
    return named if len(named) <= 120 else f"{named[:119].rpartition(' ')[0]} …"


def recipients_of(
    named: Iterable[Iterable[Person]],
    directorate: Directorate,
    deputies: dict[int, Person],
    today: date,
) -> list[Recipient]:
    """Who is written to, each address once: of the groups named the first in which somebody
    is there, else the plan leads of the directorate."""
    for people in named:
        found = _reachable(people, deputies, today)
        if found:
            return found
    leads = RoleAssignment.objects.filter(
        role="plan_lead", directorate=directorate, user__is_active=True
    ).select_related("user__person")
    return _once(Recipient(lead.user.email, lead.user.name) for lead in leads)


def _reachable(
    people: Iterable[Person], deputies: dict[int, Person], today: date
) -> list[Recipient]:
    """The people who are there, or their deputies; not leavers nor those without an address."""
    there = [person for person in people if person.left_on is None or person.left_on >= today]
    return _once(
        Recipient(address, person.name)
        for person in (deputies.get(person.pk, person) for person in there)
        if (address := _address(person))
    )


def _address(person: Person) -> str:
    """Where somebody reads mail: their sign-in's address, else that of the person."""
    user: User | None = getattr(person, "user", None)
    if user is not None and user.is_active:
        return user.email
    return person.email


def _once(recipients: Iterable[Recipient]) -> list[Recipient]:
    return list({r.email.casefold(): r for r in recipients}.values())


def deputies_on(today: date) -> dict[int, Person]:
    """Who stands in for whom today."""
    absences = Absence.objects.on(today).select_related("deputy__user")
    return {absence.person_id: absence.deputy for absence in absences}
