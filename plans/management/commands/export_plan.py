from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from plans.exchange.exporting import export_plan
from plans.exchange.json_file import write_json
from plans.exchange.xlsx_write import write_xlsx
from plans.models import Plan


class Command(BaseCommand):
    """Exports a plan as JSON, or as a workbook where the output is named .xlsx."""

    help = "Export a plan in the plan format."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("plan", type=int, metavar="ID")
        parser.add_argument("--output", type=Path, help="a .json or .xlsx file")

    def handle(self, *_args: Any, **options: Any) -> None:
        plan = Plan.objects.filter(pk=options["plan"]).first()
        if plan is None:
            raise CommandError(f"There is no plan {options['plan']}.")
        output: Path | None = options["output"]
        document = export_plan(plan)
        if output is None:
            self.stdout.write(write_json(document), ending="")
            return
        is_workbook = output.suffix.lower() == ".xlsx"
        try:
            output.write_bytes(
                write_xlsx(document) if is_workbook else write_json(document).encode()
            )
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None
