"""The filters of the lists of users and of the audit trail."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import django_filters
from django.apps import apps
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Reminder, User
from accounts.roles import ROLE_CHOICES
from core.audit import ACTIONS
from core.filters import FilterSet, WordsFilter
from core.models import AuditAct

THE_SYSTEM = "system"


def _beginning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _actions() -> list[tuple[str, str]]:
    return sorted(((name, _capital(words)) for name, words in ACTIONS.items()), key=lambda c: c[1])


def _actors() -> list[tuple[str, str]]:
    users = [(str(user.pk), str(user)) for user in User.objects.only("name", "email")]
    return [(THE_SYSTEM, "The system"), *users]


def _targets() -> list[tuple[str, str]]:
    labels = AuditAct.objects.exclude(target_model="").order_by().values_list("target_model")
    return sorted(((label, _kind(label)) for (label,) in labels.distinct()), key=lambda c: c[1])


def _kind(label: str) -> str:
    try:
        return _capital(str(apps.get_model(label)._meta.verbose_name))
    except LookupError:  # of an app that is there no more
        return label


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class UserFilter(FilterSet):
    """Users by name or e-mail address, role, and whether they may sign in."""

    words = WordsFilter(label="Name or email address", within=("name", "email"))
    role = django_filters.ChoiceFilter(
        label="Role", choices=ROLE_CHOICES, empty_label="Any role", method="filter_role"
    )
    active = django_filters.ChoiceFilter(
        label="May sign in",
        choices=[("yes", "Yes"), ("no", "No")],
        method="filter_active",
        empty_label="All",
    )

    class Meta:
        model = User
        fields = ("words", "role", "active")

    def filter_role(self, users: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        return users.filter(role_assignments__role=value).distinct()

    def filter_active(self, users: QuerySet[User], _name: str, value: str) -> QuerySet[User]:
        return users.filter(is_active=value == "yes")


class ReminderFilter(FilterSet):
    """Reminders by whom they went to."""

    words = WordsFilter(label="Name or email address", within=("name", "email"))

    class Meta:
        model = Reminder
        fields = ("words",)


class AuditFilter(FilterSet):
    """Acts by words, what was done, by whom, to what kind of thing, and when."""

    words = WordsFilter(
        within=("target_name", "note", "actor_name"), help_text="In names and notes"
    )
    action = django_filters.ChoiceFilter(
        label="What was done", choices=_actions, empty_label="Anything"
    )
    actor = django_filters.ChoiceFilter(
        label="By whom", choices=_actors, empty_label="Anybody", method="filter_actor"
    )
    target = django_filters.ChoiceFilter(
        label="To what",
        field_name="target_model",
        choices=_targets,
        empty_label="Anything",
    )
    since = django_filters.DateFilter(label="From", method="filter_since")
    until = django_filters.DateFilter(label="To", method="filter_until")

    class Meta:
        model = AuditAct
        fields = ("words", "action", "actor", "target", "since", "until")

    def filter_actor(self, acts: QuerySet[AuditAct], _name: str, value: str) -> QuerySet[AuditAct]:
        return acts.filter(actor_id=None if value == THE_SYSTEM else value)

    def filter_since(self, acts: QuerySet[AuditAct], _name: str, value: date) -> QuerySet[AuditAct]:
        return acts.filter(at__gte=_beginning(value))

    def filter_until(self, acts: QuerySet[AuditAct], _name: str, value: date) -> QuerySet[AuditAct]:
        if value == date.max:
            return acts
        return acts.filter(at__lt=_beginning(value + timedelta(days=1)))
