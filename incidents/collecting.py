"""Collections and their returns as the lists of who collects show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)

from council.models import School
from incidents.models import Collection, ReopeningRequest, SchoolReturn

State = SchoolReturn.State
_MADE = Q(returns__state__in=SchoolReturn.MADE)


def with_counts(collections: QuerySet[Collection]) -> QuerySet[Any]:
    """Collections with how many returns were asked for, made and nil, and all incidents."""
    return collections.annotate(
        asked_count=Count("returns"),
        made_count=Count("returns", filter=_MADE),
        nil_count=Count("returns", filter=_MADE & Q(returns__nil=True)),
        incident_count=Sum("returns__total", filter=_MADE),
    )


def with_standing(returns: QuerySet[SchoolReturn]) -> QuerySet[Any]:
    """Returns with where their state stands in the order of work, and whether their school
    asks to reopen them."""
    asks = ReopeningRequest.objects.filter(school_return=OuterRef("pk"), granted=None)
    ranks = [When(state=state, then=Value(rank)) for rank, state in enumerate(SchoolReturn.State)]
    return returns.select_related("school__area", "type", "collection").annotate(
        reopening_asked=Exists(asks),
        state_rank=Case(*ranks, output_field=IntegerField()),
    )


@dataclass(frozen=True)
class AtAGlance:
    """How many returns of a collection stand how."""

    by_state: Mapping[str, int]
    nil: int

    @classmethod
    def of(cls, collection: Collection) -> AtAGlance:
        counted = dict(collection.returns.order_by().values_list("state").annotate(Count("pk")))
        by_state = {str(state): counted.get(state, 0) for state in State}
        return cls(by_state, collection.returns.made().filter(nil=True).count())

    @property
    def counts(self) -> list[tuple[str, str, int, str]]:
        """The word, its colour, the number, and the filter of the list."""
        words = (
            ("Not started", "grey", State.NOT_STARTED),
            ("In progress", "blue", State.IN_PROGRESS),
            ("Returned, not accepted", "green", State.RETURNED),
            ("Queried", "amber", State.QUERIED),
            ("Accepted", "green", State.ACCEPTED),
        )
        counts = [(word, colour, self.by_state[key], str(key)) for word, colour, key in words]
        return [*counts, ("Nil returns among them", "grey", self.nil, "nil")]

    @property
    def missing(self) -> int:
        """How many schools still owe."""
        return sum(n for state, n in self.by_state.items() if state not in SchoolReturn.MADE)

    @property
    def to_accept(self) -> int:
        """How many were made and wait for the council."""
        return self.by_state[State.RETURNED]


def schools_to_ask(collection: Collection) -> QuerySet[School]:
    """The schools that were open in some part of its time and have not been asked yet."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gte=collection.start)
    asked = SchoolReturn.objects.filter(collection=collection).values("school")
    return School.objects.filter(there).exclude(pk__in=asked)
