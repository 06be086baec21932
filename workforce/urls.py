"""Addresses of the workforce profiles."""

from django.urls import path

from workforce.views import (
    checks,
    counts,
    extract,
    importing,
    percentages,
    population,
    profile,
    publishing,
    snapshots,
)

app_name = "workforce"
urlpatterns = [
    path("", snapshots.snapshots, name="snapshots"),
    path("add/<slug:way>/", snapshots.add, name="add"),
    path("import/", importing.upload, name="import_percentages"),
    path("import/<int:pk>/", importing.preview, name="import_preview"),
    path("import/<int:pk>/discard/", importing.discard, name="import_discard"),
    path("extract/", extract.upload, name="extract_upload"),
    path("extract/<int:pk>/", extract.preview, name="extract_preview"),
    path("extract/<int:pk>/codes/", extract.codes, name="extract_codes"),
    path("extract/<int:pk>/discard/", extract.discard, name="extract_discard"),
    path("<int:pk>/", profile.profile, name="profile"),
    path("<int:pk>/by/<slug:characteristic>/", profile.characteristic, name="characteristic"),
    path("<int:pk>/checks/", checks.checks, name="checks"),
    path("<int:pk>/checks/answer/", checks.answer, name="answer"),
    path("<int:pk>/checks/answers/<int:answer>/take-back/", checks.take_back, name="take_back"),
    path("<int:pk>/edit/", snapshots.edit, name="edit"),
    path("<int:pk>/remove/", snapshots.remove, name="remove"),
    path("<int:pk>/counts/", counts.counts, name="counts"),
    path("<int:pk>/counts/<int:group>/", counts.group_counts, name="group_counts"),
    path("<int:pk>/counts/<int:group>/sums/", counts.group_sums, name="group_sums"),
    path("<int:pk>/percentages/", percentages.percentages, name="percentages"),
    path("<int:pk>/publish/", publishing.publish, name="publish"),
    path("published/", publishing.published_list, name="published_list"),
    path("published/<int:pk>/", publishing.published, name="published"),
    path("published/<int:pk>/file/", publishing.published_file, name="published_file"),
    path("population/", population.populations, name="populations"),
    path("population/add/", population.add, name="population_add"),
    path("population/<int:pk>/", population.population, name="population"),
    path("population/<int:pk>/edit/", population.edit, name="population_edit"),
    path("population/<int:pk>/remove/", population.remove, name="population_remove"),
]
