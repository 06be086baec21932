"""Addresses: see `reports.paper_urls`."""

from django.urls import path

from reports.cover_reports.views import parts, report, templates

_REPORT = "packs/cover-report/<int:pk>/"
_PART = f"{_REPORT}<slug:kind>/<int:part>/"
_TEMPLATE = "reference-data/cover-templates/<int:pk>/sections/"

urlpatterns = [
    path("packs/<int:pk>/cover-report/add/", report.add, name="cover_report_add"),
    path(_REPORT, report.show, name="cover_report"),
    path(f"{_REPORT}change/<slug:facts>/", report.change, name="cover_report_change"),
    path(f"{_REPORT}<slug:kind>/add/", parts.add, name="cover_part_add"),
    path(_PART, parts.edit, name="cover_part"),
    path(f"{_PART}remove/", parts.remove, name="cover_part_remove"),
    path(f"{_PART}move/", parts.move, name="cover_part_move"),
    path(_TEMPLATE, templates.show, name="cover_template"),
    path(f"{_TEMPLATE}add/", templates.add, name="cover_template_section_add"),
    path(f"{_TEMPLATE}<int:section>/", templates.edit, name="cover_template_section"),
    path(
        f"{_TEMPLATE}<int:section>/remove/",
        templates.remove,
        name="cover_template_section_remove",
    ),
    path(f"{_TEMPLATE}<int:section>/move/", templates.move, name="cover_template_section_move"),
]
