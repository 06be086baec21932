"""Warnings of leads that are spelt in two ways."""

import pytest

from tests.factories import (
    IndicatorFactory,
    ObjectiveRiskFactory,
)
from tests.plans.warned.telling import action, told

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mike Galikowski", "Mike Galikowsky"),
        ("Rukhsana Mahmood", "Ruksana Mahmood"),
        ("Jane Porter", "Jayne Porter"),
        ("Marc Adeyemi", "Mark Adeyemi"),
        ("Catherine Hargreaves", "Katherine Hargreaves"),
        ("All managers", "All Managers"),
        ("C&F", "C & F"),
        ("Ian McGuff", "Ian Mc Guff"),
    ],
)
def test_a_lead_spelt_in_two_ways(plan, objective, one, other):
    objective.responsible = one
    objective.save()
    action(objective, responsible=f"{other} / TF")
    first, second = sorted([one, other])
    assert told(plan) == [f"Leads: “{first}” and “{second}” look like the same lead"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mike Galikowski", "Mike Galikowski"),
        ("Mike Galikowski", " Mike  Galikowski "),
        ("Pat Finegan", "Steve Lockwood"),
        ("Head of Service A", "Head of Service B"),
        ("Locality Manager East", "Locality Manager West"),
        ("Team Manager North", "Team Manager South"),
        ("Year 10 Coordinator", "Year 11 Coordinator"),
        ("Headteacher of School 1", "Headteacher of School 2"),
        ("Manager of Centre 1001", "Manager of Centre 1002"),
        ("Ian McGuff", "Ian McGuff and HR team"),
        ("TF", "T_F"),
        ("C&F", "Q&P"),
        ("Mr A Patel", "Mr B Patel"),
    ],
)
def test_two_leads_that_are_two(plan, objective, one, other):
    objective.responsible = one
    objective.save()
    action(objective, responsible=other)
    assert told(plan) == []


def test_each_pair_of_spellings_is_told_once(plan, objective):
    for spelling in ("Mike Galikowski", "Mike Galikowsky", "Mike Galikowski"):
        action(objective, responsible=spelling)
    assert len(told(plan)) == 1


def test_every_cell_with_a_lead_is_looked_at(plan, objective):
    objective.block.responsible = "Dave Perrett"
    objective.block.save()
    IndicatorFactory(objective=objective, responsible="Dave Perret")
    ObjectiveRiskFactory(objective=objective, responsible="Dave Parrett")
    assert len(told(plan)) == 2
