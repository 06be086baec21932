from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Printed documents: compose and render."""

    name = "reports"
