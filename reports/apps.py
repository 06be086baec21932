from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Printed documents: compose and render."""

    name = "reports"

    def ready(self) -> None:
        from core import navigation

        navigation.register("Documents", "reports:documents", order=70, open_to=lambda user: True)
