"""Cover reports: their templates, writing and printing."""
