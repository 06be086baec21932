from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thresholds.exchange.exporting import export_framework
from thresholds.exchange.json_file import write_json
from thresholds.models import Framework


class Command(BaseCommand):
    """Exports a version of the threshold framework as JSON."""

    help = "Export a version of the threshold framework."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("framework", type=int, metavar="ID")
        parser.add_argument("--output", type=Path, help="a .json file")

    def handle(self, *_args: Any, **options: Any) -> None:
        framework = Framework.objects.filter(pk=options["framework"]).first()
        if framework is None:
            raise CommandError(f"There is no threshold framework {options['framework']}.")
        content = write_json(export_framework(framework))
        output: Path | None = options["output"]
        if output is None:
            self.stdout.write(content, ending="")
            return
        try:
            output.write_bytes(content.encode())
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None
