import pytest
from django.test import Client

from core.supplied_figures import register_source
from plans.models import Plan
from tests.factories import CommitteeFactory, ObjectiveFactory, PlanFactory
from tests.plans.kpis.profile import BME, Profile, figure
from tests.plans.pages.people import client_of, holder


@pytest.fixture
def no_source(monkeypatch) -> None:
    """No app offers figures."""
    monkeypatch.setattr("core.supplied_figures._SOURCES", {})


@pytest.fixture
def profile(no_source) -> Profile:
    """The one app that offers figures."""
    found = Profile()
    register_source("profile", found)
    return found


@pytest.fixture
def held(profile) -> Profile:
    """The same, holding one figure."""
    profile.held[BME] = figure("24.3%")
    return profile


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(directorate__committee=CommitteeFactory())


@pytest.fixture
def objective(plan):
    return ObjectiveFactory(block__appendix__plan=plan)


@pytest.fixture
def client(plan) -> Client:
    return client_of(holder("officer", plan.directorate))
