from typing import Any

from core.import_command import ImportCommand
from core.importing import Imported
from thresholds.exchange.importing import import_file


class Command(ImportCommand):
    """Imports a threshold framework as a new draft; the number is that of the draft."""

    help = "Import a threshold framework (.json), always as a new draft."

    def import_content(self, content: bytes, _name: str, _options: dict[str, Any]) -> Imported:
        return import_file(content, actor=None)
