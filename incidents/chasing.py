"""Returns that schools still owe: what the reminders tell of them, and chasing all at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from accounts.reminders.sending import Outcome, send_now
from accounts.reminders.waiting import Waiting
from core.audit import act
from core.dates import in_words
from council.models import School
from incidents.audit_actions import SCHOOLS_CHASED
from incidents.models import Collection, SchoolReturn
from incidents.return_mails import SchoolAddresses


def returns_waiting(today: date) -> Iterator[Waiting]:
    """Each return that is missing in an open collection, for those who answer for the school."""
    missing = SchoolReturn.objects.missing().filter(collection__in=Collection.objects.open())
    return _waiting(missing.select_related("collection", "school", "type"))


def _waiting(returns: Iterable[SchoolReturn]) -> Iterator[Waiting]:
    found = list(returns)
    addresses = SchoolAddresses({each.school_id: each.school for each in found}.values())
    for each in found:
        for recipient in addresses.of(each.school):
            yield Waiting(
                recipient=recipient,
                what=f"The return of {each} (due {in_words(each.collection.due_on)}). If there "
                "were no incidents, a nil return takes two clicks.",
                path=reverse("incidents:return", args=[each.pk]),
                due_on=each.collection.due_on,
                still_waits=partial(_is_missing, each.pk),
            )


def _is_missing(pk: int) -> bool:
    open_ones = SchoolReturn.objects.filter(collection__in=Collection.objects.open())
    return open_ones.missing().filter(pk=pk).exists()


@dataclass
class Chase:
    """What became of chasing: the schools that were written to, and those that were not."""

    written: list[School] = field(default_factory=list)
    told_already: list[School] = field(default_factory=list)
    failed: list[School] = field(default_factory=list)
    without_address: list[School] = field(default_factory=list)

    def in_words(self) -> str:
        """ "24 schools were written to. Not written to: …"."""
        number = len(self.written)
        were = "1 school was" if number == 1 else f"{number} schools were"
        parts = [f"{were} written to"]
        for words, schools in (
            ("Had a mail today already", self.told_already),
            ("No address is known, so telephone", self.without_address),
            ("The mail could not be sent", self.failed),
        ):
            if schools:
                parts.append(f"{words}: {', '.join(school.name for school in schools)}")
        return ". ".join(parts)


def chase(collection: Collection, *, today: date, actor: User) -> Chase:
    """Write to every school whose return is missing, once.

    It stands in the log of reminders: whoever had a mail today gets no second one. Raises
    ValidationError unless the collection is open and a return is missing.
    """
    if not actor.can(Capability.COLLECT_RETURNS):
        raise PermissionDenied
    if not collection.is_open:
        raise ValidationError("This collection is not open")
    missing = list(collection.returns.missing().select_related("collection", "school", "type"))
    if not missing:
        raise ValidationError("Every school has made its return")
    waiting = list(_waiting(missing))
    by_path = {reverse("incidents:return", args=[each.pk]): each.school_id for each in missing}
    schools = {each.school_id: each.school for each in missing}
    outcomes: dict[int, set[Outcome]] = {school: set() for school in schools}
    with act(SCHOOLS_CHASED, actor=actor, target=collection, note=f"{len(outcomes)} schools"):
        pass  # the mails stand in the log of reminders, each with an act of its own
    for mail, outcome in send_now(waiting, today):
        for item in mail.items:
            outcomes[by_path[item.path]].add(outcome)
    result = Chase()
    for key, school in schools.items():
        if outcomes[key] != {Outcome.ANSWERED}:  # its return came in meanwhile
            _places(result, outcomes[key]).append(school)
    return result


def _places(result: Chase, outcomes: set[Outcome]) -> list[School]:
    if not outcomes:
        return result.without_address
    if Outcome.SENT in outcomes:
        return result.written
    return result.failed if Outcome.FAILED in outcomes else result.told_already
