"""Warnings of paragraph numbers that skip."""

import pytest

from tests.factories import (
    ParagraphFactory,
    SectionFactory,
)
from tests.plans.warned.telling import told

pytestmark = pytest.mark.django_db


def section(plan, *numbers, number="4", numbering="typed"):
    plan.numbering = numbering
    plan.save()
    made = SectionFactory(plan=plan, number=number, heading="Key issues")
    for each in numbers:
        ParagraphFactory(section=made, number=each)


@pytest.mark.parametrize(
    ("numbers", "messages"),
    [
        (["4.1", "4.3"], ["paragraph 4.3 follows 4.1"]),
        (["4.1", "4.1"], ["paragraph 4.1 follows 4.1"]),
        (["4.2", "4.1"], ["paragraph 4.1 follows 4.2"]),
        (["4.9.", "4.11."], ["paragraph 4.11. follows 4.9."]),
        (["4.1", "4.3", "4.4", "4.7"], ["paragraph 4.3 follows 4.1", "paragraph 4.7 follows 4.4"]),
        (["4.1", "", "4.3"], ["paragraph 4.3 follows 4.1"]),
    ],
)
def test_numbers_that_skip_repeat_or_run_backwards(plan, numbers, messages):
    section(plan, *numbers)
    assert told(plan) == [f"Section 4 Key issues: {message}" for message in messages]


@pytest.mark.parametrize(
    "numbers",
    [
        ["4.1", "4.2", "4.3"],
        ["4.9", "4.10", "4.11"],
        ["", "", ""],
        ["a", "b"],
        ["4.1", "5.3"],
        ["4.3"],
    ],
)
def test_numbers_that_run_on_or_are_none(plan, numbers):
    section(plan, *numbers)
    assert told(plan) == []


def test_automatic_numbers_never_skip(plan):
    section(plan, "4.1", "4.3", numbering="automatic")
    assert told(plan) == []


def test_each_section_begins_anew(plan):
    section(plan, "4.1", "4.2")
    section(plan, "5.1", "5.2", number="5")
    assert told(plan) == []
