from django.db import models
from django.db.models.functions import Lower

from core.models import Revised


class Area(Revised):
    """A part of the borough by which schools are grouped where single schools must not be told."""

    name = models.CharField(max_length=100)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="area_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
