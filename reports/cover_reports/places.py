"""The places of a template, such as {period}, which a plan, the pack and the council fill."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError

from core.dates import in_words
from council.models import Council
from plans.models import Plan
from reports.models import Pack

PLACES: dict[str, str] = {
    "plan": "the title of the plan",
    "period": "the period of the plan, such as April 2026 to March 2027",
    "directorate": "the directorate whose pack it is",
    "committee": "the committee to which the pack goes",
    "meeting": "the day of the meeting",
    "council": "the name of the council",
    "contact": "the contact that the plan names, with the post",
    "legislation": "what the Equality Act 2010 and the Regulations of 2017 ask of the council",
}
"""Each with what it is filled with."""

LEGISLATION = (
    "The Equality Act 2010, section 149 (the public sector equality duty), obliges the Council, "
    "in everything it does, to give proper thought to three needs: to put an end to "
    "discrimination, harassment, victimisation and other conduct that the Act prohibits; to "
    "advance equality of opportunity; and to foster good relations between people who share a "
    "protected characteristic and people who do not. The Equality Act 2010 (Specific Duties and "
    "Public Authorities) Regulations 2017 oblige it to publish, each year, information that shows "
    "how it meets that duty, and to prepare and publish equality objectives at least every four "
    "years."
)
_PLACE = re.compile(r"\{([^{}]*)\}")


def refuse_unknown_places(text: str) -> None:
    """Raises ValidationError for a place that nothing fills, or a brace without its other half."""
    for name in _PLACE.findall(text):
        if name not in PLACES:
            raise ValidationError(
                f"“{{{name}}}” is no place that can be filled. There are {places_in_words()}"
            )
    if re.search(r"[{}]", _PLACE.sub("", text)):
        raise ValidationError("Write a place between { and }, such as {period}")


def places_in_words() -> str:
    """ "{plan}, {period} and {directorate}"."""
    *most, last = (f"{{{name}}}" for name in PLACES)
    return f"{', '.join(most)} and {last}"


def values_for(pack: Pack, plan: Plan | None) -> dict[str, str]:
    """What fills each place; one that nothing is known for is left out."""
    values = {
        "plan": plan.title if plan else "",
        "period": plan.period if plan else "",
        "directorate": pack.directorate.name,
        "committee": pack.committee.name,
        "meeting": in_words(pack.meeting.day) if pack.meeting else "",
        "council": Council.current().name,
        "contact": _contact(plan) if plan else "",
        "legislation": LEGISLATION,
    }
    return {name: value for name, value in values.items() if value}


def _contact(plan: Plan) -> str:
    return ", ".join(part for part in (plan.contact_name, plan.contact_post) if part)


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its places filled; one without a value stays, so that its author sees it."""
    return _PLACE.sub(lambda found: values.get(found[1], found[0]), text)


def left_in(text: str) -> list[str]:
    """The places that nobody has filled yet, each once, as "{period}"."""
    return list(dict.fromkeys(f"{{{name}}}" for name in _PLACE.findall(text) if name in PLACES))
