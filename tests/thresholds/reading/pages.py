"""The pages for readers of a version, of each kind one."""

from __future__ import annotations

from thresholds.models import Domain, Framework, Heading
from thresholds.places import Places


def pages_of_each_kind(framework: Framework) -> dict[str, str]:
    """Addresses by what they show: those of the version in force, or under its number."""
    places = Places(framework)
    domain = Domain.objects.filter(framework=framework).first()
    heading = Heading.objects.filter(domain__framework=framework).first()
    level = framework.levels.first()
    return {
        "home": places.home,
        **({"level": places.level(level)} if level else {}),
        **({"heading": places.heading(heading)} if heading else {}),
        **({"domain": places.domain(domain)} if domain else {}),
        "services": places.services,
        "social care": places.social_care,
        "guidance": places.guidance,
        "search": places.search,
        "found": f"{places.search}?q=health",
    }
