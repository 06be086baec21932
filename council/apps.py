from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """The council itself: directorates, divisions, schools, people, strategies."""

    name = "council"
