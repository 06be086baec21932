from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from core.disclosure import Profile
from core.models import Revised


class DisclosureProfile(Revised):
    """How small numbers of people are hidden in one kind of published table.

    There is no one national rule; each council chooses its own for each kind of table.
    """

    class UsedFor(models.TextChoices):
        INCIDENTS = "incidents", "Incident returns"
        WORKFORCE = "workforce", "Workforce profile"

    used_for = models.CharField(max_length=10, choices=UsedFor.choices, unique=True)
    threshold = models.PositiveSmallIntegerField(
        "hide numbers from 1 to", default=4, validators=[MaxValueValidator(100)]
    )
    zero_shown = models.BooleanField("show 0", default=True)
    base = models.PositiveSmallIntegerField(
        "round to a multiple of",
        null=True,
        blank=True,
        validators=[MinValueValidator(2), MaxValueValidator(100)],
    )
    smallest_base = models.PositiveSmallIntegerField(
        "smallest base of a percentage or rate", default=10
    )

    class Meta:
        ordering = ["used_for"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_for__in=["incidents", "workforce"]), name="profile_use_known"
            ),
            models.CheckConstraint(
                condition=Q(base__isnull=True) | Q(base__gte=2), name="profile_base_rounds"
            ),
            models.CheckConstraint(
                condition=Q(threshold__gt=0) | Q(base__isnull=False),
                name="profile_protects_somehow",
            ),
        ]

    def __str__(self) -> str:
        return self.get_used_for_display()

    @classmethod
    def of(cls, use: str) -> Profile:
        """The rule of a kind of table: the council's own, else 1 to 4 hidden and 0 shown."""
        row = cls.objects.filter(used_for=use).first() or cls(used_for=use)
        return Profile(
            threshold=row.threshold,
            zero_shown=row.zero_shown,
            base=row.base,
            smallest_base=row.smallest_base,
        )
