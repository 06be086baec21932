from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models

from core.models import Revised


def logo_path(_council: "Council", _filename: str) -> str:
    """Where the logo is kept: one place, whatever the uploaded file was called."""
    return "council/logo.png"


class Council(Revised):
    """The council that runs this system: its name, contact and look. There is one row."""

    name = models.CharField(max_length=200)
    short_name = models.CharField(
        "short name", max_length=60, blank=True, help_text="As people say it, for page headings."
    )
    address = models.TextField(blank=True, help_text="One line each, as on an envelope.")
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    logo = models.ImageField(
        upload_to=logo_path, blank=True, help_text="A PNG picture, printed on title pages."
    )
    accent_colour = models.CharField(
        "accent colour",
        max_length=7,
        default="#1d3c6e",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", "Enter a colour such as #1d3c6e")],
        help_text="Headings of printed documents; dark enough to read on white.",
    )
    clear_days = models.PositiveSmallIntegerField(
        "clear days",
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
        help_text="Between the publication of a committee paper and its meeting.",
    )

    class Meta:
        verbose_name = "council"
        verbose_name_plural = "council"
        constraints = [
            models.CheckConstraint(condition=models.Q(pk=1), name="council_is_one_row"),
            models.CheckConstraint(
                condition=models.Q(clear_days__range=(1, 20)), name="council_clear_days_known"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> "Council":
        """The council, or an unsaved one without a name on a new site."""
        return cls.objects.first() or cls(pk=1)

    @property
    def address_lines(self) -> list[str]:
        return self.address.splitlines()
