"""How long a text of a file may be, and of which characters."""

import pytest

from core.text import LINE, TEXT
from plans.exchange.document import NAME
from tests.plans.documents import OBJECTIVE, bare, with_first, with_objective
from tests.plans.exchange.refusals import faults_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("data", "place", "limit"),
    [
        (bare(title="x" * (LINE + 1)), "title", LINE),
        (bare(directorate="x" * (NAME + 1)), "directorate", NAME),
        (bare(contact={"name": "x" * (LINE + 1)}), "contact.name", LINE),
        (with_objective(ref="x" * (LINE + 1)), f"{OBJECTIVE}.ref", LINE),
        (with_objective(text="x" * (TEXT + 1)), f"{OBJECTIVE}.text", TEXT),
        (
            with_first("actions", progress="é" * (TEXT + 1)),
            f"{OBJECTIVE}.actions[0].progress",
            TEXT,
        ),
        (
            with_first("risks", responsible="x" * (LINE + 1)),
            f"{OBJECTIVE}.risks[0].responsible",
            LINE,
        ),
        (with_first("risks", impact="1" * 11), f"{OBJECTIVE}.risks[0].impact", 10),
        (
            with_first("kpis", targets={"2012/13": "1" * (LINE + 1)}),
            f"{OBJECTIVE}.kpis[0].targets.2012/13",
            LINE,
        ),
    ],
)
def test_a_text_over_the_limit_is_told_with_the_limit(data, place, limit):
    assert faults_in(data) == [f"{place}: has {limit + 1:,} characters; the limit is {limit:,}"]


def test_a_text_of_a_hundred_thousand_characters_is_refused_with_the_limit():
    assert faults_in(with_objective(text="x" * 100_000)) == [
        f"{OBJECTIVE}.text: has 100,000 characters; the limit is 10,000"
    ]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (bare(contact={"address": ["x" * 400] * 26}), "contact.address"),
        (with_first("kpis", refs=["x" * 400] * 26), f"{OBJECTIVE}.kpis[0].refs"),
    ],
)
def test_many_short_lines_have_a_limit_too(data, place):
    assert faults_in(data) == [f"{place}: has 10,425 characters in all; the limit is 10,000"]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\0", "U+0000"),
        ("\x0b", "U+000B"),
        ("\x1b", "U+001B"),
        ("\x7f", "U+007F"),
        ("\ud83d", "U+D83D"),
        ("\ufffe", "U+FFFE"),
    ],
)
@pytest.mark.parametrize(
    ("make", "place"),
    [
        (lambda text: bare(title=text), "title"),
        (lambda text: bare(directorate=text), "directorate"),
        (lambda text: with_objective(text=text), f"{OBJECTIVE}.text"),
        (lambda text: with_first("kpis", refs=["NI 1", text]), f"{OBJECTIVE}.kpis[0].refs[1]"),
        (lambda text: with_first("kpis", baseline=text), f"{OBJECTIVE}.kpis[0].baseline"),
    ],
)
def test_a_character_that_cannot_be_kept_is_named(make, place, character, name):
    assert faults_in(make(f"a{character}b")) == [
        f"{place}: holds characters that cannot be kept: {name}"
    ]


def test_a_year_with_an_impossible_character_is_no_year():
    [fault] = faults_in(with_first("kpis", targets={"2012\0": "1"}))
    assert "is not a year" in fault
