"""Changing a plan after its approval: amendments, proposed by one person, agreed by another."""
