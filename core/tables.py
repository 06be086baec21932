"""Tables in the markup of the design system.

    class PlanTable(Table):
        caption = "Plans"
        title = Column(linkify=True)
        actions = NumberColumn()

Each table can be sorted and paged by links, so it works without scripts. On a phone each
row becomes a small card in which every figure keeps its label.
"""

from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django_tables2 import Column

from core.dates import in_words

__all__ = ["Column", "DayColumn", "NumberColumn", "Table"]


class NumberColumn(Column):
    """Figures: aligned on the right, digits of one width. 0 is shown as 0."""

    numeric = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("empty_values", (None, ""))
        super().__init__(*args, **kwargs)

    def render(self, value: Any) -> str:
        return f"{value:,}" if isinstance(value, int | float | Decimal) else str(value)


class DayColumn(Column):
    """A day as councils write it: 15 September 2011."""

    def render(self, value: Any) -> str:
        return in_words(value)


class Table(tables.Table):
    """The table to start from."""

    caption: ClassVar[str] = ""
    """What the table lists. It is read out, and shown unless the heading says the same."""
    caption_visible: ClassVar[bool] = False
    row_header: ClassVar[str] = ""
    """The column that names the row; the first one unless said otherwise."""
    stacked: ClassVar[bool] = True
    """On a phone each row is a card; False: the table scrolls sideways (columns of figures)."""
    one: ClassVar[str] = ""
    many: ClassVar[str] = ""
    """What is counted, in words ("plan", "plans"); the model's own names unless given."""
    live = False
    """Whether a list page swaps the table in place when it is sorted."""

    class Meta:
        template_name = "components/table.html"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.empty_text: str = self.empty_text or f"There are no {self._nouns()[1]}."

    @property
    def row_header_name(self) -> str:
        return self.row_header or next((column.name for column in self.columns), "")

    def counted(self, number: int) -> str:
        """The number in words: "1 plan", "1,204 plans"."""
        one, many = self._nouns()
        return f"{number:,} {one if number == 1 else many}"

    def _nouns(self) -> tuple[str, str]:
        if self.one and self.many:
            return self.one, self.many
        model = self.data.model
        if model is None:
            return "row", "rows"
        return str(model._meta.verbose_name), str(model._meta.verbose_name_plural)

    def settle_order(self) -> None:
        """Add the key to the order, or rows that sort alike could change pages."""
        rows = self.data.data
        if not hasattr(rows, "query"):
            return
        order = tuple(rows.query.order_by) or tuple(rows.model._meta.ordering)
        if not {"pk", "-pk", "id", "-id"} & {term for term in order if isinstance(term, str)}:
            self.data.data = rows.order_by(*order, "pk")
