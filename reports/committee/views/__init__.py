"""What committee members read, page by page."""
