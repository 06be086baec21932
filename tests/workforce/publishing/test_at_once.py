"""Two people publish at the same moment: real threads, each with a connection of its own."""

import pytest

from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory
from tests.plans.exchange.test_concurrent_imports import at_once
from tests.workforce.publishing.reader import REST, assert_nothing_can_be_worked_out
from tests.workforce.publishing.small import (
    FEW_MEN,
    OTHERS,
    can_be_kept,
    counted,
    small_council,
)
from workforce.models import PublishedProfile
from workforce.publishing.acts import publish_profile
from workforce.publishing.preview import Preview

pytestmark = pytest.mark.django_db(transaction=True)
ALL = {"Places": FEW_MEN, "Adults": OTHERS}


@pytest.mark.parametrize("turn", range(2))
def test_both_are_published_and_the_second_knows_the_first(turn, officer):
    """One officer would rather keep what the other hides: together both would tell it."""
    mine, _ = small_council()
    kept = [[], [can_be_kept(mine)]]
    assert Preview(mine, kept[1]).record()["tables"] != Preview(mine).record()["tables"]
    outcomes = at_once(
        *(lambda keep=keep: publish_profile(mine, keep, actor=officer) for keep in kept)
    )
    assert all(isinstance(each, PublishedProfile) for each in outcomes), outcomes
    one, other = [each.record for each in outcomes]
    assert one["tables"] == other["tables"]
    assert_nothing_can_be_worked_out(one, other, true={"Places": FEW_MEN, REST: OTHERS})


def test_two_directorates_that_are_the_whole_council_do_not_tell_one_another(officer):
    mine, _ = small_council()
    other = counted(OTHERS, DirectorateFactory(name="Adults"))
    outcomes = at_once(*(lambda of=of: publish_profile(of, actor=officer) for of in (mine, other)))
    assert all(isinstance(each, PublishedProfile) for each in outcomes), outcomes
    assert_nothing_can_be_worked_out(*[each.record for each in outcomes], true=ALL)


def test_on_the_page_too(officer):
    mine, _ = small_council()
    other = counted(OTHERS, DirectorateFactory(name="Adults"))
    browsers = [browser_of(officer), browser_of(somebody_who_is("workforce_officer"))]
    outcomes = at_once(
        *(
            lambda browser=browser, of=of: browser.post(
                f"/workforce/{of.pk}/publish/", {"seen": Preview(of).seen}
            )
            for browser, of in zip(browsers, (mine, other), strict=True)
        )
    )
    assert [each.status_code for each in outcomes] == [302, 302]
    records = [row.record for row in PublishedProfile.objects.all()]
    assert len(records) == 2
    assert_nothing_can_be_worked_out(*records, true=ALL)
