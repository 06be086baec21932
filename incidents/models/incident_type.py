from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from core.models import Revised


class IncidentType(Revised):
    """A kind of prejudice-related incident that schools record and return.

    Racist incidents are always asked for; the others only where a collection says so.
    """

    RACIST = "racist"

    key = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=100)
    """As in "Racist incidents"."""
    definition = models.TextField(max_length=1000)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = "kind of incident"
        verbose_name_plural = "kinds of incident"
        constraints = [
            models.UniqueConstraint(Lower("name"), name="incident_type_name_once"),
            models.CheckConstraint(condition=~Q(definition=""), name="incident_type_defined"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_racist(self) -> bool:
        return self.key == self.RACIST
