"""Where the pages of a version stand: that in force by itself, others under their number."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from thresholds.models import Domain, Framework, Heading, Level


@dataclass(frozen=True)
class Places:
    """The addresses of the readers' pages of one version."""

    framework: Framework

    def _at(self, name: str, *args: object) -> str:
        if self.framework.state == Framework.State.IN_FORCE:
            return reverse(f"thresholds:{name}", args=args)
        return reverse(f"thresholds:version_{name}", args=[self.framework.pk, *args])

    @property
    def home(self) -> str:
        return self._at("home")

    def level(self, level: Level) -> str:
        """Everything of one level."""
        return self._at("level", level.number)

    def heading(self, heading: Heading) -> str:
        """All levels side by side under one heading."""
        return self._at("heading", heading.pk)

    def domain(self, domain: Domain) -> str:
        """One domain over all levels."""
        return self._at("domain", domain.pk)

    @property
    def services(self) -> str:
        """Who can help, by level."""
        return self._at("services")

    @property
    def social_care(self) -> str:
        """The chart of children's social care."""
        return self._at("social_care")

    @property
    def guidance(self) -> str:
        """Introduction, how to use it, when professionals disagree."""
        return self._at("guidance")

    @property
    def search(self) -> str:
        return self._at("search")

    @property
    def worksheet(self) -> str:
        return self._at("worksheet")
