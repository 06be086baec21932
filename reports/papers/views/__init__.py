"""Pages of frozen papers."""
