"""Two people publish at the same moment: real threads, each with a connection of its own."""

import pytest

from incidents.models import PublishedReturns
from incidents.publishing.acts import publish_returns
from incidents.publishing.preview import Preview
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import racist
from tests.incidents.publishing.reader import assert_nothing_can_be_worked_out, cells_of
from tests.incidents.publishing.small import GENDER, YEAR, small_council
from tests.plans.exchange.test_concurrent_imports import at_once

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = [[], [f"{YEAR} / victim_gender / not recorded"]]
"""One officer would hide what is not recorded, the other would rather keep it."""


@pytest.mark.parametrize("turn", range(3))
def test_both_are_published_and_the_second_knows_the_first(turn, officer):
    small_council()
    outcomes = at_once(
        *(lambda keep=keep: publish_returns(racist(), keep, actor=officer) for keep in KEPT)
    )
    assert all(isinstance(each, PublishedReturns) for each in outcomes), outcomes
    one, other = [row.record for row in PublishedReturns.objects.order_by("pk")]
    assert_nothing_can_be_worked_out(one, other)
    assert (
        cells_of(one)[YEAR, GENDER, "Not recorded"] == cells_of(other)[YEAR, GENDER, "Not recorded"]
    )


def test_on_the_page_too(officer):
    small_council()
    seen = Preview(racist()).seen
    browsers = [browser_of(officer), browser_of(somebody_who_is("returns_officer"))]
    outcomes = at_once(
        *(
            lambda browser=browser, keep=keep: browser.post(
                "/returns/publish/racist/", {"keep": keep, "seen": seen}
            )
            for browser, keep in zip(browsers, KEPT, strict=True)
        )
    )
    assert [each.status_code for each in outcomes] == [302, 302]
    assert_nothing_can_be_worked_out(*[row.record for row in PublishedReturns.objects.all()])
