from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root: settings, addresses, demonstration data."""

    name = "config"

    def ready(self) -> None:
        from config import audit_actions  # noqa: F401  (names its acts for the trail)
