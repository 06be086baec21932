"""Addresses: see `reports.paper_urls`."""

from django.urls import path

from reports.packs.views import packs, parts, steps

urlpatterns = [
    path("packs/", packs.pack_list, name="packs"),
    path("packs/begin/", packs.begin, name="pack_begin"),
    path("packs/<int:pk>/", packs.pack, name="pack"),
    path("packs/<int:pk>/edit/", packs.edit, name="pack_edit"),
    path("packs/<int:pk>/exempt/", packs.exempt, name="pack_exempt"),
    path("packs/<int:pk>/remove/", packs.remove, name="pack_remove"),
    path("packs/<int:pk>/step/<slug:key>/", steps.step, name="pack_step"),
    path("packs/<int:pk>/add/", parts.kinds, name="pack_part_kinds"),
    path("packs/<int:pk>/add/annex/", parts.annex_add, name="pack_annex_add"),
    path("packs/<int:pk>/add/<slug:kind>/", parts.add, name="pack_part_add"),
    path("packs/<int:pk>/part/<int:part_pk>/", parts.edit, name="pack_part_edit"),
    path("packs/<int:pk>/part/<int:part_pk>/move/", parts.move, name="pack_part_move"),
    path("packs/<int:pk>/part/<int:part_pk>/remove/", parts.remove, name="pack_part_remove"),
    path("packs/<int:pk>/part/<int:part_pk>/file/", parts.annex, name="pack_annex"),
]
