from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """Schools' returns of racist and other prejudice-related incidents."""

    name = "incidents"

    def ready(self) -> None:
        from accounts.capabilities import Capability
        from accounts.reminders.waiting import register_source
        from core.navigation import Subject, register
        from incidents.chasing import returns_waiting
        from incidents.ready_made import add_ready_made
        from incidents.reference import register_kinds

        post_migrate.connect(add_ready_made, sender=self, dispatch_uid="incidents.ready_made")
        register(
            "Incident returns",
            "incidents:collections",
            subject=Subject.INCIDENTS,
            order=20,
            open_to=lambda user: user.can(Capability.COLLECT_RETURNS),
            lands=2,
        )
        register(
            "Our returns",
            "incidents:school",
            subject=Subject.INCIDENTS,
            order=7,
            open_to=lambda user: user.can(Capability.MAKE_RETURNS),
            lands=1,
        )
        register(
            "Incident log",
            "incidents:log",
            subject=Subject.INCIDENTS,
            order=7,
            open_to=lambda user: user.can(Capability.MAKE_RETURNS),
        )
        register(
            "Incident figures",
            "incidents:published_list",
            subject=Subject.PUBLISHED,
            order=60,
            open_to=lambda user: True,
        )
        register_kinds()
        register_source("incident returns", returns_waiting)
