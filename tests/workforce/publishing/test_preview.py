"""What would leave the council: the rule, percentages of few people, what officers rather keep."""

from datetime import date

import pytest

from council.models import Directorate
from tests.factories import DisclosureProfileFactory
from tests.factories.workforce import LOWER, SCHOOLS, UPPER, SnapshotFactory, count_staff
from tests.workforce.publishing.reader import REST, assert_nothing_can_be_worked_out
from tests.workforce.publishing.small import (
    DAY,
    FEW_MEN,
    OTHERS,
    answers,
    cells,
    counted,
    small_council,
)
from workforce.publishing.preview import Preview

pytestmark = pytest.mark.django_db
DAY_IN_WORDS = "31 March 2012"


def shares(preview: Preview, group: str, organisation: str = "Places") -> list[str]:
    """What is printed of a group: female, male, BME."""
    held = cells(preview, organisation=organisation)
    return [held[group, DAY_IN_WORDS, f"{each} %"].text for each in ("Female", "Male", "BME")]


def test_a_percentage_of_which_a_small_number_is_hidden_is_hidden():
    mine, _ = small_council()
    cell = cells(Preview(mine))[UPPER, DAY_IN_WORDS, "Male %"]
    assert (cell.text, cell.true, cell.reason) == ("[c]", "7.5", "one of its numbers is hidden")
    assert shares(Preview(mine), UPPER)[:2] == ["[c]", "[c]"]
    assert shares(Preview(mine), UPPER)[2] == "25.0"


def test_what_is_hidden_cannot_be_worked_out_from_the_council_or_from_totals():
    mine, _ = small_council()
    assert_nothing_can_be_worked_out(Preview(mine).record(), true={"Places": FEW_MEN, REST: OTHERS})


@pytest.mark.parametrize("men", [1, 4])
def test_1_to_4_are_hidden(men):
    mine, _ = small_council(of={**FEW_MEN, UPPER: (40, answers(40 - men, men, 30, 10))})
    assert shares(Preview(mine), UPPER)[1] == "[c]"


def test_0_and_5_are_shown():
    for men, text in ((0, "0.0"), (5, "12.5")):
        mine, _ = small_council(of={**FEW_MEN, UPPER: (40, answers(40 - men, men, 30, 10))})
        assert shares(Preview(mine), UPPER)[1] == text


def test_the_councils_own_threshold_holds():
    DisclosureProfileFactory(used_for="workforce", threshold=9)
    mine, _ = small_council(of={**FEW_MEN, UPPER: (40, answers(31, 9, 30, 10))})
    assert shares(Preview(mine), UPPER)[1] == "[c]"
    assert "Numbers from 1 to 9 are hidden" in Preview(mine).rule_in_words


def test_the_rule_of_incident_returns_does_not():
    DisclosureProfileFactory(used_for="incidents", threshold=9)
    mine, _ = small_council(of={**FEW_MEN, UPPER: (40, answers(31, 9, 30, 10))})
    assert shares(Preview(mine), UPPER)[1] == "22.5"


def test_a_percentage_of_few_people_is_hidden_though_its_number_is_not_small():
    """Nine people, all of them women: nothing is hidden but the shares."""
    mine, _ = small_council(of={**FEW_MEN, UPPER: (9, answers(9, 0, 9, 0))})
    assert shares(Preview(mine), UPPER) == ["[c]", "[c]", "[c]"]
    cell = cells(Preview(mine))[UPPER, DAY_IN_WORDS, "Female %"]
    assert cell.reason == "it stands on too few people"
    assert cells(Preview(mine))[UPPER, DAY_IN_WORDS, "Headcount"].text == "9"


def test_the_rule_is_told_in_words():
    DisclosureProfileFactory(
        used_for="workforce", threshold=4, base=5, zero_shown=False, smallest_base=20
    )
    mine, _ = small_council()
    assert Preview(mine).rule_in_words == (
        "Numbers from 1 to 4 are hidden, and so is 0. Others are rounded to a multiple of 5. Other "
        "numbers are hidden where a small one could be worked out from them. A percentage of fewer "
        "than 20 people is hidden."
    )


