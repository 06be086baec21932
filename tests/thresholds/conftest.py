from datetime import UTC, datetime

import pytest


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    """10 October 2027: after every day on which a version of these tests is put in force."""
    time_machine.move_to(datetime(2027, 10, 10, 12, tzinfo=UTC))
