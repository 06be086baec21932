"""Small councils by chance, published, corrected and published again: nothing gives anything away.

The reader tries every possibility and shares nothing with what chose the pattern.
"""

from random import Random

import pytest

from council.models import School
from incidents.models import SchoolReturn
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from tests.factories import AreaFactory, SchoolFactory, racist
from tests.incidents.held import returned
from tests.incidents.publishing.reader import assert_nothing_can_be_worked_out
from tests.incidents.publishing.test_revisions import changed, correct

pytestmark = pytest.mark.django_db

CELLS = [
    "victim_gender, Male",
    "victim_gender, Female",
    "location, Closely supervised area",
    "location, Other areas",
]


def by_chance(chance: Random) -> list[School]:
    """Eight or nine schools in two areas, one or two of them special: those are hidden."""
    areas = AreaFactory.create_batch(2)
    phases = ["primary"] * 4 + ["secondary"] * 3 + ["special"] * chance.randint(1, 2)
    schools = [SchoolFactory(phase=phase, area=chance.choice(areas)) for phase in phases]
    for school in schools:
        total = chance.randint(1, 9)
        boys = chance.choice([0, 0, chance.randint(0, total)])
        outside = chance.randint(0, total)
        numbers = (boys, chance.randint(0, total - boys), total - outside, outside)
        returned(2026, total, school, counts=dict(zip(CELLS, numbers, strict=True)))
    return schools


def corrected(schools: list[School], chance: Random) -> None:
    """One or two returns are corrected by an incident or two."""
    for school in chance.sample(schools, chance.randint(1, 2)):
        row = SchoolReturn.objects.get(school=school)
        more = chance.randint(1, 2)
        held = chance.choice(CELLS)
        name = held.partition(", ")[2]
        before = row.counts.get(category__name=name).count
        correct(school, **{"total": row.total + more, held: before + more})


@pytest.mark.parametrize("seed", range(12))
def test_neither_one_publication_nor_two_give_anything_away(seed, officer):
    chance = Random(seed)  # noqa: S311
    schools = by_chance(chance)
    first = publish_returns(racist(), actor=officer).record
    assert_nothing_can_be_worked_out(first)
    assert_nothing_can_be_worked_out(first, Preview(racist()).record())
    corrected(schools, chance)
    second = Preview(racist()).record()
    assert_nothing_can_be_worked_out(first, second, changed=changed(first, second))
