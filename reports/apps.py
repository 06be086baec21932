from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Printed documents: compose and render."""

    name = "reports"

    def ready(self) -> None:
        from core.navigation import Subject, register

        register(
            "Documents",
            "reports:documents",
            subject=Subject.DOCUMENTS,
            order=70,
            open_to=lambda user: True,
        )
