"""Collections and their returns as the lists of who collects show them."""

from __future__ import annotations

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


def states_of(collection: Collection) -> list[tuple[str, str, int, str]]:
    """How many returns stand how: the word, its colour, the number, and the filter of the list."""
    state = SchoolReturn.State
    returns = collection.returns
    made = Q(state__in=SchoolReturn.MADE)
    found = returns.aggregate(
        not_started=Count("pk", filter=Q(state=state.NOT_STARTED)),
        in_progress=Count("pk", filter=Q(state=state.IN_PROGRESS)),
        nil=Count("pk", filter=made & Q(nil=True)),
        returned=Count("pk", filter=Q(state=state.RETURNED)),
        queried=Count("pk", filter=Q(state=state.QUERIED)),
        accepted=Count("pk", filter=Q(state=state.ACCEPTED)),
    )
    return [
        ("Not started", "grey", found["not_started"], "not_started"),
        ("In progress", "blue", found["in_progress"], "in_progress"),
        ("Returned, not accepted", "green", found["returned"], "returned"),
        ("Queried", "amber", found["queried"], "queried"),
        ("Accepted", "green", found["accepted"], "accepted"),
        ("Nil returns among them", "grey", found["nil"], "nil"),
    ]


def schools_to_ask(collection: Collection) -> QuerySet[School]:
    """The schools that were open in some part of its time and have not been asked yet."""
    there = Q(closed_on__isnull=True) | Q(closed_on__gte=collection.start)
    asked = SchoolReturn.objects.filter(collection=collection).values("school")
    return School.objects.filter(there).exclude(pk__in=asked)
