import pytest
from django.test import Client

from accounts.models import User
from tests.accounts.people import browser_of, somebody_who_is


@pytest.fixture
def officer() -> User:
    """Who keeps the workforce figures."""
    return somebody_who_is("workforce_officer", user__name="Joanne Alder")


@pytest.fixture
def browser(officer) -> Client:
    """The browser of who keeps them."""
    return browser_of(officer)
