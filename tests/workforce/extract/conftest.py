from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from council.models import Directorate
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    """20 April 2026: the day of the snapshot is past."""
    time_machine.move_to(datetime(2026, 4, 20, 12, tzinfo=UTC))


@pytest.fixture
def homes() -> Directorate:
    return DirectorateFactory(name="Homes")


@pytest.fixture
def roads() -> Directorate:
    return DirectorateFactory(name="Roads")


@pytest.fixture
def officer() -> User:
    """Who keeps the workforce figures."""
    return somebody_who_is("workforce_officer", user__name="Joanne Alder")


@pytest.fixture
def browser(officer) -> Client:
    """The browser of who keeps the workforce figures."""
    return browser_of(officer)
