from argparse import ArgumentParser
from typing import Any

from core.import_command import ImportCommand
from core.importing import Imported
from workforce.importing.percentages import import_percentages


class Command(ImportCommand):
    """Imports percentages as they were published; the number is that of the last table."""

    help = (
        "Import percentages as published: "
        "organisation,group,snapshot_date,headcount,female,male,bme,disabled."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--source", default="", help="where they were published")

    def import_content(self, content: bytes, name: str, options: dict[str, Any]) -> Imported:
        return import_percentages(content, name, actor=None, source=options["source"])
