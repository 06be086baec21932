"""Every address of the site; each app keeps its own below its name."""

from django.urls import include, path

from accounts.views.account import accessibility, home

urlpatterns = [
    path("", home, name="home"),
    path("plans/", include("plans.urls")),
    path("returns/", include("incidents.urls")),
    path("workforce/", include("workforce.urls")),
    path("thresholds/", include("thresholds.urls")),
    path("documents/", include("reports.urls")),
    path("", include("reports.paper_urls")),
    path("reference-data/", include("plans.reference_urls")),
    path("reference-data/", include("accounts.reference.urls")),
    path("accessibility/", accessibility, name="accessibility"),
    path("", include("accounts.urls")),
]
