"""A second publication: what the first hides stays hidden, and revised figures are others."""

import pytest

from tests.factories import DirectorateFactory
from tests.factories.workforce import LOWER, UPPER
from tests.workforce.publishing.reader import REST, assert_nothing_can_be_worked_out
from tests.workforce.publishing.small import (
    FEW_MEN,
    OTHERS,
    Staff,
    answers,
    can_be_kept,
    cells,
    counted,
    small_council,
    together,
)
from workforce.publishing.acts import publish_profile
from workforce.publishing.preview import Preview

pytestmark = pytest.mark.django_db
KNOWN = {"Places": FEW_MEN, REST: OTHERS}


@pytest.fixture
def mine():
    return small_council()[0]


def test_published_again_unchanged_it_is_the_same(mine, officer):
    first = publish_profile(mine, actor=officer).record
    assert Preview(mine).record()["tables"] == first["tables"]


def test_a_figure_hidden_first_cannot_be_kept_afterwards(mine, officer):
    """Alone it would be as good to hide another: together both give the three men away."""
    key = can_be_kept(mine)
    first = publish_profile(mine, actor=officer).record
    second = publish_profile(mine, [key], actor=officer).record
    assert second["tables"] == first["tables"]
    assert_nothing_can_be_worked_out(first, second, true=KNOWN)


def test_the_whole_council_by_itself_knows_what_was_published_of_a_directorate(mine, officer):
    first = publish_profile(mine, actor=officer).record
    council = counted(together([FEW_MEN, OTHERS]))
    second = publish_profile(council, actor=officer).record
    assert_nothing_can_be_worked_out(first, second, true=KNOWN)


def test_a_council_that_is_published_later_knows_a_directorate_that_stood_alone(officer):
    alone = counted(FEW_MEN, DirectorateFactory(name="Places"))
    first = publish_profile(alone, actor=officer).record
    few_others = {**OTHERS, UPPER: (50, answers(48, 2, 40, 10))}
    council = counted(together([FEW_MEN, few_others]))
    second = publish_profile(council, actor=officer).record
    true = {"Places": FEW_MEN, REST: few_others}
    assert_nothing_can_be_worked_out(first, second, true=true)


def test_the_last_directorate_does_not_tell_the_others(mine, officer):
    """Of the council without the second directorate nobody is left but the first."""
    first = publish_profile(mine, actor=officer).record
    other = counted(OTHERS, DirectorateFactory(name="Adults"))
    second = publish_profile(other, actor=officer).record
    assert_nothing_can_be_worked_out(first, second, true={"Places": FEW_MEN, "Adults": OTHERS})
    hidden = [cell.text for cell in cells(Preview(other), organisation="Adults").values()]
    assert "[c]" in hidden


def test_of_three_directorates_none_is_told_by_the_others(officer):
    few_bme: Staff = {UPPER: (30, answers(20, 10, 27, 3)), LOWER: (40, answers(30, 10, 30, 10))}
    all_three = {"Places": FEW_MEN, "Adults": OTHERS, "Housing": few_bme}
    counted(together(all_three.values()))
    records = []
    for name, staff in all_three.items():
        snapshot = counted(staff, DirectorateFactory(name=name))
        records.append(publish_profile(snapshot, actor=officer).record)
    assert_nothing_can_be_worked_out(*records, true=all_three)


def test_what_is_kept_names_only_what_it_prints_or_protects(mine, officer):
    publish_profile(mine, actor=officer)
    other = counted(OTHERS, DirectorateFactory(name="Adults"))
    [release] = publish_profile(other, actor=officer).record["releases"]
    names = {key[1] for key, _ in release["figures"]}
    assert f"directorate {mine.directorate_id}" not in names
    assert f"directorate {other.directorate_id}" in names


class TestRevised:
    def corrected(self, mine, men=4):
        """One man more in the upper band, here and in the council."""
        now = {**FEW_MEN, UPPER: (40, answers(40 - men, men, 30, 10))}
        small_council(of=now)
        return now

    def test_it_is_noted_and_both_are_told(self, mine, officer):
        publish_profile(mine, actor=officer)
        self.corrected(mine, men=9)
        note = "Staff on 31 March 2012: revised since it was first published."
        assert note in Preview(mine).notes
        record = publish_profile(mine, actor=officer).record
        assert note in record["notes"]
        names = {key[0] for each in record["releases"] for key, _ in each["figures"]}
        assert names == {"2012-03-31", "2012-03-31, revised"}

    def test_corrected_back_it_has_its_first_name(self, mine, officer):
        first = publish_profile(mine, actor=officer).record
        self.corrected(mine, men=9)
        publish_profile(mine, actor=officer)
        small_council()
        third = Preview(mine)
        assert not third.judged[0].names
        assert third.record()["tables"][0] == first["tables"][0]

    def test_one_man_more_is_hidden_as_the_three_were(self, mine, officer):
        publish_profile(mine, actor=officer)
        now = self.corrected(mine)
        second = publish_profile(mine, actor=officer).record
        assert_nothing_can_be_worked_out(second, true={"Places": now, REST: OTHERS})

    def test_what_stayed_the_same_is_hidden_as_before(self, mine, officer):
        """Ethnicity is corrected: what hid the men before must hide them still."""
        first = cells(Preview(mine))
        publish_profile(mine, actor=officer)
        small_council(of={**FEW_MEN, LOWER: (60, answers(40, 20, 39, 21))})
        keep = [cell.key for cell in first.values() if cell.key]
        second = cells(Preview(mine, keep))
        for place, cell in first.items():
            if place[2] in ("Female %", "Male %"):
                assert second[place].text == cell.text, place
