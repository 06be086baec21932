from incidents.importing.command import ImportCommand
from incidents.models import KeptFile


class Command(ImportCommand):
    """Imports old totals of the borough; the number is that of the last year."""

    help = "Import old totals of the borough: section,row,2006-07,2007-08,…"
    holds = KeptFile.Holds.TOTALS
