from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from accounts.capabilities import Capability
from accounts.roles import ROLES
from core.models import Revised
from council.models import Absence, Person

if TYPE_CHECKING:
    from accounts.models.role_assignment import RoleAssignment


class UserManager(BaseUserManager["User"]):
    """Users are found by their email address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)

    def create_user(self, email: str, name: str, password: str | None = None) -> User:
        """A user without any role; without a password until one is set by e-mail."""
        user = self.model(email=self.normalize_email(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(Revised, AbstractBaseUser):
    """Somebody who can sign in, by email address and password."""

    class RemindersEvery(models.IntegerChoices):
        """How often one is reminded at most, in days."""

        DAY = 1, "Every day"
        WEEK = 7, "Once a week"
        FORTNIGHT = 14, "Every two weeks"
        NEVER = 0, "Never"

    email = models.EmailField("email address")
    name = models.CharField(max_length=200)
    person = models.OneToOneField(
        Person,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="user",
        help_text="Who this is in plans. Being named is enough to read one.",
    )
    is_active = models.BooleanField("may sign in", default=True)
    reminders_every = models.PositiveSmallIntegerField(
        "reminders", choices=RemindersEvery.choices, default=RemindersEvery.WEEK
    )

    audit_omits = ("password", "last_login")

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reminders_every__in=[0, 1, 7, 14]), name="user_reminders_known"
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="There is a user with this email address already.",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @cached_property
    def assignments(self) -> list[RoleAssignment]:
        """The roles held now, asked of the database once for each request."""
        return list(self.role_assignments.select_related("directorate", "committee", "school"))

    @cached_property
    def stands_for(self) -> frozenset[int]:
        """The people whose work this user does today: their own, and that of who is away."""
        if self.person_id is None:
            return frozenset()
        away = Absence.objects.on(timezone.localdate()).filter(deputy=self.person_id)
        return frozenset({self.person_id, *away.values_list("person", flat=True)})

    def reach(self, capability: Capability) -> Reach:
        """Where this user has a capability."""
        reach = Reach()
        if not self.is_active:
            return reach
        for assignment in self.assignments:
            if capability in ROLES[assignment.role].capabilities:
                reach.add(assignment)
        return reach

    def can(self, capability: Capability) -> bool:
        """Whether this user has a capability anywhere at all."""
        return bool(self.reach(capability))


class Reach:
    """Where a capability holds: the whole council, or some directorates and committees."""

    def __init__(self) -> None:
        self.everywhere = False
        self.directorates: set[int] = set()
        self.committees: set[int] = set()
        self.schools: set[int] = set()

    def add(self, assignment: RoleAssignment) -> None:
        if assignment.committee_id:
            self.committees.add(assignment.committee_id)
        elif assignment.school_id:
            self.schools.add(assignment.school_id)
        elif assignment.directorate_id:
            self.directorates.add(assignment.directorate_id)
        else:
            self.everywhere = True

    def __bool__(self) -> bool:
        return self.everywhere or bool(self.directorates | self.committees | self.schools)

    def covers_directorate(self, directorate_id: int) -> bool:
        return self.everywhere or directorate_id in self.directorates
