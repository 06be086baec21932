"""Opening the lists across plans, and what they show."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from accounts.models import User
from tests.plans.pages.people import client_of, holder

ACTIONS, KPIS, RISKS = "plans:actions", "plans:kpis", "plans:risks_list"


def page(name: str, user: User | None = None, **query: Any) -> HttpResponse:
    """The list as its address asks for it, for an officer of the whole council by default."""
    response = client_of(user or holder("officer")).get(reverse(name), query)
    assert response.status_code == 200
    return response


def rows(name: str, user: User | None = None, **query: Any) -> list[Any]:
    """The rows on the first page, in their order."""
    return list(page(name, user, **query).context["table"].page.object_list.data)


def cells(name: str, user: User | None = None, **query: Any) -> list[dict[str, str]]:
    """What stands in the rows of the first page, by column."""
    table = page(name, user, **query).context["table"]
    return [{column.name: str(cell) for column, cell in row.items()} for row in table.page]
