"""The HR extract: one line for each employee, summed while it is read; no line is kept."""
