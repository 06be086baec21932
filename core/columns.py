"""Which columns of a list a person sees: chosen once, remembered for that person and list.

The choice is no part of the address, so that a list that somebody sends shows its reader
the same rows in the reader's own columns.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from core.tables import Table

FIELD, USUAL = "columns", "usual"
"""The check boxes, and the button that brings the usual columns back."""


class ColumnMemory(Protocol):
    """Keeps one person's choice of columns for one list."""

    def recall(self) -> list[str] | None:
        """The columns chosen; None where nothing was."""

    def keep(self, columns: list[str]) -> None:
        """Remember a choice."""

    def forget(self) -> None:
        """Go back to the usual columns."""


@dataclass(frozen=True)
class Choice:
    """One column that may be shown or not."""

    name: str
    label: str
    shown: bool
    fixed: bool
    """It names the row, so it is always shown."""


def choices_of(table: Table) -> list[Choice]:
    """Every column of a table, whether shown or not, in its order."""
    naming = table.row_header_name
    return [
        Choice(column.name, str(column.header), column.visible, column.name == naming)
        for column in table.columns.iterall()
    ]


def show_chosen(table: Table, memory: ColumnMemory) -> None:
    """Show a person the columns chosen, or the usual ones."""
    chosen = memory.recall()
    table.show_only(table.usual_columns if chosen is None else chosen)


def remember_choice(request: HttpRequest, table: Table, memory: ColumnMemory) -> HttpResponse:
    """Keep what the form says, and go back to the list as it was filtered and sorted."""
    if USUAL in request.POST:
        memory.forget()
    else:
        wanted = request.POST.getlist(FIELD)
        memory.keep([name for name in table.columns.names() if name in wanted])
    return redirect(request.get_full_path())
