"""The lists of users and of the audit trail."""

from __future__ import annotations

from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from accounts.audit_reading import moment_in_words
from accounts.models import Reminder, User
from core.dates import in_words
from core.models import AuditAct, AuditChange
from core.tables import Column, Table
from core.templatetags.components import tag


class UserTable(Table):
    """Users with the roles they hold."""

    caption = "Users"
    name = Column(linkify=lambda record: reverse("accounts:user", args=[record.pk]))
    email = Column(verbose_name="Email address")
    roles = Column(
        verbose_name="Roles", accessor="role_assignments", orderable=False, empty_values=()
    )
    is_active = Column(verbose_name="May sign in")
    last_login = Column(verbose_name="Last sign-in", empty_values=())

    class Meta(Table.Meta):
        model = User
        fields = ("name", "email", "roles", "is_active", "last_login")

    def render_roles(self, record: User) -> str:
        held = record.role_assignments.all()
        return format_html_join("", "<div>{}</div>", ((role,) for role in held)) or "None"

    def value_roles(self, record: User) -> str:
        return "; ".join(map(str, record.role_assignments.all()))

    def render_is_active(self, value: bool) -> SafeString:
        return tag("Yes", "green") if value else tag("No", "grey")

    def render_last_login(self, record: User) -> str:
        return in_words(timezone.localdate(record.last_login)) if record.last_login else "Never"

    def value_last_login(self, record: User) -> date | None:
        return timezone.localdate(record.last_login) if record.last_login else None


class ReminderTable(Table):
    """Reminders as they were sent."""

    caption = "Reminders sent"
    one, many = "reminder", "reminders"
    row_header = "subject"

    day = Column("Day")
    subject = Column(
        "Reminder", linkify=lambda record: reverse("accounts:reminder_sent", args=[record.pk])
    )
    name = Column("To")
    email = Column("Email address")

    class Meta(Table.Meta):
        model = Reminder
        fields = ("day", "subject", "name", "email")


class MomentColumn(Column):
    """A moment as a reader of the trail needs it: day and minute."""

    def render(self, value: datetime) -> str:
        return moment_in_words(value)

    def value(self, value: datetime) -> datetime:
        return value


class ActTable(Table):
    """The audit trail: one act a row."""

    caption = "Audit trail"
    one, many = "act", "acts"
    row_header = "sentence"
    at = MomentColumn(verbose_name="When", order_by="pk")
    sentence = Column(
        verbose_name="What happened",
        orderable=False,
        linkify=lambda record: reverse("accounts:audit_act", args=[record.pk]),
    )

    class Meta(Table.Meta):
        model = AuditAct
        fields = ("at", "sentence", "note")


class LooseChangeTable(Table):
    """Changes that belong to no act."""

    caption = "Changes outside the product"
    one, many = "change", "changes"
    row_header = "table_name"
    at = MomentColumn(verbose_name="When", order_by="pk")
    table_name = Column(
        verbose_name="Table",
        linkify=lambda record: reverse("accounts:audit_change", args=[record.pk]),
    )
    row_id = Column(verbose_name="Row", orderable=False)

    class Meta(Table.Meta):
        model = AuditChange
        fields = ("at", "table_name", "row_id", "operation")
