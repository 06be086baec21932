"""The lists of reference data for the workforce."""

from core.tables import Column, DayColumn, NumberColumn
from council.tables import ReferenceTable, edit_address
from workforce.models import CharacteristicList, StaffGroup


class StaffGroupTable(ReferenceTable):
    """Staff groups in the order of the workforce's tables."""

    caption = "Staff groups"
    name = Column(linkify=edit_address)
    part_of = Column(order_by="part_of__position")
    points = Column(verbose_name="Scale points today", empty_values=(), orderable=False)

    class Meta(ReferenceTable.Meta):
        model = StaffGroup
        fields = ("name", "kind", "part_of", "points")

    def render_points(self, record: StaffGroup) -> str:
        return "; ".join(band.points_in_words for band in record.bands_today)  # type: ignore[attr-defined]


class CharacteristicListTable(ReferenceTable):
    """Lists by their characteristic, the latest first."""

    caption = "Lists of characteristics"
    row_header = "name"
    name = Column(linkify=edit_address)
    valid_from = DayColumn(verbose_name="From")
    valid_until = DayColumn(verbose_name="Until")
    categories = NumberColumn(accessor="category_count")

    class Meta(ReferenceTable.Meta):
        model = CharacteristicList
        fields = (
            "characteristic",
            "name",
            "valid_from",
            "valid_until",
            "denominator",
            "categories",
        )
