"""Meetings of committees."""
