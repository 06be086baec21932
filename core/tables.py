"""Tables in the markup of the design system.

    class PlanTable(Table):
        caption = "Plans"
        title = Column(linkify=True)
        actions = NumberColumn()

Each table can be sorted and paged by links, so it works without scripts. On a phone each
row becomes a small card in which every figure keeps its label.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db.models import F, Model
from django.db.models.expressions import OrderBy
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

    def value(self, value: Any) -> Any:
        """In a file a figure is a number."""
        return value


class DayColumn(Column):
    """A day as councils write it: 15 September 2011."""

    def render(self, value: Any) -> str:
        return in_words(value)

    def value(self, value: date) -> date:
        """In a file a day is a date."""
        return value


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as the template shows it."""

    content: Any
    label: str
    numeric: bool
    names_row: bool


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
    usual: ClassVar[tuple[str, ...]] = ()
    """The columns shown to whoever has chosen none; all of them unless given."""
    wide: ClassVar[bool] = False
    """Somebody may choose more columns than fit: then they scroll sideways in their own box."""
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

    @property
    def body(self) -> Iterator[list[Cell]]:
        """The rows of this page. What is the same for a whole column is asked for once."""
        naming = self.row_header_name
        columns = [
            (column.name, column.header, _is_numeric(column), column.name == naming)
            for column in self.columns
        ]
        for row in self.paginated_rows:
            yield [Cell(row.get_cell(name), *rest) for name, *rest in columns]

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

    @property
    def order_in_words(self) -> str:
        """How the rows are sorted: "Finish, descending", or "As usual"."""
        terms = [
            (self.columns[alias.bare].header, alias.is_descending) for alias in self.order_by or ()
        ]
        words = [f"{head}, {'descending' if down else 'ascending'}" for head, down in terms]
        return "; ".join(words) or "As usual"

    @property
    def usual_columns(self) -> list[str]:
        """The columns shown to whoever has chosen none."""
        return [name for name in self.columns.names() if not self.usual or name in self.usual]

    def show_only(self, names: Collection[str]) -> None:
        """Hide all other columns, save the one that names the row."""
        naming = self.row_header_name
        for name in self.columns.names():
            if name in names or name == naming:
                self.columns.show(name)
            else:
                self.columns.hide(name)

    def settle_order(self) -> None:
        """Put empty cells last, and add the key, or rows that sort alike could change pages."""
        rows = self.data.data
        if not hasattr(rows, "query"):
            return
        order = tuple(rows.query.order_by) or tuple(rows.model._meta.ordering)
        if not {"pk", "-pk", "id", "-id"} & {term for term in order if isinstance(term, str)}:
            order = (*order, "pk")
        self.data.data = rows.order_by(*(_empty_last(rows.model, term) for term in order))


def _is_numeric(column: Any) -> bool:
    return isinstance(column.column, NumberColumn)


def _empty_last(model: type[Model], term: Any) -> Any:
    """A descending term whose empty values come last; ascending, PostgreSQL has them there."""
    if not isinstance(term, str) or not term.startswith("-"):
        return term
    path = term[1:]
    return (
        OrderBy(F(path), descending=True, nulls_last=True) if _may_be_empty(model, path) else term
    )


def _may_be_empty(model: type[Model], path: str) -> bool:
    """Whether a column, or a row on the way to it, may be missing; worked-out values may be."""
    step: Any = model
    for name in path.split("__"):
        try:
            field = step._meta.pk if name == "pk" else step._meta.get_field(name)
        except FieldDoesNotExist:
            return True
        if field.null:
            return True
        step = field.related_model
    return False
