from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.models import User
from core.models import Revised
from core.text import LINE
from council.models import School
from incidents.breakdowns import BREAKDOWN_CHOICES, BY_KEY
from incidents.models.category import Category
from incidents.models.collection import Collection
from incidents.models.incident_type import IncidentType


class SchoolReturnQuerySet(models.QuerySet["SchoolReturn"]):
    """Returns by how they stand, and who may see which."""

    def readable_by(self, user: User) -> SchoolReturnQuerySet:
        """All for who collects them; those of one's own school, once they are asked for."""
        if user.can(Capability.COLLECT_RETURNS):
            return self
        schools = user.reach(Capability.MAKE_RETURNS).schools
        return self.filter(school__in=schools, collection__opened_at__isnull=False)

    def made(self) -> SchoolReturnQuerySet:
        """Those that a school has confirmed: only these are counted."""
        return self.filter(state__in=SchoolReturn.MADE)

    def missing(self) -> SchoolReturnQuerySet:
        """Those that a school still owes. A nil return is a return like any other."""
        return self.exclude(state__in=SchoolReturn.MADE)


class SchoolReturn(Revised):
    """How many incidents of a kind a school had in the time of a collection.

    `nil` says that there were none. A return that was not made says nothing: neither 0 nor
    nil. Once confirmed by the head or a deputy it changes only when the council reopens it.
    """

    class State(models.TextChoices):
        NOT_STARTED = "not_started", "Not started"
        IN_PROGRESS = "in_progress", "In progress"
        RETURNED = "returned", "Returned"
        QUERIED = "queried", "Queried"
        ACCEPTED = "accepted", "Accepted"

    class Post(models.TextChoices):
        HEAD = "head", "Headteacher"
        DEPUTY = "deputy", "Deputy headteacher"
        IMPORTED = "import", "Imported by the council"

    MADE = (State.RETURNED, State.QUERIED, State.ACCEPTED)

    collection = models.ForeignKey(Collection, on_delete=models.PROTECT, related_name="returns")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="incident_returns")
    type = models.ForeignKey(IncidentType, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=11, choices=State.choices, default=State.NOT_STARTED)
    nil = models.BooleanField("nil return", default=False)
    total = models.PositiveIntegerField("total number of incidents", null=True, blank=True)
    from_log = models.BooleanField("counted from the incident log", default=False)
    on_paper = models.BooleanField("typed in from paper by the council", default=False)
    confirmed_by = models.CharField(max_length=LINE, blank=True)
    confirmed_post = models.CharField(max_length=6, choices=Post.choices, blank=True)
    returned_at = models.DateTimeField(null=True, editable=False)

    objects = SchoolReturnQuerySet.as_manager()

    class Meta:
        ordering = ["school__name", "type__position"]
        verbose_name = "return"
        constraints = [
            models.UniqueConstraint(
                fields=["collection", "school", "type"], name="return_once_a_school"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["not_started", "in_progress", "returned", "queried", "accepted"]
                ),
                name="return_state_known",
            ),
            models.CheckConstraint(
                condition=Q(nil=False) | Q(total__isnull=True) | Q(total=0),
                name="nil_return_counts_nothing",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["returned", "queried", "accepted"])
                | (
                    Q(returned_at__isnull=False)
                    & ~Q(confirmed_by="")
                    & ~Q(confirmed_post="")
                    & (Q(nil=True) | Q(total__isnull=False))
                ),
                name="return_made_is_whole_and_confirmed",
            ),
            models.CheckConstraint(
                condition=~Q(state="not_started") | (Q(nil=False) & Q(total__isnull=True)),
                name="return_not_started_is_empty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school}, {self.type.name.lower()} {self.collection.name}"

    def get_absolute_url(self) -> str:
        return reverse("incidents:return", args=[self.pk])

    @property
    def is_made(self) -> bool:
        return self.state in self.MADE

    @property
    def was_begun(self) -> bool:
        """Whether a school has put work into it: figures, a draft, or what was asked of it."""
        return (
            self.state != self.State.NOT_STARTED
            or ReturnDraft.objects.filter(school_return=self).exists()
            or self.queries.exists()
            or self.reopening_requests.exists()
        )

    @property
    def may_be_filled_in(self) -> bool:
        """Whether its figures may change now."""
        return self.collection.is_open and not self.is_made

    @property
    def stands(self) -> str:
        """How it stands as lists say it: a nil return is told apart from one with figures."""
        if self.nil and self.state == self.State.RETURNED:
            return "Nil return"
        if self.nil and self.state == self.State.ACCEPTED:
            return "Accepted, nil"
        return self.get_state_display()

    @property
    def colour(self) -> str:
        """The colour that goes with it."""
        return {
            self.State.NOT_STARTED: "grey",
            self.State.IN_PROGRESS: "blue",
            self.State.RETURNED: "green",
            self.State.QUERIED: "amber",
            self.State.ACCEPTED: "green",
        }[self.State(self.state)]

    @property
    def incidents(self) -> int | None:
        """The number of incidents that was returned; None where no return was made."""
        if not self.is_made:
            return None
        return 0 if self.nil else self.total

    def days_late(self, today: date) -> int:
        """By how many days it is late; 0 for one that was made."""
        return 0 if self.is_made else self.collection.days_late(today)

    def may_be_made_by(self, user: User) -> bool:
        """Whether a user answers for this school."""
        return self.school_id in user.reach(Capability.MAKE_RETURNS).schools


class ReturnCount(models.Model):
    """How many of one category a school returned; a category without a row was left empty."""

    school_return = models.ForeignKey(SchoolReturn, on_delete=models.CASCADE, related_name="counts")
    breakdown = models.CharField(max_length=24, choices=BREAKDOWN_CHOICES)
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveIntegerField()

    audit_names = ("school_return__school__name", "breakdown", "category__name")

    class Meta:
        ordering = ["school_return", "breakdown", "category__position"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_return", "breakdown", "category"], name="return_cell_once"
            ),
            models.CheckConstraint(
                condition=Q(breakdown__in=[key for key, _ in BREAKDOWN_CHOICES]),
                name="return_breakdown_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{BY_KEY[self.breakdown]}, {self.category}: {self.count}"


class ReturnDraft(models.Model):
    """What a school has typed and not saved: kept as it is typed, also when it is refused."""

    school_return = models.OneToOneField(
        SchoolReturn, on_delete=models.CASCADE, related_name="draft"
    )
    typed = models.JSONField()
    typed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    typed_at = models.DateTimeField(auto_now=True)

    audit_unwatched = True

    def __str__(self) -> str:
        return f"Draft of {self.school_return}"
