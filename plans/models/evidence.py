from __future__ import annotations

from pathlib import Path
from uuid import uuid4

from django.db import models
from django.db.models import Q

from core.text import LINE
from plans.models.progress_update import ProgressUpdate


def evidence_path(_evidence: Evidence, filename: str) -> str:
    """A name of our own with the ending of the file, so that nobody's name decides a path.

    The files are kept in the data folder, outside everything that a web server hands out.
    """
    return f"evidence/{uuid4().hex}{Path(filename).suffix.lower()}"


class Evidence(models.Model):
    """What shows that an update is true: a link, or a file of a checked kind."""

    update = models.ForeignKey(ProgressUpdate, on_delete=models.CASCADE, related_name="evidence")
    link = models.URLField(max_length=LINE, blank=True)
    file = models.FileField(upload_to=evidence_path, blank=True)
    file_name = models.CharField(max_length=LINE, blank=True)
    size = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "evidence"
        constraints = [
            models.CheckConstraint(
                condition=(~Q(link="") & Q(file="", file_name="", size__isnull=True))
                | (Q(link="") & ~Q(file="") & ~Q(file_name="") & Q(size__gt=0)),
                name="evidence_is_a_link_or_a_file",
            ),
        ]

    def __str__(self) -> str:
        return self.file_name or self.link
