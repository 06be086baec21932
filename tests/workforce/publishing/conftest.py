import pytest

from accounts.models import User
from tests.accounts.people import somebody_who_is


@pytest.fixture
def officer() -> User:
    """Who keeps the workforce figures and publishes them."""
    return somebody_who_is("workforce_officer", user__name="Joanne Alder")
