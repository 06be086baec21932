"""Packs: choosing parts, binding them, approving and freezing."""
