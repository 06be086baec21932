from typing import Any

import django_filters
from django.utils import timezone

from core.filters import FilterSet
from core.models import AuditAct
from plans.history.entries import Entry
from plans.history.tree import PLAN_KIND
from plans.parts import KINDS

OUTSIDE, THE_SYSTEM = "outside", "system"


class HistoryFilter(FilterSet):
    """The entries of a plan's history by kind of part, person and day.

    They are no rows of one table (changes outside the product have no act), so they are
    narrowed as a list, which the page has in hand anyway.
    """

    kind = django_filters.ChoiceFilter(
        label="What was changed",
        choices=[
            (PLAN_KIND, "The plan’s details and route"),
            *((key, f"{kind.name[:1].upper()}{kind.name[1:]}") for key, kind in KINDS.items()),
        ],
        empty_label="Anything",
    )
    person = django_filters.ChoiceFilter(label="By whom", choices=[], empty_label="Anybody")
    since = django_filters.DateFilter(label="From")
    until = django_filters.DateFilter(label="To")

    class Meta:
        model = AuditAct
        fields = ("kind", "person", "since", "until")

    def __init__(self, *args: Any, entries: list[Entry], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.entries = entries
        people = {_person(entry): entry.who for entry in reversed(entries)}
        self.filters["person"].extra["choices"] = sorted(people.items(), key=lambda p: p[1])

    def narrowed(self) -> list[Entry]:
        """The entries that match what was chosen."""
        self.form.is_valid()
        chosen = self.form.cleaned_data
        kind, person = chosen.get("kind"), chosen.get("person")
        since, until = chosen.get("since"), chosen.get("until")
        return [
            entry
            for entry in self.entries
            if (not kind or kind in entry.kinds)
            and (not person or person == _person(entry))
            and (not since or timezone.localdate(entry.at) >= since)
            and (not until or timezone.localdate(entry.at) <= until)
        ]


def _person(entry: Entry) -> str:
    if entry.is_outside:
        return OUTSIDE
    return THE_SYSTEM if entry.actor_id is None else str(entry.actor_id)
