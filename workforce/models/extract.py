from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from council.models import Directorate
from workforce.models.category import StaffCategory
from workforce.models.group import StaffGroup

COLUMNS = (
    "organisation",
    "scale_point",
    "school_employed",
    "sex",
    "ethnicity",
    "disability",
    "age_band",
    "religion_or_belief",
    "sexual_orientation",
)
"""The columns of an extract whose codes mean something here."""


class CodeMeaning(models.Model):
    """What a code of the council's HR system means, remembered for the next extract."""

    class Answer(models.TextChoices):
        PREFER_NOT = "prefer_not", "Prefer not to say"
        NOT_HELD = "not_held", "Not held"
        YES = "yes", "Yes"
        NO = "no", "No"
        COUNCIL_ONLY = "council_only", "No directorate: counted in the whole council only"
        LEFT_OUT = "left_out", "Not staff of the council: left out"

    column = models.CharField(max_length=20)
    code = models.CharField(max_length=200, blank=True)
    directorate = models.ForeignKey(
        Directorate, null=True, on_delete=models.CASCADE, related_name="+"
    )
    group = models.ForeignKey(StaffGroup, null=True, on_delete=models.CASCADE, related_name="+")
    category = models.ForeignKey(
        StaffCategory, null=True, on_delete=models.CASCADE, related_name="+"
    )
    answer = models.CharField(max_length=12, choices=Answer.choices, blank=True)

    audit_names = ("column", "code")

    class Meta:
        ordering = ["column", "code"]
        verbose_name = "meaning of a code"
        verbose_name_plural = "meanings of codes"
        constraints = [
            models.UniqueConstraint("column", Lower("code"), name="code_meaning_once"),
            models.CheckConstraint(
                condition=Q(column__in=COLUMNS), name="code_meaning_column_known"
            ),
            models.CheckConstraint(
                condition=Q(
                    directorate__isnull=False,
                    group__isnull=True,
                    category__isnull=True,
                    answer="",
                    column="organisation",
                )
                | Q(
                    directorate__isnull=True,
                    group__isnull=False,
                    category__isnull=True,
                    answer="",
                    column="scale_point",
                )
                | Q(
                    directorate__isnull=True,
                    group__isnull=True,
                    category__isnull=False,
                    answer="",
                )
                | (
                    Q(directorate__isnull=True, group__isnull=True, category__isnull=True)
                    & ~Q(answer="")
                ),
                name="code_meaning_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.column.replace('_', ' ')}: {self.code or 'empty'}"


class PendingExtract(models.Model):
    """What an extract came to when it was read, while its person maps its codes and looks at
    the preview: sums by place and code. No line of the file is kept."""

    name = models.CharField(max_length=255)
    day = models.DateField()
    sums = models.JSONField()
    kept_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    kept_at = models.DateTimeField(auto_now_add=True)

    audit_omits = ("sums",)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name
