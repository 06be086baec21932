"""The filters of reference data for returns."""

from core.filters import FilterSet, WordsFilter
from incidents.models import CategoryList, IncidentType


class CategoryListFilter(FilterSet):
    """Category lists by name and what they break down."""

    words = WordsFilter(within=("name", "categories__name"))

    class Meta:
        model = CategoryList
        fields = ("words", "dimension")


class IncidentTypeFilter(FilterSet):
    """Kinds of incident by words."""

    words = WordsFilter(within=("name", "definition"))

    class Meta:
        model = IncidentType
        fields = ("words",)
