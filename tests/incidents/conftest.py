from datetime import UTC, datetime

import pytest
from django.test import Client

from accounts.models import User
from council.models import School
from incidents.models import Collection, SchoolReturn
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import CollectionFactory, SchoolFactory, SchoolReturnFactory


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    """10 May 2027: ten days after the returns of 2026/27 were due."""
    time_machine.move_to(datetime(2027, 5, 10, 12, tzinfo=UTC))


@pytest.fixture
def collection() -> Collection:
    return CollectionFactory(opened=True)


@pytest.fixture
def school() -> School:
    return SchoolFactory(name="Tanyard Primary School")


@pytest.fixture
def school_return(collection, school) -> SchoolReturn:
    """The return that the school is asked for, not started."""
    return SchoolReturnFactory(collection=collection, school=school)


@pytest.fixture
def officer() -> User:
    """Who collects the returns."""
    return somebody_who_is("returns_officer", user__name="Tamsin Ridley")


@pytest.fixture
def respondent(school) -> User:
    """Who answers for the school."""
    return somebody_who_is("school_respondent", school=school, user__name="Ruth Ackroyd")


@pytest.fixture
def council(officer) -> Client:
    """The browser of who collects the returns."""
    return browser_of(officer)


@pytest.fixture
def at_school(respondent) -> Client:
    """The browser of who answers for the school."""
    return browser_of(respondent)
