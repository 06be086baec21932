"""Reference data: the kinds there are, and what each needs to be listed and edited.

A `Kind` is listed, added to, edited and removed from by the same pages
(`accounts.reference`). What needs pages of its own is a `Place`. An app registers its own
in its `ready`; the index page shows them all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from core.audit import register_action
from core.conflicts import RevisedModelForm
from core.filters import FilterSet
from core.models import Revised
from core.tables import Table


@dataclass(frozen=True)
class Kind:
    """A kind of reference data that the shared pages list and edit."""

    key: str
    """In addresses and in the names of its acts: "directorates"."""
    model: type[Revised]
    description: str
    form: type[RevisedModelForm]
    table: type[Table]
    filters: type[FilterSet]
    with_more: Callable[[QuerySet[Any]], QuerySet[Any]] | None = None
    """Adds to its rows what the table shows of others."""
    instead_of_removal: str = ""
    """What to do with a row that is no longer wanted but must stay."""
    parts: tuple[str, ...] = ()
    """The relations to what a row consists of, which is removed with it."""
    stays: Callable[[Any], str] | None = None
    """Why a row is never removed, though nothing uses it; empty where it may be."""
    pages: tuple[tuple[str, str], ...] = ()
    """Further pages on which its rows are changed: what one does there, and the name of its
    address."""
    added: str = field(init=False)
    changed: str = field(init=False)
    removed: str = field(init=False)

    def __post_init__(self) -> None:
        for act, words in (("added", "added"), ("changed", "changed"), ("removed", "removed")):
            name = register_action(f"{self.key}.{act}", f"{words} the {self.noun}")
            object.__setattr__(self, act, name)

    @property
    def noun(self) -> str:
        return str(self.model._meta.verbose_name)

    @property
    def label(self) -> str:
        nouns = str(self.model._meta.verbose_name_plural)
        return nouns[:1].upper() + nouns[1:]

    @property
    def rows(self) -> QuerySet[Any]:
        """All rows, as the table needs them."""
        rows = self.model._default_manager.all()
        return self.with_more(rows) if self.with_more else rows

    @property
    def url(self) -> str:
        return reverse("reference:list", args=[self])


@dataclass(frozen=True)
class Place:
    """Reference data with pages of its own, which everybody signed in may read."""

    label: str
    description: str
    url_name: str

    @property
    def url(self) -> str:
        return reverse(self.url_name)


@dataclass(frozen=True)
class RowPage:
    """A page about one row that an app above offers to some: "Hand over what is open"."""

    label: str
    short: str
    """The label in a cell of a list: "Hand over"."""
    url_name: str
    open_to: Callable[[Any], bool]
    """Takes the signed-in user."""

    def url(self, row: Revised) -> str:
        return reverse(self.url_name, args=[row.pk])


KINDS: dict[str, Kind] = {}
PLACES: dict[str, Place] = {}
ROW_PAGES: dict[type[Revised], list[RowPage]] = {}


def register_kind(kind: Kind) -> None:
    """Give a kind its pages and its place on the index."""
    KINDS[kind.key] = kind


def register_place(place: Place) -> None:
    """Offer pages of an app's own on the index."""
    PLACES[place.url_name] = place


def register_row_page(model: type[Revised], page: RowPage) -> None:
    """Offer a page of an app's own about each row of a kind."""
    ROW_PAGES.setdefault(model, []).append(page)


def row_pages(model: type[Revised], user: Any) -> list[RowPage]:
    """The pages about a row of a kind that a user may open."""
    return [page for page in ROW_PAGES.get(model, ()) if page.open_to(user)]


def row_links(row: Revised, user: Any) -> list[tuple[str, str]]:
    """Words and address of those pages for one row."""
    return [(page.label, page.url(row)) for page in row_pages(type(row), user)]
