from incidents.importing.command import ImportCommand
from incidents.models import KeptFile


class Command(ImportCommand):
    """Imports the returns of schools; the number is that of the last collection."""

    help = "Import returns of schools: school,period,nil,section,row,count."
    holds = KeptFile.Holds.RETURNS
