"""What committees resolved and recommended, and what became of it."""
