"""What the boxes of a form offer while somebody types: what exists already."""

from __future__ import annotations

from council.models import Division, Person, Strategy
from plans.models import Outcome, OutcomeFramework, Plan

UNITS = ["number", "%", "percentage points", "rate", "£"]


def _people(plan: Plan) -> list[Person]:
    """Who has not left, those of the plan's directorate first."""
    there = Person.objects.filter(left_on__isnull=True)
    return sorted(there, key=lambda p: (p.directorate_id != plan.directorate_id, p.name))


def people_suggested(plan: Plan) -> dict[str, list[str]]:
    """The names of people, for a box that takes one person."""
    return {"people": [person.name for person in _people(plan)]}


def suggestions(plan: Plan) -> dict[str, list[str]]:
    """By the id of the list: people and divisions (those of the plan's directorate first)."""
    own = plan.directorate_id
    people = _people(plan)
    divisions = sorted(Division.objects.all(), key=lambda d: (d.directorate_id != own, d.code))
    codes = {division.pk: division.code for division in divisions}
    parties = [f"{p.name} / {codes[p.division_id]}" if p.division_id else p.name for p in people]
    return {
        "parties": [*parties, *(division.code for division in divisions), "All managers"],
        "strategies": [s.code or s.name for s in Strategy.objects.all()],
        "frameworks": list(OutcomeFramework.objects.values_list("name", flat=True)),
        "outcomes": list(
            Outcome.objects.filter(framework__appendix__plan=plan)
            .distinct()
            .values_list("name", flat=True)
        ),
        "units": UNITS,
    }
