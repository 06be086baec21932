"""One filter set for each list."""
