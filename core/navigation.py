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
    lands: int | None
    """How soon somebody lands here after signing in; None: never."""


_ENTRIES: dict[str, Entry] = {}


def register(
    label: str,
    url_name: str,
    *,
    order: int,
    open_to: Callable[[Any], bool],
    lands: int | None = None,
) -> None:
    """Offer an entry; called from an app's `ready`."""
    _ENTRIES[url_name] = Entry(label, url_name, order, open_to, lands)


def landing_of(user: Any) -> str:
    """The name of the address on which a user lands: the soonest of the entries open to them."""
    landings = [
        (entry.lands, entry.url_name)
        for entry in _ENTRIES.values()
        if entry.lands is not None and entry.open_to(user)
    ]
    return min(landings)[1]


def context(request: HttpRequest) -> dict[str, list[dict[str, Any]]]:
    """Template context: the entries open to who is signed in, the current one marked."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    open_to_them = [entry for entry in _ENTRIES.values() if entry.open_to(user)]
    urls = {entry.url_name: reverse(entry.url_name) for entry in open_to_them}
    # Of two places one within the other, it is the inner one that is open.
    here = max((url for url in urls.values() if _holds(url, request.path)), key=len, default=None)
    return {
        "navigation": [
            {
                "label": entry.label,
                "url": urls[entry.url_name],
                "current": urls[entry.url_name] == here,
            }
            for entry in sorted(open_to_them, key=lambda entry: entry.order)
        ]
    }


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
