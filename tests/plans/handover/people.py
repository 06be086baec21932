"""A leaver, whose page is opened and whose open parts are handed over."""

from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from council.models import Person
from council.naming import Names
from plans.models import CriticalAction, Objective, Plan
from plans.models.parts import link_names
from tests.plans.pages.people import client_of, holder


def link_all(plan: Plan) -> None:
    names = Names(plan.directorate)
    for action in CriticalAction.objects.filter(objective__block__appendix__plan=plan):
        link_names(action, names)


def plan_of(objective: Objective) -> Plan:
    return objective.block.appendix.plan


def page_of(person: Person) -> str:
    return reverse("plans:handover", args=[person.pk])


def admin() -> Client:
    return client_of(holder("admin"))


def save(
    browser: Client, leaver: Person, *, to: str = "Jane Porter", parts: Any = None, **more: Any
) -> HttpResponse:
    """What is sent from the page; every part stays ticked if none is given."""
    if parts is None:
        parts = browser.get(page_of(leaver)).context["form"].initial["parts"]
    return browser.post(page_of(leaver), {"parts": parts, "successor": to, **more})
