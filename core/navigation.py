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
    shown = [(entry.label, reverse(entry.url_name)) for entry in entries if entry.open_to(user)]
    # Of /plans/ and /plans/actions/ the page is below, the closer one is where it stands.
    above = [url for _, url in shown if _is_below(request.path, url)]
    here = max(above, key=len, default="")
    return {
        "navigation": [{"label": label, "url": url, "current": url == here} for label, url in shown]
    }


def _is_below(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
