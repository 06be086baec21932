"""Reminders by e-mail of what waits for people, from every app that has something to ask."""
