"""Figures copied from a spreadsheet: which KPI each row names, and what it came to."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from plans.kpis.matching import KpiNames
from plans.models import Indicator
from plans.pasting.cells import read_cells


@dataclass
class PastedFigures:
    """The figures that were read, by KPI, and what of the text could not be used."""

    figures: dict[int, tuple[str, str]] = field(default_factory=dict)
    """The figure and the note for each KPI, as typed."""
    faults: list[str] = field(default_factory=list)


def read_pasted(text: str, kpis: list[Indicator]) -> PastedFigures:
    """The rows of a pasted table: ref, measure or both, then the figure, then a note.

    A first row that names no KPI and holds no digit is a row of headings.
    """
    names, found = KpiNames(kpis), PastedFigures()
    rows = read_cells(text).rows
    for number, cells in enumerate(rows, start=1):
        try:
            indicator, rest = _named(names, cells)
        except ValidationError as error:
            if number > 1 or any(character.isdigit() for character in "".join(cells)):
                found.faults.append(f"Row {number}: {error.messages[0]}")
            continue
        figure, note = [*rest, "", ""][:2]
        if not figure:
            continue
        if indicator.pk in found.figures:
            found.faults.append(f"Row {number}: {indicator} has a figure in a row above already")
            continue
        found.figures[indicator.pk] = figure, note
    if not found.figures and not found.faults:
        found.faults.append("No figure was found beside a ref or a measure")
    return found


def _named(names: KpiNames, cells: list[str]) -> tuple[Indicator, list[str]]:
    """The KPI of a row and the cells after its name. Raises ValidationError."""
    if len(cells) > 2 and names.knows_measure(cells[1]):  # ref, measure, figure
        return names.find(cells[0], cells[1]), cells[2:]
    return names.find_either(cells[0]), cells[1:]
