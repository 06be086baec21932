"""The council's workforce, one subject to a file."""

from workforce.models.answer import CheckAnswer
from workforce.models.category import CharacteristicList, StaffCategory
from workforce.models.extract import CodeMeaning, PendingExtract
from workforce.models.group import GroupBand, StaffGroup
from workforce.models.kept_file import KeptPercentages
from workforce.models.population import Population, PopulationCount
from workforce.models.release import PublishedProfile
from workforce.models.snapshot import (
    GroupCount,
    PrintedShare,
    Snapshot,
    StaffCount,
)

__all__ = [
    "CharacteristicList",
    "CheckAnswer",
    "CodeMeaning",
    "GroupBand",
    "GroupCount",
    "KeptPercentages",
    "PendingExtract",
    "Population",
    "PopulationCount",
    "PrintedShare",
    "PublishedProfile",
    "Snapshot",
    "StaffCategory",
    "StaffCount",
    "StaffGroup",
]
