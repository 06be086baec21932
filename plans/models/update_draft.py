from __future__ import annotations

from django.conf import settings
from django.db import models

from core.text import TEXT
from plans.models.action import CriticalAction


class UpdateDraft(models.Model):
    """What somebody has typed of an update and not yet sent, kept as they type.

    It says nothing of the council's until it is sent, so the audit trail leaves it out.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    action = models.ForeignKey(CriticalAction, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(max_length=11, choices=CriticalAction.Status.choices, blank=True)
    commentary = models.CharField(max_length=TEXT, blank=True)
    corrective_action = models.CharField(max_length=TEXT, blank=True)
    saved_at = models.DateTimeField(auto_now=True)

    audit_unwatched = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "action"], name="update_draft_once"),
        ]

    def __str__(self) -> str:
        return self.commentary[:80]
