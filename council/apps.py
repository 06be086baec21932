from django.apps import AppConfig


class CouncilConfig(AppConfig):
    """The council itself: directorates, divisions, schools, people, strategies."""

    name = "council"

    def ready(self) -> None:
        from council import audit_actions  # noqa: F401  (registers its acts)
        from council.kinds import register_kinds

        register_kinds()
