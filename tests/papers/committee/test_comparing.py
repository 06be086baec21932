"""A paper beside last year's: which passage is which, and what is told of it."""

import pytest

from core.word_diff import Piece
from reports.committee.comparing import State, compare
from reports.committee.likeness import undated
from reports.committee.weaving import woven
from reports.models import PaperText

LONG = "Nothing of this was changed by anybody at all. " * 30


def texts(*passages: tuple[str, str], part: str = "Plan 2026/27") -> list[PaperText]:
    return [
        PaperText(pk=id(passages) + place, part=part, heading=heading, text=text, page=place)
        for place, (heading, text) in enumerate(passages, start=1)
    ]


def told(before: list[PaperText], after: list[PaperText]) -> list[tuple[str, str]]:
    changes = compare(before, after)
    return [(each.heading, str(each.state)) for part in changes.parts for each in part.passages]


@pytest.mark.parametrize(
    ("heading", "known_by"),
    [
        ("3 Progress in 2026/27", "progress in"),
        ("3.1. Progress in 2026-27", "progress in"),
        ("(b) Progress in 2026", "progress in"),
        ("Action plan 2012–13", "action plan"),
        ("1,200 pupils", "1,200 pupils"),
    ],
)
def test_a_heading_is_known_without_its_number_and_year(heading, known_by):
    assert undated(heading) == known_by


def test_what_is_the_same_is_counted_and_not_told():
    before = texts(("Vision", "Every child thrives."))
    after = texts(("1 Vision", "Every  child\nthrives."), part="Plan 2027/28")
    changes = compare(before, after)
    assert changes.is_empty
    assert changes.summary == ["1 passage is the same"]


def test_what_stands_under_the_same_heading_is_changed_and_its_words_are_marked():
    before = texts(("Targets for 2025/26", "Attendance of 92% is expected."))
    after = texts(("Targets for 2026/27", "Attendance of 94% is expected."))
    (part,) = compare(before, after).parts
    (passage,) = part.passages
    assert passage.state is State.CHANGED
    assert passage.was_called == "Targets for 2025/26"
    assert passage.pieces == [
        Piece("same", "Attendance of "),
        Piece("removed", "92"),
        Piece("added", "94"),
        Piece("same", "% is expected."),
    ]


def test_what_only_one_paper_has_is_new_or_gone_and_stands_where_it_stood():
    before = texts(("First", "Alpha."), ("Dropped", "Beta."), ("Last", "Gamma."))
    after = texts(("First", "Alpha now."), ("Added", "Delta."), ("Last", "Gamma now."))
    assert told(before, after) == [
        ("First", "changed"),
        ("Dropped", "gone"),
        ("Added", "new"),
        ("Last", "changed"),
    ]


def test_the_same_heading_of_the_same_part_comes_before_that_of_another_part():
    before = [
        *texts(("Risks", "Of the report."), part="Report"),
        *texts(("Risks", "Of the plan."), part="Plan"),
    ]
    after = texts(("Risks", "Of the plan, now."), part="Plan")
    (part,) = [each for each in compare(before, after).parts if each.name == "Plan"]
    assert part.passages[0].before.text == "Of the plan."


def test_a_passage_that_was_called_otherwise_is_known_by_its_words():
    text = "Schools tell us each term how many pupils were bullied and what was done about it."
    before = texts(("Bullying", text))
    after = texts(("Kindness", text.replace("each term", "each month")))
    (part,) = compare(before, after).parts
    assert [(each.state, each.was_called) for each in part.passages] == [
        (State.CHANGED, "Bullying")
    ]


def test_passages_of_other_words_are_not_taken_for_each_other():
    before = texts(("Bullying", "Schools tell us each term what was done."))
    after = texts(("Housing", "Families wait for a home of their own."))
    assert told(before, after) == [("Bullying", "gone"), ("Housing", "new")]


def test_each_passage_is_met_once():
    before = texts(("Actions", "One."), ("Actions", "Two."), ("Actions", "Three."))
    after = texts(("Actions", "Two."), ("Actions", "Three."), ("Actions", "One."))
    assert compare(before, after).counts == {State.SAME: 3}


def test_a_long_run_that_is_the_same_is_cut_on_both_sides_of_a_change():
    pieces = woven(f"{LONG}Here stood four.\n{LONG}", f"{LONG}Here stood five.\n{LONG}")
    assert [piece.kind for piece in pieces] == ["same", "removed", "added", "same"]
    first, *_, last = (piece.text for piece in pieces)
    assert first.startswith(" … ")
    assert first.endswith("Here stood ")
    assert last.endswith(" … ")
    assert max(len(piece.text) for piece in pieces) < 400


def test_a_passage_too_long_for_its_words_is_told_to_have_changed():
    before = texts(("Data", "One word. " * 5_000))
    after = texts(("Data", "Two words. " * 5_000))
    (passage,) = compare(before, after).parts[0].passages
    assert passage.state is State.CHANGED
    assert passage.is_too_long
    assert passage.pieces == []


def test_woven_pieces_make_up_both_texts():
    before = "We met parents. They asked for time.\nWe said yes."
    after = "We met parents in May. They asked for time.\nWe said no. We wrote it down."
    pieces = woven(before, after)
    assert "".join(each.text for each in pieces if each.kind != "added") == before
    assert "".join(each.text for each in pieces if each.kind != "removed") == after


def test_no_text_at_all_is_no_change():
    assert compare([], []).summary == []
