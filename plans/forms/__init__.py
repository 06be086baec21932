"""The forms of plans, one subject to a file."""
