import django_filters

from core.filters import FilterSet
from reports.models import Document


class DocumentFilter(FilterSet):
    """One's documents by words and state."""

    title = django_filters.CharFilter(label="Words in the title", lookup_expr="icontains")
    state = django_filters.ChoiceFilter(
        label="State", choices=Document.State.choices, empty_label="Any state"
    )

    class Meta:
        model = Document
        fields = ("title", "state")
