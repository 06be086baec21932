"""The filters of reference data for the workforce."""

from core.filters import FilterSet, WordsFilter
from workforce.models import CharacteristicList, StaffGroup


class StaffGroupFilter(FilterSet):
    """Staff groups by name and who is in them."""

    words = WordsFilter(within=("name",))

    class Meta:
        model = StaffGroup
        fields = ("words", "kind")


class CharacteristicListFilter(FilterSet):
    """Lists by name, category and characteristic."""

    words = WordsFilter(within=("name", "categories__name"))

    class Meta:
        model = CharacteristicList
        fields = ("words", "characteristic")
