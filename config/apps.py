from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The composition root: settings, addresses, demonstration data."""

    name = "config"
