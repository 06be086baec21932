"""Warnings as they are read, and actions that give none of their own."""

from plans.warnings import warnings_of
from tests.factories import CriticalActionFactory


def told(plan):
    return [str(warning) for warning in warnings_of(plan)]


def action(objective, **values):
    values = {"start_text": "Apr 2026", "finish_text": "Mar 2027"} | values
    made = CriticalActionFactory.build(objective=objective, **values)
    made.read_dates()
    made.save()
    return made
