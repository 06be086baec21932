"""Where somebody lands after signing in: the soonest of the places that are open to them."""

import pytest

from core import navigation
from core.navigation import landing_of, register


@pytest.fixture(autouse=True)
def places(monkeypatch):
    """Only the places of this test."""
    monkeypatch.setattr(navigation, "_ENTRIES", {})
    register("Plans", "plans", order=1, open_to=lambda user: True, lands=9)
    register("My work", "work", order=2, open_to=lambda user: "named" in user, lands=2)
    register("Returns", "returns", order=3, open_to=lambda user: "school" in user, lands=1)
    register("Account", "account", order=0, open_to=lambda user: True)


@pytest.mark.parametrize(
    ("user", "lands"),
    [
        ({}, "plans"),
        ({"named"}, "work"),
        ({"school"}, "returns"),
        ({"named", "school"}, "returns"),
    ],
)
def test_it_is_the_soonest_of_those_open(user, lands):
    assert landing_of(user) == lands


def test_a_place_that_is_registered_again_stands_once():
    register("Plans", "plans", order=1, open_to=lambda user: False, lands=9)
    register("Welcome", "welcome", order=1, open_to=lambda user: True, lands=10)
    assert landing_of({}) == "welcome"
