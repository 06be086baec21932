from incidents.importing.command import ImportCommand
from incidents.importing.totals import import_totals
from incidents.models import IncidentType


class Command(ImportCommand):
    """Imports old totals of the borough."""

    help = "Import old totals of the borough: section,row,2006-07,2007-08,…"

    def run(self, content: bytes, name: str, kind: IncidentType) -> str:
        years = import_totals(content, name, actor=None, incident_type=kind)
        return f"Totals of {len(years)} years imported."
