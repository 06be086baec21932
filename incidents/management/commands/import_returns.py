from incidents.importing.command import ImportCommand
from incidents.importing.returns import import_returns
from incidents.models import IncidentType


class Command(ImportCommand):
    """Imports the returns of schools."""

    help = "Import returns of schools: school,period,nil,section,row,count."

    def run(self, content: bytes, name: str, kind: IncidentType) -> str:
        number = import_returns(content, name, actor=None, incident_type=kind)
        return f"{number} returns imported."
