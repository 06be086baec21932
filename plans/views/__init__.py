"""The pages of plans, one subject to a file."""
