"""Pages with every part of the foundation on them, for tests only."""
