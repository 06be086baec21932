from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """Schools' returns of racist and other prejudice-related incidents."""

    name = "incidents"

    def ready(self) -> None:
        from accounts.capabilities import Capability
        from accounts.reminders.waiting import register_source
        from core import navigation
        from incidents.chasing import returns_waiting
        from incidents.ready_made import add_ready_made
        from incidents.reference import register_kinds

        post_migrate.connect(add_ready_made, sender=self, dispatch_uid="incidents.ready_made")
        navigation.register(
            "Incident returns",
            "incidents:collections",
            order=20,
            open_to=lambda user: user.can(Capability.COLLECT_RETURNS),
            lands=2,
        )
        navigation.register(
            "Our returns",
            "incidents:school",
            order=7,
            open_to=lambda user: user.can(Capability.MAKE_RETURNS),
            lands=1,
        )
        navigation.register(
            "Incident log",
            "incidents:log",
            order=7,
            open_to=lambda user: user.can(Capability.MAKE_RETURNS),
        )
        navigation.register(
            "Published figures",
            "incidents:published_list",
            order=22,
            open_to=lambda user: True,
        )
        register_kinds()
        register_source("incident returns", returns_waiting)
