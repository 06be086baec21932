"""Parts that an app adds to a page of an app below it, which does not know it.

The page names a place and what it is about, `{% page_parts "plan dashboard" plan %}`; an app
says in its `ready` what it has to show there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class PagePlace(StrEnum):
    """A place on a page; what the page is about there is given to each part."""

    PLAN_DASHBOARD = "plan dashboard"
    """About a plan."""
    MY_WORK = "my work"
    """About the user."""
    HANDOVER = "handover"
    """About a person whose open work is handed over."""
    PAPER = "paper"
    """About a frozen paper."""


Gives = Callable[[Any, Any], dict[str, Any] | None]
"""Takes the user and what the page is about; gives what the template needs, None for nothing."""


@dataclass(frozen=True)
class PagePart:
    """A template, and where what it shows comes from."""

    template_name: str
    gives: Gives


_PARTS: dict[PagePlace, dict[str, PagePart]] = {}


def offer_part(place: PagePlace, template_name: str, gives: Gives) -> None:
    """Show something at a place; called from an app's `ready`. The last of a template stands."""
    _PARTS.setdefault(place, {})[template_name] = PagePart(template_name, gives)


def parts_at(place: PagePlace, user: Any, about: Any) -> list[tuple[str, dict[str, Any]]]:
    """The templates to show at a place, each with what it needs, in the order of the offers."""
    given = [
        (part.template_name, part.gives(user, about)) for part in _PARTS.get(place, {}).values()
    ]
    return [(template, context) for template, context in given if context is not None]
