from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """What every app stands on: audit trail, forms, lists, dates."""

    name = "core"

    def ready(self) -> None:
        from core.audit_triggers import watch_every_table

        post_migrate.connect(watch_every_table, dispatch_uid="core.audit_triggers")
