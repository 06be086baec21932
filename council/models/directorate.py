from django.db import models
from django.db.models.functions import Lower

from core.models import Revised


class Committee(Revised):
    """A scrutiny committee, which considers the plans of one or several directorates."""

    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="committee_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Directorate(Revised):
    """A part of the council that must have an equality and diversity action plan each year."""

    name = models.CharField(max_length=200)
    committee = models.ForeignKey(
        Committee,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directorates",
        verbose_name="scrutiny committee",
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("name"), name="directorate_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Division(Revised):
    """A division of a directorate, known in plans by a short code such as "C&F"."""

    directorate = models.ForeignKey(Directorate, on_delete=models.PROTECT, related_name="divisions")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["directorate__name", "code"]
        constraints = [
            models.UniqueConstraint("directorate", Lower("code"), name="division_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} ({self.name})" if self.name else self.code
