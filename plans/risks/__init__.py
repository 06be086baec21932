"""Risks in the course of the year: reviewed, kept down by controls, accepted for a time."""
