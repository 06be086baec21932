"""Published figures as open data: a workbook and a CSV file, laid out as UK statistics are.

The Analysis Function of the UK government asks this of spreadsheets of statistics ("Releasing
statistics in spreadsheets"): a cover, a list of what is inside, notes, then one table to a
sheet, each marked as a table, with one row of headings and no cell blank, merged or hidden, so
that a program and a screen reader find every figure. What is not a figure is a marker, and
each marker is explained.
"""

from core.statistics_file.rows import csv_rows
from core.statistics_file.tables import Cell, StatisticsFile, StatisticsTable
from core.statistics_file.workbook import workbook

__all__ = ["Cell", "StatisticsFile", "StatisticsTable", "csv_rows", "workbook"]
