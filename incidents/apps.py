from django.apps import AppConfig
from django.db.models.signals import post_migrate


class IncidentsConfig(AppConfig):
    """Schools' returns of racist and other prejudice-related incidents."""

    name = "incidents"

    def ready(self) -> None:
        from incidents.ready_made import add_ready_made

        post_migrate.connect(add_ready_made, sender=self, dispatch_uid="incidents.ready_made")
