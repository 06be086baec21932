from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from incidents.importing.returns import import_returns
from incidents.models import IncidentType


class Command(BaseCommand):
    """Imports the returns of schools; faults go to the error output, and nothing is imported."""

    help = "Import returns of schools: school,period,nil,section,row,count."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--kind", default=IncidentType.RACIST, help="the kind of incident")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        kind = IncidentType.objects.filter(key=options["kind"]).first()
        if kind is None:
            raise CommandError(f"There is no kind of incident “{options['kind']}”.")
        try:
            number = import_returns(file.read_bytes(), file.name, actor=None, incident_type=kind)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except FaultyFile as faulty:
            faults = [f"{file.name} was not imported:", *map(str, faulty.faults)]
            raise CommandError("\n".join(faults)) from None
        self.stdout.write(f"{number} returns imported.")
