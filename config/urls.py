"""Every address of the site; each app keeps its own below its name."""

from django.urls import include, path
from django.views.generic import RedirectView

from accounts.access import signed_in
from accounts.views.account import accessibility

urlpatterns = [
    path("", signed_in(RedirectView.as_view(pattern_name="plans:list")), name="home"),
    path("plans/", include("plans.urls")),
    path("documents/", include("reports.urls")),
    path("reference-data/", include("plans.reference_urls")),
    path("reference-data/", include("accounts.reference.urls")),
    path("accessibility/", accessibility, name="accessibility"),
    path("", include("accounts.urls")),
]
