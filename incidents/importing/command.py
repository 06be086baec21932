"""What the commands that import a CSV file have in common."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from incidents.models import IncidentType


class ImportCommand(BaseCommand):
    """Imports a file of a kind of incident: faults go to the error output, and then nothing is
    imported."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", default=IncidentType.RACIST, help="the kind of incident")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        kind = IncidentType.objects.filter(key=options["kind"]).first()
        if kind is None:
            raise CommandError(f"There is no kind of incident “{options['kind']}”.")
        try:
            self.stdout.write(self.run(file.read_bytes(), file.name, kind))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except FaultyFile as faulty:
            faults = [f"{file.name} was not imported:", *map(str, faulty.faults)]
            raise CommandError("\n".join(faults)) from None

    def run(self, content: bytes, name: str, kind: IncidentType) -> str:
        """Import the file; returns what to say of it. Raises FaultyFile."""
        raise NotImplementedError
