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


KINDS: dict[str, Kind] = {}
PLACES: dict[str, Place] = {}


def register_kind(kind: Kind) -> None:
    """Give a kind its pages and its place on the index."""
    KINDS[kind.key] = kind


def register_place(place: Place) -> None:
    """Offer pages of an app's own on the index."""
    PLACES[place.url_name] = place
