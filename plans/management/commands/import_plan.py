from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core.faults import FaultyFile
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan, preview_plan


class Command(BaseCommand):
    """Imports a plan: warnings and the new plan's id on standard output, faults on the other."""

    help = "Import a plan from a file of the plan format (.json or .xlsx)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--check", action="store_true", help="change nothing")
        parser.add_argument(
            "--replace-draft",
            action="store_true",
            help="put the file in place of the directorate's draft for the same period",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from None
        run = preview_plan if options["check"] else import_plan
        try:
            document = read_plan_file(file.name, content)
            result = run(document, actor=None, replace_draft=options["replace_draft"])
        except FaultyFile as faulty:
            faults = [f"{file.name} was not imported:", *map(str, faulty.faults)]
            raise CommandError("\n".join(faults)) from None
        for line in [f"New: {added}" for added in result.added]:
            self.stdout.write(line)
        for warning in result.warnings:
            self.stdout.write(f"Warning: {warning}")
        if not options["check"]:
            self.stdout.write(str(result.plan.pk))
