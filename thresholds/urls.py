"""Addresses of the threshold framework: of readers, and of those who edit it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path

from thresholds.views import (
    cells,
    comparison,
    editing,
    importing,
    offline,
    reading,
    searching,
    versions,
    worksheet,
)

app_name = "thresholds"

READERS: list[tuple[str, Callable[..., Any], str]] = [
    ("", reading.home, "home"),
    ("level/<int:number>/", reading.level, "level"),
    ("heading/<int:pk>/", reading.heading, "heading"),
    ("domain/<int:pk>/", reading.domain, "domain"),
    ("services/", reading.services, "services"),
    ("social-care/", reading.social_care, "social_care"),
    ("guidance/", reading.guidance, "guidance"),
    ("search/", searching.search, "search"),
    ("worksheet/", worksheet.worksheet, "worksheet"),
]
"""Each page of the version in force, and under its number of any other."""

urlpatterns = [
    *(path(route, view, name=name) for route, view, name in READERS),
    *(
        path(f"version/<int:version>/{route}", view, name=f"version_{name}")
        for route, view, name in READERS
    ),
    path("offline.js", offline.worker, name="offline"),
    path("versions/import/", importing.upload, name="import_upload"),
    path("versions/import/<int:pk>/", importing.preview, name="import_preview"),
    path("versions/import/<int:pk>/discard/", importing.discard, name="import_discard"),
    path("versions/<int:pk>/export/", importing.export, name="export"),
    path("versions/", versions.versions, name="versions"),
    path("versions/begin/", versions.begin, name="begin"),
    path("versions/<int:pk>/", versions.framework, name="framework"),
    path("versions/<int:pk>/new-version/", versions.new_version, name="new_version"),
    path("versions/<int:pk>/put-in-force/", versions.put_in_force_, name="put_in_force"),
    path("versions/<int:pk>/out-of-use/", versions.out_of_use, name="out_of_use"),
    path("versions/<int:pk>/readers/", versions.readers, name="readers"),
    path("versions/<int:pk>/remove/", versions.remove, name="remove"),
    path("versions/<int:pk>/compare/", comparison.compare, name="compare"),
    path("versions/<int:pk>/texts/", editing.texts, name="texts"),
    path("versions/<int:pk>/cell/<int:level_pk>/<int:heading_pk>/", cells.cell, name="cell"),
    path("versions/<int:pk>/<slug:kind>/add/", editing.add, name="add_part"),
    path("versions/<int:pk>/<slug:kind>/<int:row>/", editing.part, name="part"),
    path("versions/<int:pk>/<slug:kind>/<int:row>/remove/", editing.remove, name="remove_part"),
    path("versions/<int:pk>/<slug:kind>/<int:row>/move/", editing.move, name="move_part"),
]
