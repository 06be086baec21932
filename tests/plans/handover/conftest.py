import pytest
import time_machine

from tests.factories import CriticalActionFactory, ObjectiveFactory, PersonFactory
from tests.plans.handover.people import link_all


@pytest.fixture(autouse=True)
def in_november_2026():
    with time_machine.travel("2026-11-25 12:00Z", tick=False):
        yield


@pytest.fixture
def leaver():
    return PersonFactory(name="Dave Perrett")


@pytest.fixture
def successor():
    return PersonFactory(name="Jane Porter")


@pytest.fixture
def objective(leaver):
    objective = ObjectiveFactory(responsible="All managers")
    CriticalActionFactory(objective=objective, responsible="Dave Perrett / EP&L / Ann Lee / TF")
    link_all(objective.block.appendix.plan)
    return objective
