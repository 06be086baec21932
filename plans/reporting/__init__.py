"""Reporting progress through the year: periods, updates, their confirmation, what is frozen."""
