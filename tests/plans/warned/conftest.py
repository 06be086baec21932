"""The plan in which something looks wrong, and its objective."""

import pytest

from tests.factories import ObjectiveFactory, PlanFactory


@pytest.fixture
def plan():
    return PlanFactory(first_year=2026)


@pytest.fixture
def objective(plan):
    return ObjectiveFactory(block__appendix__plan=plan, ref="Ob 1")
