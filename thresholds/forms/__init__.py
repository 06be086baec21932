"""The forms by which the framework is edited."""
