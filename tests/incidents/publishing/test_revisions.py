"""A second publication: what the first hides stays hidden, and revised figures are others."""

from typing import Any

import pytest

from council.models import School
from incidents.models import SchoolReturn
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from tests.factories import IncidentTypeFactory, racist
from tests.incidents.held import returned, several
from tests.incidents.publishing.reader import (
    Cell,
    assert_nothing_can_be_worked_out,
    cells_of,
    true_of,
)
from tests.incidents.publishing.small import (
    AREAS,
    GENDER,
    YEAR,
    area_of,
    shown,
    small_council,
)
from tests.plain_rows import change

pytestmark = pytest.mark.django_db

ONE_MORE = {"total": 6, "location, Other areas": 39}
"""An incident that was told late."""
FEMALE, NOT_RECORDED = (f"{YEAR} / victim_gender / {row}" for row in ("Female", "not recorded"))


@pytest.fixture
def schools() -> dict[str, list[School]]:
    return small_council()


@pytest.fixture
def first(schools, officer) -> dict[str, Any]:
    """What was published first: it hides what is not recorded with the few boys."""
    record = publish_returns(racist(), actor=officer).record
    assert cells_of(record)[YEAR, GENDER, "Not recorded"] == "[c]"
    return record


def changed(first: dict[str, Any], second: dict[str, Any]) -> set[Cell]:
    before, now = true_of(first), true_of(second)
    return {cell for cell, count in now.items() if cell in before and before[cell] != count}


def correct(school: School, **counts: int) -> None:
    """A return is reopened, corrected and made again."""
    row = SchoolReturn.objects.get(school=school)
    change(row, state="in_progress")
    for words, number in counts.items():
        breakdown, _, name = words.partition(", ")
        if breakdown == "total":
            change(row, total=number)
        else:
            change(row.counts.get(breakdown=breakdown, category__name=name), count=number)
    change(row, state="returned")


def test_published_again_unchanged_it_is_the_same(first):
    assert cells_of(Preview(racist()).record()) == cells_of(first)


def test_a_figure_hidden_first_cannot_be_worked_out_from_both(first):
    """Alone, it would be as good to hide the girls: together both give the boys away."""
    second = Preview(racist(), [NOT_RECORDED]).record()
    assert cells_of(second)[YEAR, GENDER, "Not recorded"] == "[c]"
    assert_nothing_can_be_worked_out(first, second)


def test_without_the_first_the_officers_wish_is_granted(schools):
    assert shown(Preview(racist(), [NOT_RECORDED]))["years", GENDER, "Not recorded"].text == "18"


def test_another_year_beside_it_gives_nothing_away(first):
    several(2025, 21, 22, 23, counts={"victim_gender, Male": 2, "victim_gender, Female": 9})
    second = Preview(racist()).record()
    assert_nothing_can_be_worked_out(first, second)


def test_figures_of_another_kind_of_incident_are_others(schools, first):
    assert Preview(IncidentTypeFactory())._past == []


class TestRevised:
    def test_the_year_is_noted_and_both_are_told(self, schools, first, officer):
        correct(schools["primary"][0], **ONE_MORE)
        preview = Preview(racist())
        record = publish_returns(racist(), actor=officer).record
        assert cells_of(record)[YEAR, "", "Total number of incidents"] == "59"
        assert f"{YEAR}: Revised since it was first published." in preview.notes
        assert f"{YEAR}: Revised since it was first published." in record["notes"]
        names = {tuple(key) for key, _ in record["release"]["figures"]}
        assert (f"{YEAR}, revised", "total") in names
        assert (YEAR, "total") not in names

    def test_once_more_revised_it_is_another_again(self, schools, first, officer):
        for more in (ONE_MORE, {"total": 7, "location, Other areas": 40}):
            correct(schools["primary"][0], **more)
            record = publish_returns(racist(), actor=officer).record
        names = {tuple(key) for key, _ in record["release"]["figures"]}
        assert (f"{YEAR}, revised 2", "total") in names
        assert cells_of(Preview(racist()).record()) == cells_of(record)

    def test_corrected_back_it_has_its_first_name(self, schools, first, officer):
        correct(schools["primary"][0], **ONE_MORE)
        publish_returns(racist(), actor=officer)
        correct(schools["primary"][0], **{"total": 5, "location, Other areas": 38})
        third = Preview(racist())
        assert (YEAR, "total") in third.publication.cells
        assert cells_of(third.record()) == cells_of(first)

    def test_what_stayed_the_same_is_hidden_as_before(self, schools, first):
        """A school moves to another area: the figures of its area are others, the victims'
        gender is not, so what hid the boys before must hide them still."""
        change(schools["primary"][0], area=area_of("Northgate"))
        second = Preview(racist(), [NOT_RECORDED]).record()
        revised = changed(first, second)
        assert {cell[1] for cell in revised} == {AREAS}
        assert_nothing_can_be_worked_out(first, second, changed=revised)
        assert cells_of(second)[YEAR, GENDER, "Not recorded"] == "[c]"

    def test_a_new_small_number_hides_the_total_by_which_it_would_be_known(self, schools, first):
        """All places are known from before: what is over would be the one without a place."""
        correct(schools["primary"][0], total=6)
        second = Preview(racist()).record()
        assert cells_of(second)[YEAR, "", "Total number of incidents"] == "[c]"
        assert_nothing_can_be_worked_out(first, second, changed=changed(first, second))

    def test_one_incident_more_gives_nothing_away(self, schools, first):
        correct(schools["primary"][0], **ONE_MORE)
        for keep in ([], [NOT_RECORDED], [FEMALE]):
            second = Preview(racist(), keep).record()
            assert_nothing_can_be_worked_out(first, second, changed=changed(first, second))

    def test_one_boy_more_is_a_figure_of_its_own(self, schools, first):
        correct(schools["primary"][0], **{"victim_gender, Male": 4})
        second = Preview(racist()).record()
        revised = changed(first, second)
        assert (YEAR, GENDER, "Male") in revised
        assert (YEAR, GENDER, "Female") not in revised
        assert_nothing_can_be_worked_out(first, second, changed=revised)

    def test_a_late_return_revises_what_it_adds_to(self, schools, first):
        returned(2026, 9, phase="primary", area=area_of("Linden Vale"), pupils=100)
        second = Preview(racist()).record()
        assert_nothing_can_be_worked_out(first, second, changed=changed(first, second))
