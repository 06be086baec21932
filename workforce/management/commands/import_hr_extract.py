from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from workforce.extract.acts import import_extract, preview_extract, read_file
from workforce.extract.meanings import Meanings


class Command(BaseCommand):
    """Makes figures from an HR extract by what is remembered of its codes: warnings and the
    number of the whole council's snapshot on standard output; faults on the other, and then
    nothing is imported."""

    help = "Import an HR extract: one line for each employee, of which only counts are kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--snapshot", type=_day, required=True, help="YYYY-MM-DD")
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            with file.open("rb") as opened:
                extract = read_file(opened, file.name, Meanings(options["snapshot"]))
            if options["check"]:
                result, _ = preview_extract(extract, actor=None)
            else:
                result = import_extract(extract, actor=None)
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
            self.stdout.write(str(result.whole_council.pk))


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no day such as 2026-03-31") from None