def test_what_officers_rather_keep_is_kept_where_something_else_can_be_hidden():
    mine, _ = small_council()
    before = cells(Preview(mine))
    offered = {place: cell for place, cell in before.items() if cell.key}
    assert offered
    kept = {
        place: now
        for place, cell in offered.items()
        if (now := cells(Preview(mine, [cell.key]))[place]).text == cell.true
    }
    assert kept
    for cell in kept.values():
        assert cell.kept
        record = Preview(mine, [cell.key]).record()
        assert_nothing_can_be_worked_out(record, true={"Places": FEW_MEN, REST: OTHERS})


def test_a_small_number_itself_cannot_be_kept():
    mine, _ = small_council()
    assert not cells(Preview(mine))[UPPER, DAY_IN_WORDS, "Male %"].key


def test_what_a_directorate_leaves_of_the_council_is_protected_too():
    """Of all but Places two men are left: hidden nowhere, and told by nothing."""
    rest = {**OTHERS, UPPER: (50, answers(48, 2, 40, 10))}
    mine, _ = small_council(rest, of={**FEW_MEN, UPPER: (40, answers(30, 10, 30, 10))})
    preview = Preview(mine)
    both = shares(preview, UPPER)[1], shares(preview, UPPER, "Whole council")[1]
    assert "[c]" in both
    assert preview.hidden


def test_a_council_of_another_day_is_not_reckoned_with():
    mine = counted(FEW_MEN, Directorate.objects.create(name="Places"))
    counted(FEW_MEN, day=date(2012, 3, 20))
    names = {key[1] for judged in Preview(mine).judged for key in judged.publication.cells}
    assert not any(name.startswith("all but") for name in names)


def test_school_staff_are_shown_in_full_apart_from_those_employed_directly():
    mine, council = small_council()
    for snapshot, people in ((mine, 70), (council, 200)):
        count_staff(snapshot, SCHOOLS, people, **answers(people - 20, 20, people - 20, 20))
    captions = [table.caption for table in Preview(mine).tables]
    assert "Sex: School employed, staff on 31 March 2012" in captions
    assert "Sex: Total directly employed, staff on 31 March 2012" in captions


def test_flows_are_judged_by_themselves():
    mine, _ = small_council()
    leavers = SnapshotFactory(directorate=mine.directorate, base="leavers", day=DAY)
    count_staff(leavers, UPPER, 12, **answers(10, 2, 6, 6))
    count_staff(leavers, LOWER, 30, **answers(15, 15, 15, 15))
    table = cells(Preview(mine), "flows")
    assert table[UPPER, "Leavers", "Number"].text == "12"
    assert table[UPPER, "Leavers", "Male %"].text == "[c]"
    assert any(line.startswith("Leavers, 1 April 2011") for line in Preview(mine).hidden)


def test_shares_of_who_prefers_not_to_say_are_published_where_they_are_among_the_base():
    mine, _ = small_council(of={**FEW_MEN, LOWER: (60, answers(40, 20, 30, 20, 10))})
    listed = Preview(mine).profile.mine.lists["ethnicity"].list
    listed.denominator = "answered"
    listed.save()
    told = cells(Preview(mine), "ethnicity")
    assert told["", "Prefer not to say", "Number"].text == "10"
    assert told["", "Prefer not to say", "%"].text == "10.0"


def test_a_disclosure_rate_that_would_tell_a_small_number_is_hidden_wherever_it_stands():
    """Of a hundred people two prefer not to say: 98 % would tell them."""
    mine, _ = small_council(of={**FEW_MEN, LOWER: (60, answers(40, 20, 40, 18, 2))})
    rate = cells(Preview(mine), "ethnicity")["", "Disclosure rate", "%"]
    assert (rate.text, rate.true) == ("[c]", "98.0")
    [told] = [each for each in Preview(mine).record()["about_figures"] if "rates" in each]
    assert "ethnicity [c]" in told


@pytest.mark.parametrize("years", [1, 2])
def test_the_database_is_asked_for_each_thing_once(years, django_assert_max_num_queries):
    for back in range(years):
        mine, _ = small_council(day=date(2012 - back, 3, 31))
    mine, _ = small_council()
    with django_assert_max_num_queries(30):
        assert Preview(mine).tables
