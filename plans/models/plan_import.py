from django.conf import settings
from django.db import models


class PlanImport(models.Model):
    """A file that was read without a fault and waits for its person to confirm the preview."""

    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    uploaded_at = models.DateTimeField(auto_now_add=True)
    file_name = models.CharField(max_length=255)
    document = models.JSONField()
    replace_draft = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name
