from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and capabilities, sign-in."""

    name = "accounts"
