"""Returns of racist and other prejudice-related incidents, one subject to a file."""

from incidents.models.borough_total import BoroughTotal, BoroughYear
from incidents.models.category import Category, CategoryList
from incidents.models.collection import Collection, CollectionCategories
from incidents.models.correspondence import ReopeningRequest, ReturnQuery
from incidents.models.incident import Incident, Involved
from incidents.models.incident_type import IncidentType
from incidents.models.kept_file import KeptFile
from incidents.models.release import PublishedReturns
from incidents.models.school_return import ReturnCount, ReturnDraft, SchoolReturn

__all__ = [
    "BoroughTotal",
    "BoroughYear",
    "Category",
    "CategoryList",
    "Collection",
    "CollectionCategories",
    "Incident",
    "IncidentType",
    "Involved",
    "KeptFile",
    "PublishedReturns",
    "ReopeningRequest",
    "ReturnCount",
    "ReturnDraft",
    "ReturnQuery",
    "SchoolReturn",
]
