"""The council itself, one subject to a file."""

from council.models.absence import Absence
from council.models.area import Area
from council.models.council import Council
from council.models.directorate import Committee, Directorate, Division
from council.models.disclosure import DisclosureProfile
from council.models.person import Person
from council.models.school import Roll, School
from council.models.strategy import Strategy

__all__ = [
    "Absence",
    "Area",
    "Committee",
    "Council",
    "Directorate",
    "DisclosureProfile",
    "Division",
    "Person",
    "Roll",
    "School",
    "Strategy",
]
