"""Published figures as a CSV file."""

from __future__ import annotations

import csv
import io

from core.exports import csv_text
from core.statistics_file.tables import StatisticsFile


def csv_rows(file: StatisticsFile) -> bytes:
    """A row for each figure, so that tables of different columns can be read as one.

    The columns: the table, the labels of all tables, which figure it is, the figure; where
    there is none, the marker in its place and what that means. A label that a table does not
    have is blank.
    """
    labels = list(dict.fromkeys(h for t in file.tables for h in t.headings[: t.labels]))
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    about = ["Table", "Title", *labels, "Measure", "Figure", "Marker", "Marker means"]
    writer.writerow([csv_text(heading) for heading in about])
    for table in file.tables:
        for row in table.rows:
            told = {
                h: str(table.cell(row, n)) for n, h in enumerate(table.headings[: table.labels])
            }
            named = [table.name, table.title, *(told.get(label, "") for label in labels)]
            for place in range(table.labels, len(table.headings)):
                cell = table.cell(row, place)
                marker = cell if isinstance(cell, str) else ""
                held = ["" if marker else str(cell), marker, file.meanings.get(marker, "")]
                texts = map(csv_text, [*named, table.headings[place]])
                writer.writerow([*texts, *held])
    # Without the mark at the beginning Excel takes the file for Windows-1252.
    return text.getvalue().encode("utf-8-sig")
