"""The service navigation: each app offers its entries, the page shows those one may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True)
class Entry:
    """A place of the product, and the rule that says for whom it is there."""

    label: str
    url_name: str
    order: int
    open_to: Callable[[Any], bool]
    """Takes the signed-in user."""


_ENTRIES: dict[str, Entry] = {}


def register(label: str, url_name: str, *, order: int, open_to: Callable[[Any], bool]) -> None:
    """Offer an entry; called from an app's `ready`."""
    _ENTRIES[url_name] = Entry(label, url_name, order, open_to)


def context(request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """Template context: the entries open to who is signed in, the current one marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    entries = sorted(_ENTRIES.values(), key=lambda entry: entry.order)
    shown = []
    for entry in entries:
        if entry.open_to(user):
            url = reverse(entry.url_name)
            current = request.path == url or (url != "/" and request.path.startswith(url))
            shown.append({"label": entry.label, "url": url, "current": current})
    return {"navigation": shown}
