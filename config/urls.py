"""Every address of the site; each app keeps its own below its name."""

from django.urls import include, path

urlpatterns = [
    path("", include("plans.urls")),
    path("", include("accounts.urls")),
    path("council/", include("council.urls")),
    path("documents/", include("reports.urls")),
]
