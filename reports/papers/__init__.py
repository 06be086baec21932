"""Frozen papers: verified, published, read by everybody."""
