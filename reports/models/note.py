from django.conf import settings
from django.db import models

from core.models import Revised
from core.text import TEXT
from reports.models.paper import Paper


class PaperNote(Revised):
    """A private note of a member on a paper: nobody else reads it, the trail has no word of it."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="paper_notes"
    )
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    page = models.PositiveIntegerField("page of the paper", null=True, blank=True)
    text = models.TextField("note", max_length=TEXT)

    audit_omits = ("text", "page")

    class Meta:
        ordering = ["page", "pk"]

    def __str__(self) -> str:
        return f"Note on {self.paper}"
