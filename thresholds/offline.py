"""What a device keeps of the framework, so that it is read where there is no connection."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse

from thresholds.models import Framework
from thresholds.pages import menu_of
from thresholds.places import Places
from thresholds.reading import FrameworkReading

SCRIPT = "js/offline.js"
FILES = ("thresholds.css", "js/thresholds.js", "img/favicon.svg")
"""The files that every page for readers names."""
MODULES: tuple[str, ...] = ("js/worksheet.js",)
"""The modules that js/thresholds.js imports, by the names that stand in it."""

PATIENCE = 4000
"""Milliseconds before a page that is slow to come gives way to the kept one."""


def kept_by_a_device(framework: Framework | None) -> dict[str, Any]:
    """The pages and files that a device keeps, and the mark by which it knows that they are not
    those of now any more. Without a version to be read nothing is kept."""
    home = reverse("thresholds:home")
    kept = {"home": home, "patience": PATIENCE}
    if framework is None:
        return kept | {"pages": [], "files": [], "version": "nothing"}
    reading = FrameworkReading(framework)
    pages = pages_of(reading)
    files = [staticfiles_storage.url(name) for name in FILES]
    files += [f"{settings.STATIC_URL}{name}" for name in MODULES]
    contacts = [(each.pk, each.revision, each.position) for each in reading.contacts]
    told = [framework.pk, framework.revision, contacts, pages, files]
    mark = hashlib.sha256(json.dumps(told).encode())
    for name in (*FILES, *MODULES, SCRIPT):
        mark.update(read(name))
    return kept | {"pages": pages, "files": files, "version": mark.hexdigest()[:16]}


def pages_of(reading: FrameworkReading) -> list[str]:
    """The addresses of every page for readers of a version."""
    places = Places(reading.framework)
    return [
        places.home,
        *(places.level(level) for level in reading.levels),
        *(places.domain(each.domain) for each in reading.domains),
        *(places.heading(heading) for heading in reading.headings),
        *(way.url for way in menu_of(places) if way.key != "home"),
    ]


def read(name: str) -> bytes:
    """A static file as it stands."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(path, "rb") as file:
        return file.read()
