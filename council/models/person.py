from django.db import models

from core.models import Revised
from council.models.directorate import Directorate, Division


class Person(Revised):
    """Somebody named in plans; need not have a login. Leavers stay, history keeps the name."""

    name = models.CharField(max_length=200)
    post = models.CharField(max_length=200, blank=True)
    email = models.EmailField("email", blank=True)
    directorate = models.ForeignKey(
        Directorate, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    division = models.ForeignKey(
        Division, null=True, blank=True, on_delete=models.PROTECT, related_name="people"
    )
    left_on = models.DateField("left on", null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "people"

    def __str__(self) -> str:
        return self.name
