"""The service navigation: each app offers its entries under a subject.

The menu shows the subjects, and under it the entries of the one that is open, as far as the
person may open them. A subject with a single such entry is shown as that entry.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.http import HttpRequest
from django.urls import reverse


class Subject(Enum):
    """What the menu is divided into, as the menu calls it."""

    MY_WORK = "My work"
    PLANS = "Plans"
    INCIDENTS = "Incidents"
    WORKFORCE = "Workforce"
    THRESHOLDS = "Thresholds"
    PUBLISHED = "Published figures"
    PAPERS = "Committee papers"
    ADMINISTRATION = "Administration"


@dataclass(frozen=True)
class Entry:
    """A place of the product, and the rule that says for whom it is there."""

    label: str
    url_name: str
    subject: Subject
    order: int
    """Within its subject; a subject stands where the first of its entries does."""
    open_to: Callable[[Any], bool]
    """Takes the signed-in user."""
    lands: int | None
    """How soon somebody lands here after signing in; None: never."""
    lands_whom: Callable[[Any], bool]
    """Who lands here, of those to whom it is open."""


_ENTRIES: dict[str, Entry] = {}


def register(
    label: str,
    url_name: str,
    *,
    subject: Subject,
    order: int,
    open_to: Callable[[Any], bool],
    lands: int | None = None,
    lands_whom: Callable[[Any], bool] = lambda user: True,
) -> None:
    """Offer an entry; called from an app's `ready`."""
    _ENTRIES[url_name] = Entry(label, url_name, subject, order, open_to, lands, lands_whom)


def landing_of(user: Any) -> str:
    """The name of the address on which a user lands: the soonest of the entries open to them."""
    landings = [
        (entry.lands, entry.url_name)
        for entry in _ENTRIES.values()
        if entry.lands is not None and entry.open_to(user) and entry.lands_whom(user)
    ]
    return min(landings)[1]


def context(request: HttpRequest) -> dict[str, Any]:
    """Template context: the menu of who is signed in, and the entries of the current subject.

    What is current says so as a link must: "page" if it is this page, "true" if it holds it.
    """
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": [], "subject_navigation": None}
    menu, within = [], None
    for subject, links in _links(user, request.path).items():
        if len(links) == 1:
            menu += links
            continue
        current = "true" if any(link["current"] for link in links) else ""
        menu.append({"label": subject.value, "url": links[0]["url"], "current": current})
        if current:
            within = {"label": subject.value, "entries": links}
    return {"navigation": menu, "subject_navigation": within}


def _links(user: Any, path: str) -> dict[Subject, list[dict[str, str]]]:
    """The entries open to somebody by subject, each where the first of its entries stands."""
    entries = sorted(_ENTRIES.values(), key=lambda entry: entry.order)
    urls = {entry: reverse(entry.url_name) for entry in entries if entry.open_to(user)}
    # Of two places one within the other, it is the inner one that is open.
    here = max((url for url in urls.values() if _holds(url, path)), key=len, default=None)
    subjects: dict[Subject, list[dict[str, str]]] = {}
    for entry, url in urls.items():
        current = "" if url != here else "page" if url == path else "true"
        link = {"label": entry.label, "url": url, "current": current}
        subjects.setdefault(entry.subject, []).append(link)
    return subjects


def _holds(url: str, path: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
