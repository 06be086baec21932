from django.urls import path, register_converter

from accounts.reference import rolls, settings, views
from council.reference import KINDS, Kind


class KindConverter:
    """A registered kind of reference data, by its key."""

    regex = "[a-z-]+"

    def to_python(self, value: str) -> Kind:
        if value not in KINDS:
            raise ValueError
        return KINDS[value]

    def to_url(self, value: Kind) -> str:
        return value.key


register_converter(KindConverter, "kind")

app_name = "reference"
urlpatterns = [
    path("", views.index, name="index"),
    path("settings/", settings.change_settings, name="settings"),
    path("schools/rolls/", rolls.enter_rolls, name="rolls"),
    path("<kind:kind>/", views.rows, name="list"),
    path("<kind:kind>/add/", views.edit, name="add"),
    path("<kind:kind>/<int:pk>/", views.edit, name="edit"),
    path("<kind:kind>/<int:pk>/remove/", views.remove, name="remove"),
]
