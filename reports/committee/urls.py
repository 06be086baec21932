"""Addresses: see `reports.paper_urls`."""

from django.urls import URLPattern, path

from reports.committee.views import compare, dashboard, home, notes, search

urlpatterns: list[URLPattern] = [
    path("committee/", home.home, name="home"),
    path("committee/archive/", home.archive, name="archive"),
    path("committee/search/", search.search, name="search"),
    path("committee/notes/", notes.notes, name="notes"),
    path("committee/notes/<int:pk>/", notes.note, name="note"),
    path("committee/notes/<int:pk>/remove/", notes.note_remove, name="note_remove"),
    path("committee/papers/<int:pk>/notes/", notes.paper_notes, name="paper_notes"),
    path("committee/papers/<int:pk>/last-year/", compare.compare, name="compare"),
    path("committee/papers/<int:pk>/dashboard/", dashboard.dashboard, name="dashboard"),
]
