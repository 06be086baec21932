from functools import partial

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and capabilities, sign-in; reference data and the audit trail to manage."""

    name = "accounts"

    def ready(self) -> None:
        from accounts import audit_actions  # noqa: F401  (registers its acts)
        from accounts.capabilities import Capability
        from core.navigation import Subject, register

        offer = partial(register, subject=Subject.ADMINISTRATION)
        offer("Reference data", "reference:index", order=80, open_to=lambda user: True)
        offer(
            "Users",
            "accounts:users",
            order=85,
            open_to=lambda user: user.can(Capability.MANAGE_USERS),
        )
        offer(
            "Audit trail",
            "accounts:audit",
            order=90,
            open_to=lambda user: user.can(Capability.READ_AUDIT),
        )
