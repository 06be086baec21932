from django.db import models
from django.db.models.functions import Lower


class Reminder(models.Model):
    """A mail that told somebody what waits for them: to whom, when, and in which words.

    Nobody gets more than one on a day, whatever is run how often: the table refuses it.
    """

    email = models.EmailField("email address")
    name = models.CharField(max_length=200)
    day = models.DateField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(Lower("email"), "day", name="reminder_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} ({self.email})"
