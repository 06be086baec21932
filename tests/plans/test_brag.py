"""BRAG of an action (handbook section 2)."""

from datetime import date

import pytest
from django.db import IntegrityError

from plans.brag import brag
from plans.models import CriticalAction
from tests.factories import CriticalActionFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("status", "colour", "word"),
    [
        ("not_started", "grey", "Not started"),
        ("on_track", "green", "On track"),
        ("slipping", "amber", "Slipping"),
        ("off_track", "red", "Off track"),
        ("complete", "blue", "Complete"),
        ("cancelled", "grey", "Cancelled"),
    ],
)
def test_a_status_has_its_colour_and_always_its_word(status: str, colour: str, word: str) -> None:
    stands = brag(CriticalAction(status=status), TODAY)
    assert (stands.colour, stands.word) == (colour, word)


@pytest.mark.parametrize("status", ["not_started", "on_track", "slipping", "off_track"])
def test_an_unfinished_action_is_overdue_once_its_finish_has_passed(status: str) -> None:
    action = CriticalAction(status=status, finish_on=date(2026, 11, 24))
    stands = brag(action, TODAY)
    assert (stands.colour, stands.word) == ("red", "Overdue")


@pytest.mark.parametrize("status", ["complete", "cancelled"])
def test_a_finished_action_is_never_overdue(status: str) -> None:
    assert not CriticalAction(status=status, finish_on=date(2020, 1, 1)).is_overdue(TODAY)


def test_an_action_is_not_overdue_on_the_day_of_its_finish_nor_without_a_day() -> None:
    assert not CriticalAction(finish_on=TODAY).is_overdue(TODAY)
    assert not CriticalAction(finish_text="Ongoing").is_overdue(TODAY)


def test_the_queries_agree_with_the_rules_for_one_action() -> None:
    for status in CriticalAction.Status:
        for finish in (None, date(2026, 11, 24), TODAY):
            CriticalActionFactory(status=status, finish_on=finish)
    actions = CriticalAction.objects.all()
    assert set(actions.unfinished()) == {a for a in actions if not a.is_finished}
    assert set(actions.overdue(TODAY)) == {a for a in actions if a.is_overdue(TODAY)}
    assert actions.overdue(TODAY).count() == 4


def test_the_database_refuses_a_status_that_nobody_knows() -> None:
    with pytest.raises(IntegrityError, match="action_status_known"):
        CriticalActionFactory(status="done")
