from django.conf import settings
from django.db import models
from django.urls import reverse

from core.dates import in_words
from core.text import LINE
from council.models import Directorate


class PublishedProfile(models.Model):
    """A workforce profile as it left the council: each printed text, frozen.

    The record also keeps the true figures, which only the council reads: the next
    publication of the same people must not give away what this one hides. It is never
    changed and never removed.
    """

    directorate = models.ForeignKey(
        Directorate, null=True, on_delete=models.PROTECT, related_name="+"
    )
    day = models.DateField()
    record = models.JSONField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    published_by_name = models.CharField(max_length=LINE)
    published_at = models.DateTimeField(auto_now_add=True)

    # Kept here for good; a second copy in the trail would say no more.
    audit_omits = ("record",)

    class Meta:
        ordering = ["-day", "-pk"]
        verbose_name = "published workforce profile"

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("workforce:published", args=[self.pk])

    @property
    def title(self) -> str:
        """As it was called when it was published."""
        return f"{self.record['organisation']}: workforce on {in_words(self.day)}"
