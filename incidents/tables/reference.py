"""The lists of reference data for returns."""

from core.tables import Column, DayColumn, NumberColumn
from council.tables import ReferenceTable, edit_address
from incidents.models import CategoryList, IncidentType


class CategoryListTable(ReferenceTable):
    """Category lists by what they break down, the latest first."""

    caption = "Category lists"
    row_header = "name"
    name = Column(linkify=edit_address)
    valid_from = DayColumn(verbose_name="From")
    valid_until = DayColumn(verbose_name="Until")
    categories = NumberColumn(accessor="category_count")

    class Meta(ReferenceTable.Meta):
        model = CategoryList
        fields = ("dimension", "name", "valid_from", "valid_until", "categories")


class IncidentTypeTable(ReferenceTable):
    """Kinds of incident in the order of forms."""

    caption = "Kinds of incident"
    name = Column(linkify=edit_address)

    class Meta(ReferenceTable.Meta):
        model = IncidentType
        fields = ("name", "definition")
