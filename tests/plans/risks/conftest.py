from datetime import UTC, date, datetime

import pytest

from plans.models import Plan, Risk
from tests.factories import CommitteeFactory, ObjectiveRiskFactory, PlanFactory

TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    """An approved plan of 2026/27."""
    return PlanFactory(approved=True, directorate__committee=CommitteeFactory())


@pytest.fixture
def risk(plan) -> Risk:
    """Its only risk, under one objective, not yet scored."""
    return ObjectiveRiskFactory(
        objective__block__appendix__plan=plan, risk__ref="R 1", risk__text="Nobody comes"
    ).risk
