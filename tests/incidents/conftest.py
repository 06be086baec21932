from datetime import UTC, datetime

import pytest
from django.core import mail
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


@pytest.fixture
def of_every_state(collection):
    """A return of each state, by what the list says of it."""
    return {
        words: SchoolReturnFactory(
            collection=collection, school=SchoolFactory(name=f"School {place}"), **state
        )
        for place, (words, state) in enumerate(
            {
                "Not started": {},
                "In progress": {"in_progress": True},
                "Nil return": {"nil_return": True},
                "Returned": {"returned": True},
                "Queried": {"queried": True},
                "Accepted": {"accepted": True},
                "Accepted, nil": {"accepted": True, "nil": True, "total": 0},
            }.items()
        )
    }


@pytest.fixture
def made(school) -> SchoolReturn:
    return SchoolReturnFactory(school=school, returned=True)


@pytest.fixture
def letters(django_capture_on_commit_callbacks):
    """Do something, and see to whom it wrote."""

    def do(what):
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            what()
        return {letter.to[0]: letter for letter in mail.outbox}

    return do
