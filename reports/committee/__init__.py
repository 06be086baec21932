"""What committee members read: next papers, archive, search, comparison, notes."""
