"""What the commands that import a CSV file have in common."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from incidents.importing.acts import import_file, preview_file
from incidents.models import IncidentType, KeptFile


class ImportCommand(BaseCommand):
    """Imports a file of a kind of incident: warnings and the number of the last record on
    standard output; faults on the other, and then nothing is imported."""

    holds: ClassVar[KeptFile.Holds]

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="change nothing")
        parser.add_argument("--kind", default=IncidentType.RACIST, help="the kind of incident")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        kind = IncidentType.objects.filter(key=options["kind"]).first()
        if kind is None:
            raise CommandError(f"There is no kind of incident “{options['kind']}”.")
        run = preview_file if options["check"] else import_file
        try:
            content = file.read_bytes()
            kept = KeptFile(holds=self.holds, type=kind, name=file.name, content=content)
            result = run(kept, actor=None)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        except FaultyFile as faulty:
            faults = [f"{file.name} was not imported:", *map(str, faulty.faults)]
            raise CommandError("\n".join(faults)) from None
        for label, words in result.facts:
            self.stdout.write(f"{label}: {words}")
        for warning in result.warnings:
            self.stdout.write(f"Warning: {warning}")
        if not options["check"]:
            self.stdout.write(str(result.record))
