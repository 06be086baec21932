"""What every page for readers shows: the version, the ways through it, whom to call."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response, set_response_etag

from accounts.access import View
from thresholds.access import reader_page
from thresholds.models import Framework
from thresholds.places import Places
from thresholds.reading import FrameworkReading

KEPT = "X-Threshold-Framework"
"""The header of a page that a device may keep to be read offline: one of a version in use."""


@dataclass(frozen=True)
class Way:
    """An entry of the menu."""

    key: str
    label: str
    url: str


def menu_of(places: Places) -> list[Way]:
    """The ways through a version."""
    return [
        Way("home", "Levels", places.home),
        Way("services", "Who can help", places.services),
        Way("social_care", "Children's social care", places.social_care),
        Way("guidance", "How to use this", places.guidance),
        Way("worksheet", "Worksheet", places.worksheet),
        Way("search", "Search", places.search),
    ]


def framework_page(view: Callable[..., HttpResponse]) -> View:
    """A page for readers, `view(request, reading)`; where nothing is in force, one that says so."""

    @reader_page
    @wraps(view)
    def found(request: HttpRequest, framework: Framework | None, **kwargs: Any) -> HttpResponse:
        if framework is None:
            return reader_response(request, None, "thresholds/nothing.html", title="Thresholds")
        return view(request, FrameworkReading(framework), **kwargs)

    return found


def page_of(
    request: HttpRequest, reading: FrameworkReading, template: str, **context: Any
) -> HttpResponse:
    """A page of a version; `title` and `here` as `reader_response` takes them."""
    return reader_response(request, reading.framework, template, reading=reading, **context)


def reader_response(
    request: HttpRequest,
    framework: Framework | None,
    template: str,
    *,
    title: str,
    here: str = "",
    reading: FrameworkReading | None = None,
    **context: Any,
) -> HttpResponse:
    """A page for readers; where there is no framework, one that says so."""
    if framework is None:
        nothing = {"framework": None, "title": "Thresholds"}
        return render(request, "thresholds/nothing.html", nothing)
    places = Places(framework)
    shared = {
        "framework": framework,
        "reading": reading or FrameworkReading(framework),
        "places": places,
        "menu": menu_of(places),
        "here": here,
        "title": title,
        "worker": reverse("thresholds:offline") if is_in_use(framework) else "",
    }
    return _asked_again(request, render(request, template, {**shared, **context}), framework)


def is_in_use(framework: Framework) -> bool:
    """Whether practitioners read it: it is in force, or replaced but still in use."""
    return framework.state in (Framework.State.IN_FORCE, Framework.State.STILL_USED)


def _asked_again(
    request: HttpRequest, response: HttpResponse, framework: Framework
) -> HttpResponse:
    """A page is asked for each time, but sent only where it is another than the browser has."""
    if not is_in_use(framework):
        response["Cache-Control"] = "no-store"
        return response
    response["Cache-Control"] = "no-cache" if framework.is_public else "private, no-cache"
    response[KEPT] = str(framework.pk)
    set_response_etag(response)
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    return cast("HttpResponse", answer)
