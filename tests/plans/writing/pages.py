"""What the tests of writing share: a plan's address, and an officer's browser."""

from django.test import Client
from django.urls import reverse

from plans.models import Objective, Plan
from tests.plans.pages.people import client_of, holder

SCRIPT = {"HTTP_HX_REQUEST": "true"}
"""A request that htmx makes."""


def plan_of(objective: Objective) -> Plan:
    return objective.block.appendix.plan


def officer_of(plan: Plan) -> Client:
    return client_of(holder("officer", plan.directorate))


def url(name: str, plan: Plan, *args) -> str:
    return reverse(f"plans:{name}", args=[plan.pk, *args])
