"""What the commands that import a file have in common."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from core.importing import Imported, rolled_back


class ImportCommand(BaseCommand):
    """Imports a file: warnings and the number of the last record on standard output; faults on
    the other, and then nothing is imported."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="change nothing")

    def import_content(self, content: bytes, name: str, options: dict[str, Any]) -> Imported:
        """Import what the file holds. Raises FaultyFile with every fault."""
        raise NotImplementedError

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]

        def import_() -> Imported:
            return self.import_content(file.read_bytes(), file.name, options)

        try:
            result = rolled_back(import_) if options["check"] else import_()
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
