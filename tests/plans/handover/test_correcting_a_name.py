"""Correcting a lead's name wherever open plans print it."""

import pytest
from django.urls import reverse

from core.audit import act, register_action
from core.models import AuditAct
from council.models import Person
from plans.models import CriticalAction
from tests.factories import CriticalActionFactory, PersonFactory, PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db
RENAMED = register_action("tests.renamed", "renamed")


@pytest.fixture
def person() -> Person:
    """Somebody who was misspelt, and is spelt right in the list of people by now."""
    person = PersonFactory(name="Farah Ikbal")
    with act(RENAMED, actor=None):
        person.name = "Farah Iqbal"
        person.save()
    return person


def named(person: Person, cell: str, **values) -> CriticalAction:
    action = CriticalActionFactory(responsible=cell, **values)
    action.people.add(person)
    return action


def address(person: Person) -> str:
    return reverse("plans:correct_name", args=[person.pk])


def cells() -> list[str]:
    return list(CriticalAction.objects.order_by("pk").values_list("responsible", flat=True))


def test_the_name_is_corrected_in_every_open_part_and_the_rest_of_the_cell_stays(person):
    for cell in ("Farah Ikbal / EYE", "Dave Perrett / Farah Ikbal", "Farah Iqbal"):
        named(person, cell)
    client = client_of(holder("officer"))
    page = client.get(address(person))
    assert [part.responsible for part in page.context["parts"]] == [
        "Farah Ikbal / EYE",
        "Dave Perrett / Farah Ikbal",
    ]
    client.post(address(person), {"printed": "Farah Ikbal"})
    assert cells() == ["Farah Iqbal / EYE", "Dave Perrett / Farah Iqbal", "Farah Iqbal"]
    assert all(action.people.get() == person for action in CriticalAction.objects.all())
    notes = AuditAct.objects.filter(action="person.name_corrected").values_list("note", flat=True)
    assert set(notes) == {"Farah Ikbal to Farah Iqbal: 1 action"}


def test_any_misspelling_can_be_asked_for(person):
    named(person, "F. Iqbal / EYE")
    client = client_of(holder("officer"))
    assert client.get(address(person)).context["parts"] == []
    client.post(address(person), {"printed": "F. Iqbal"})
    assert cells() == ["Farah Iqbal / EYE"]


def test_a_plan_that_one_may_not_change_keeps_the_name(person):
    action = named(person, "Farah Ikbal")
    elsewhere = client_of(holder("officer", PlanFactory().directorate))
    elsewhere.post(address(person), {"printed": "Farah Ikbal"})
    assert cells() == ["Farah Ikbal"]
    own = action.objective.block.appendix.plan.directorate
    client_of(holder("officer", own)).post(address(person), {"printed": "Farah Ikbal"})
    assert cells() == ["Farah Iqbal"]


def test_a_cell_that_only_a_person_can_change_changes_nothing_anywhere(person):
    named(person, "Farah Ikbal")
    named(person, "Farah Ikbal / deputy to Farah Ikbal")
    page = client_of(holder("officer")).post(address(person), {"printed": "Farah Ikbal"})
    assert page.context["form"].errors["printed"]
    assert cells() == ["Farah Ikbal", "Farah Ikbal / deputy to Farah Ikbal"]


@pytest.mark.parametrize(
    ("role", "status"), [("officer", 200), ("admin", 200), ("leadership_team", 403)]
)
def test_who_may_change_plans_corrects_names(person, role, status):
    assert client_of(holder(role)).get(address(person)).status_code == status
