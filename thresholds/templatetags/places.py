"""Links to the parts of a version from its pages, and the colours of its levels."""

from django import template

from thresholds.models import Domain, Heading, Level
from thresholds.places import Places
from thresholds.reading import FrameworkReading
from thresholds.tones import TONES, tones

register = template.Library()


@register.filter
def at(part: Level | Heading | Domain, places: Places) -> str:
    """The address of the page of a level, heading or domain: `level|at:places`."""
    match part:
        case Level():
            return places.level(part)
        case Heading():
            return places.heading(part)
    return places.domain(part)


@register.filter
def tone(level: Level | None, reading: FrameworkReading) -> str:
    """The class of the colours of a level, those of the windscreen: `level|tone:reading`."""
    numbers = [each.number for each in reading.levels]
    if level is None or level.number not in numbers:
        return "th-tone"
    return f"th-tone th-tone--{TONES.index(tones(len(numbers))[numbers.index(level.number)])}"
