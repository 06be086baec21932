"""Small councils by chance, each directorate published: together their tables, percentages and
what they leave of the whole council give no small number away.

The reader asks for everything at once and shares nothing with what chose the pattern.
"""

from random import Random

import pytest

from tests.factories import DirectorateFactory
from tests.factories.workforce import LOWER, UPPER
from tests.workforce.publishing.reader import REST, assert_nothing_can_be_worked_out
from tests.workforce.publishing.small import Staff, answers, counted, together
from workforce.publishing.acts import publish_profile

pytestmark = pytest.mark.django_db
NAMES = ["Adults", "Places"]


def by_chance(chance: Random) -> Staff:
    """A few people in each band, most of whom say what they are."""
    staff = {}
    for band in (UPPER, LOWER):
        headcount = chance.randint(8, 30)
        male = chance.choice([0, 1, 2, 3, 4, 7])
        unsaid, bme, silent = (chance.choice(few) for few in ([0, 0, 1], [0, 1, 3, 5], [0, 1, 2]))
        said = answers(headcount - male, male, headcount - unsaid - bme - silent, bme, unsaid)
        staff[band] = (headcount, said)
    return staff


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("others", [[REST], []], ids=["with others", "and no others"])
def test_what_is_published_of_all_gives_nothing_away(seed, others, officer):
    chance = Random(seed)  # noqa: S311
    staff = {name: by_chance(chance) for name in (*NAMES, *others)}
    counted(together(staff.values()))
    records = []
    for number, name in enumerate(NAMES, start=1):
        snapshot = counted(staff[name], DirectorateFactory(name=name))
        records.append(publish_profile(snapshot, actor=officer).record)
        known = {each: staff[each] for each in NAMES[:number]}
        if left := [of for each, of in staff.items() if each not in known]:
            known[REST] = together(left)
        assert_nothing_can_be_worked_out(*records, true=known)
