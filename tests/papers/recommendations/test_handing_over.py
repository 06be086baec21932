"""Another owner: with the reason, and the history keeps who it was."""

import pytest
from django.core.exceptions import ValidationError

from reports.recommendations import answering
from tests.accounts.people import browser_of, everybody_but
from tests.factories import PersonFactory
from tests.papers.recommendations.responding import at, page_of

pytestmark = pytest.mark.django_db


def test_it_is_handed_over_with_a_reason_and_history_keeps_the_name(recommendation, clerk, officer):
    successor = PersonFactory(name="Amina Yusuf")
    for user in (clerk, officer):
        page = browser_of(user).post(
            at("hand_over", recommendation), {"seen": 0, "owner": successor.pk, "reason": ""}
        )
        assert "Enter the reason" in page.content.decode()
    said = {"seen": 0, "owner": successor.pk, "reason": "Dale has left."}
    assert browser_of(officer).post(at("hand_over", recommendation), said).status_code == 302
    recommendation.refresh_from_db()
    assert (recommendation.owner, recommendation.owner_name) == (successor, "Amina Yusuf")
    told = "Handed over from Dale Porter to Amina Yusuf: Dale has left."
    assert recommendation.responses.get().text == told
    assert recommendation.state == "open"
    successor.name = "Amina Khan"
    successor.save()
    assert told in page_of(clerk, recommendation)


def test_only_the_clerk_and_the_directorate_hand_it_over(recommendation, member, owner, elsewhere):
    successor = PersonFactory()
    said = {"seen": 0, "owner": successor.pk, "reason": "Because"}
    others = [member, owner, *everybody_but("officer", "plan_lead"), elsewhere]
    for user in others:
        assert browser_of(user).get(at("hand_over", recommendation)).status_code == 403
        assert browser_of(user).post(at("hand_over", recommendation), said).status_code == 403
    recommendation.refresh_from_db()
    assert recommendation.owner == owner.person


def test_it_is_not_handed_over_to_its_owner(recommendation, clerk, owner):
    said = {"seen": 0, "owner": owner.person.pk, "reason": "Because"}
    page = browser_of(clerk).post(at("hand_over", recommendation), said).content.decode()
    assert "must be one of the choices" in page
    with pytest.raises(ValidationError, match="owns it already"):
        answering.hand_over(recommendation, owner.person, "Because", seen=0, actor=clerk)
