"""The database as new after a test that really commits."""

from typing import Any

from django.apps import apps
from django.db import connection
from django.test import TransactionTestCase

from incidents.ready_made import add_ready_made as add_incidents_ready_made
from plans.ready_made import add_ready_made
from reports.cover_reports.ready_made import add_ready_made as add_cover_templates
from reports.questions.ready_made import add_ready_made as add_questions_ready_made
from workforce.ready_made import add_ready_made as add_workforce_ready_made

STAY = {"django_content_type", "auth_permission"}


def empty_quickly() -> None:
    """Let a test that commits take its rows away by DELETE, past every trigger.

    Django cuts sixty tables with all their files and lays every trigger and permission again,
    though no test takes those away: that takes a hundred times as long. Only a superuser may
    go past the triggers; for others all stays as it was.
    """
    slowly = TransactionTestCase._fixture_teardown

    def take_away(case: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if not cursor.fetchone()[0]:
                slowly(case)
                return
            models = apps.get_models(include_auto_created=True)
            tables = sorted({model._meta.db_table for model in models} - STAY)
            deletes = "".join(f'DELETE FROM "{table}";' for table in tables)  # noqa: S608
            cursor.execute(
                f"SET session_replication_role = replica; {deletes}"
                "SET session_replication_role = DEFAULT"
            )
        add_ready_made()
        add_incidents_ready_made()
        add_workforce_ready_made()
        add_cover_templates()
        add_questions_ready_made()

    TransactionTestCase._fixture_teardown = take_away
