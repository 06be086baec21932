"""What schools and the council do with a return, as the tests say it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.models import AuditAct
from incidents.acts_on_returns import Confirmation
from incidents.breakdowns import BY_KEY
from incidents.figures import Cell, Figures
from incidents.models import Collection, SchoolReturn

HEAD = Confirmation("Ruth Ackroyd", "head")
CONFIRMED = {"name": "Ruth Ackroyd", "post": "head"}
"""The same, as the form is filled in."""


def cell(collection: Collection, words: str) -> Cell:
    """ "victim_gender, Male" as a cell of the collection's form."""
    key, _, name = words.partition(", ")
    found = collection.lists[BY_KEY[key].dimension]
    return key, next(each.pk for each in found if each.name == name)


def figures(collection: Collection, total: int | None = None, **counts: int) -> Figures:
    """Figures with counts as `**{"victim_gender, Male": 2}`."""
    return Figures(total, {cell(collection, words): n for words, n in counts.items()})


def saved(school_return: SchoolReturn) -> tuple[str, int | None, dict[str, int]]:
    """How a return stands in the database: its state, total and counts."""
    row = SchoolReturn.objects.get(pk=school_return.pk)
    counts = {f"{each.breakdown}, {each.category}": each.count for each in row.counts.all()}
    return row.state, row.total, counts


def close(school_return: SchoolReturn) -> None:
    """Close its collection, as if long ago."""
    collection = school_return.collection
    collection.closed_at = collection.opened_at
    collection.save()


def the_act(action: str) -> AuditAct:
    """The only act of this name in the trail."""
    return AuditAct.objects.get(action=action)


def page(name: str, *args: Any) -> str:
    return reverse(f"incidents:{name}", args=args)


def box(school_return: SchoolReturn, words: str) -> str:
    """The name of the box of a cell."""
    return "{}-{}".format(*cell(school_return.collection, words))


def typed(client: Client, school_return: SchoolReturn, **changes: Any) -> dict[str, str]:
    """What a browser would send of the form as it was opened, with these boxes changed."""
    form = client.get(page("fill_in", school_return.pk)).context["form"]
    held = {field.html_name: field.value() for field in form}
    held = {name: "" if value is None else str(value) for name, value in held.items()}
    names = {words: words if words == "total" else box(school_return, words) for words in changes}
    return held | {names[words]: str(value) for words, value in changes.items()}


def text_of(response: HttpResponse) -> str:
    """What a page says, its spaces as one reads them."""
    return " ".join(response.content.decode().split())
