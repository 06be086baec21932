from django.contrib.postgres.fields import ArrayField
from django.db import models

from accounts.models.user import User


class ColumnChoice(models.Model):
    """The columns in which a user wants to see a list.

    A personal setting that says nothing of the council, so the audit trail leaves it out.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="column_choices")
    list_key = models.CharField(max_length=60)
    columns = ArrayField(models.CharField(max_length=60), default=list, blank=True)

    audit_unwatched = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "list_key"], name="column_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.list_key}"
