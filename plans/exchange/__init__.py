"""The plan format: a plan as a file, out and in again without loss (JSON and XLSX)."""
