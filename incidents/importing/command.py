"""What the commands that import a file of a kind of incident have in common."""

from argparse import ArgumentParser
from typing import Any, ClassVar

from django.core.management.base import CommandError

from core import import_command
from core.importing import Imported
from incidents.importing.acts import import_file
from incidents.models import IncidentType, KeptFile


class ImportCommand(import_command.ImportCommand):
    """Imports a file of a kind of incident."""

    holds: ClassVar[KeptFile.Holds]

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--kind", default=IncidentType.RACIST, help="the kind of incident")

    def import_content(self, content: bytes, name: str, options: dict[str, Any]) -> Imported:
        kind = IncidentType.objects.filter(key=options["kind"]).first()
        if kind is None:
            raise CommandError(f"There is no kind of incident “{options['kind']}”.")
        kept = KeptFile(holds=self.holds, type=kind, name=name, content=content)
        return import_file(kept, actor=None)
