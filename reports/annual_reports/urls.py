"""Addresses: see `reports.paper_urls`."""

from django.urls import path

from reports.annual_reports.views import assessments, reports, steps

urlpatterns = [
    path("annual-reports/", reports.annual_reports, name="annual_reports"),
    path("annual-reports/begin/", reports.begin, name="annual_report_begin"),
    path("annual-reports/<int:pk>/", reports.annual_report, name="annual_report"),
    path(
        "annual-reports/<int:pk>/change/<slug:section_key>/",
        reports.change,
        name="annual_report_change",
    ),
    path("annual-reports/<int:pk>/submit/", steps.submit, name="annual_report_submit"),
    path("annual-reports/<int:pk>/take-back/", steps.take_back, name="annual_report_take_back"),
    path("annual-reports/<int:pk>/assessments/add/", assessments.add, name="annual_assessment_add"),
    path(
        "annual-reports/<int:pk>/assessments/<int:assessment_pk>/",
        assessments.change,
        name="annual_assessment",
    ),
    path(
        "annual-reports/<int:pk>/assessments/<int:assessment_pk>/move/<slug:way>/",
        assessments.move,
        name="annual_assessment_move",
    ),
    path(
        "annual-reports/<int:pk>/assessments/<int:assessment_pk>/remove/",
        assessments.remove,
        name="annual_assessment_remove",
    ),
]
