"""Importing what must be refused: its faults in words, and nothing changed."""

from django.apps import apps
from django.db import connection

from core.faults import FaultyFile
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from tests.plans.documents import as_file

OUTSIDE = "is outside the scale (1, 2, 3, 4, 5)"


def rows_of_every_table() -> dict[str, int]:
    """How many rows each table holds, the audit trail's included."""
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    counts = [f"SELECT '{t}', count(*) FROM \"{t}\"" for t in sorted(tables)]  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(counts))
        return dict(cursor.fetchall())


def faults_of(content: bytes, name: str = "plan.json", **options: object) -> list[str]:
    """What is told of a file that must be refused; fails if it is taken, or leaves a trace."""
    before = rows_of_every_table()
    try:
        import_plan(read_plan_file(name, content), actor=None, **options)
    except FaultyFile as faulty:
        assert rows_of_every_table() == before
        return [str(fault) for fault in faulty.faults]
    raise AssertionError("The file was imported.")


def faults_in(data: object, **options: object) -> list[str]:
    """The same for the data of a JSON file."""
    return faults_of(as_file(data), **options)


def faults_in_workbook(content: bytes, **options: object) -> list[str]:
    return faults_of(content, name="plan.xlsx", **options)
