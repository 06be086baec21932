"""The lists of who edits the framework."""
