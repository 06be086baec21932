from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    """Tuesday 9 March 2027: five clear days before the meeting of the factories."""
    time_machine.move_to(datetime(2027, 3, 9, 12, tzinfo=UTC))
