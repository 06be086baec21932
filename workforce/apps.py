from django.apps import AppConfig
from django.db.models.signals import post_migrate


class WorkforceConfig(AppConfig):
    """Workforce profiles of directorates and of the whole council."""

    name = "workforce"

    def ready(self) -> None:
        from accounts.capabilities import Capability
        from core import navigation
        from core.supplied_figures import register_source
        from workforce.ready_made import add_ready_made
        from workforce.reference import register_kinds
        from workforce.supplying import NAME, WorkforceFigures

        post_migrate.connect(add_ready_made, sender=self, dispatch_uid="workforce.ready_made")
        register_kinds()
        register_source(NAME, WorkforceFigures())
        navigation.register(
            "Workforce",
            "workforce:snapshots",
            subject=navigation.Subject.WORKFORCE,
            order=30,
            open_to=lambda user: user.can(Capability.KEEP_WORKFORCE),
            lands=4,
        )
        navigation.register(
            "Workforce profiles",
            "workforce:published_list",
            subject=navigation.Subject.PUBLISHED,
            order=61,
            open_to=lambda user: True,
        )
