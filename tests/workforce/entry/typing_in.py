"""What a browser sends of the forms of the workforce, and what is kept of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from core.models import AuditAct
from tests.factories.workforce import group_named, staff_category
from workforce.models import GroupCount, Snapshot


def page(name: str, *args: Any) -> str:
    return reverse(f"workforce:{name}", args=args)


def text_of(response: HttpResponse) -> str:
    """What a page says, its spaces as one reads them."""
    return " ".join(response.content.decode().split())


def typed(client: Client, address: str, **changes: Any) -> dict[str, str]:
    """What a browser would send of a form as it was opened, with these boxes changed."""
    form = client.get(address).context["form"]
    held = {field.html_name: field.value() for field in form}
    held = {name: "" if value is None else str(value) for name, value in held.items()}
    assert set(changes) <= set(held), set(changes) - set(held)
    return held | {name: str(value) for name, value in changes.items()}


def box(words: str) -> str:
    """ "Female" or "sex, prefer_not" as the name of its box in the form of counts."""
    if words == "headcount" or ", " in words:
        return words.replace(", ", "-")
    category = staff_category(words)
    return f"{category.list.characteristic}-{category.pk}"


def counts_typed(client: Client, address: str, **counts: Any) -> dict[str, str]:
    """The form of a group's counts with numbers by the names of categories."""
    return typed(client, address, **{box(words): number for words, number in counts.items()})


def cell(group: str, column: str) -> str:
    """The name of a box in the grid of percentages."""
    return f"{column}-{group_named(group).pk}"


def held(snapshot: Snapshot, group: str) -> tuple[int | None, dict[str, int]]:
    """The headcount of a group and its counts that are not 0, by category."""
    row = GroupCount.objects.get(snapshot=snapshot, group__name=group)
    counts = row.counts.select_related("category")
    return row.headcount, {
        str(each.category or f"{each.characteristic}, {each.held}"): each.count
        for each in counts
        if each.count
    }


def shares(snapshot: Snapshot) -> dict[str, tuple[int | None, dict[str, str]]]:
    """The percentages of a snapshot by group."""
    return {
        row.group.name: (row.headcount, {each.headline: each.text for each in row.shares.all()})
        for row in snapshot.groups.select_related("group")
    }


def last_sentence() -> str:
    act = AuditAct.objects.first()
    assert act is not None
    return act.sentence
