"""What an officer sees and asks for before figures are published."""

from core.disclosure import (
    Profile,
    Quantities,
    hidden_in_words,
    joined,
    mark_of,
    preferred,
    publish,
)
from tests.core.disclosure.tables import cell, table


def test_what_an_officer_prefers_to_keep_is_dearer_and_what_is_no_quantity_is_passed_over():
    keys = [cell("a", 1), cell("b", 1)]
    assert joined(cell("a", 1)) == "table / a / 1"
    assert list(preferred(keys, ["table / a / 1", "no such thing"])) == [cell("a", 1)]
    assert min(preferred(keys, ["table / a / 1"]).values()) > 1


def test_the_mark_is_another_when_a_figure_is_and_not_when_only_their_order_is():
    one, other = ("2026", "women"), ("2026", "men")
    marks = {
        mark_of(Quantities(figures))
        for figures in ({one: 4, other: 5}, {one: 4, other: 6}, {one: None, other: 5})
    }
    assert len(marks) == 3
    assert mark_of(Quantities({one: 4, other: 5})) == mark_of(Quantities({other: 5, one: 4}))


def test_how_many_figures_are_hidden_and_why_is_told():
    publication = publish(table([3, 12, 9], [20, 6, 2]), Profile())
    secondary = len(publication.pattern.secondary)
    assert secondary
    assert hidden_in_words(publication) == (
        f"2 figures are hidden for what they are, {secondary} more so that none of those can be "
        "worked out. No safe choice hides less."
    )
