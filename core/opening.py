"""What is opened to people for a time and closed again."""

from __future__ import annotations

from django.db import models

from core.dates import in_words


class OpenedAndClosed(models.Model):
    """A time of which people report: not opened yet, open, or closed."""

    start = models.DateField("first day")
    finish = models.DateField("last day")
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        abstract = True

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None

    @property
    def is_open(self) -> bool:
        """Whether people report for it now."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def state(self) -> str:
        """How it stands in a word."""
        if self.is_closed:
            return "Closed"
        return "Open" if self.is_open else "Not opened"

    @property
    def state_colour(self) -> str:
        """The colour that goes with the word."""
        return {"Closed": "grey", "Open": "green"}.get(self.state, "blue")

    @property
    def days_in_words(self) -> str:
        """ "1 April 2026 to 30 June 2026"."""
        return f"{in_words(self.start)} to {in_words(self.finish)}"
