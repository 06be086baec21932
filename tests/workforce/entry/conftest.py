from datetime import UTC, date, datetime

import pytest
from django.test import Client

from accounts.models import User
from council.models import Directorate
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory
from tests.factories.workforce import SnapshotFactory
from workforce.models import Snapshot


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    """20 April 2026: three weeks after the day of the snapshot."""
    time_machine.move_to(datetime(2026, 4, 20, 12, tzinfo=UTC))


@pytest.fixture
def officer() -> User:
    """Who keeps the workforce figures."""
    return somebody_who_is("workforce_officer", user__name="Nadia Rahman")


@pytest.fixture
def browser(officer) -> Client:
    return browser_of(officer)


@pytest.fixture
def children() -> Directorate:
    return DirectorateFactory(name="Children's Services")


@pytest.fixture
def counted() -> Snapshot:
    """Staff of the whole council on 31 March 2026, to be entered as counts."""
    return SnapshotFactory()


@pytest.fixture
def printed() -> Snapshot:
    """Staff of the whole council on 31 March 2010, of which percentages were published."""
    return SnapshotFactory(way="percentages", day=date(2010, 3, 31), is_public=True)
