from django.apps import AppConfig


class ThresholdsConfig(AppConfig):
    """The partnership's threshold framework: read by everybody, edited by few."""

    name = "thresholds"

    def ready(self) -> None:
        from accounts.capabilities import Capability
        from core.levels_of_need import register_levels
        from core.navigation import Subject, register
        from thresholds.levels import levels_in_force

        register(
            "Thresholds",
            "thresholds:home",
            subject=Subject.THRESHOLDS,
            order=40,
            open_to=lambda user: True,
        )
        register_levels(levels_in_force)
        register(
            "Edit the framework",
            "thresholds:versions",
            subject=Subject.THRESHOLDS,
            order=41,
            open_to=lambda user: user.can(Capability.EDIT_THRESHOLDS),
        )
