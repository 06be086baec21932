"""The committee alone says that a recommendation is done, and opens it again."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from reports.recommendations import answering
from reports.recommendations.answering import last_seen
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.papers import MeetingFactory
from tests.papers.recommendations.responding import answered, at, page_of

pytestmark = pytest.mark.django_db


def test_only_the_committee_closes_it(recommendation, member, clerk, owner, officer, lead):
    others = [clerk, owner, officer, lead, somebody_who_is("committee_member")]
    for user in [*others, *everybody_but("committee_member")]:
        for name in ("close", "open_again"):
            assert browser_of(user).get(at(name, recommendation)).status_code == 403
            assert browser_of(user).post(at(name, recommendation)).status_code == 403
        with pytest.raises(PermissionDenied):
            answering.close(recommendation, "Done", seen=0, actor=user)
        assert "Close as done" not in page_of(user, recommendation)
    assert "Close as done" in page_of(member, recommendation)
    said = {"seen": 0, "text": "We are content.", "meeting": recommendation.meeting.pk}
    assert browser_of(member).post(at("close", recommendation), said).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.is_done
    assert recommendation.responses.get().meeting == recommendation.meeting


def test_a_closing_names_only_a_meeting_of_the_committee_that_can_have_closed_it(
    recommendation, member, meeting, today
):
    wrong = [
        MeetingFactory(day=today),
        MeetingFactory(committee=meeting.committee, day=today + timedelta(days=1)),
        MeetingFactory(committee=meeting.committee, day=meeting.day - timedelta(days=1)),
    ]
    for each in wrong:
        said = {"seen": 0, "text": "We are content.", "meeting": each.pk}
        page = browser_of(member).post(at("close", recommendation), said).content.decode()
        assert "must be one of the choices" in page
        with pytest.raises(ValidationError, match="Select a meeting of the committee"):
            answering.close(recommendation, "Content", each, seen=0, actor=member)
    recommendation.refresh_from_db()
    assert not recommendation.is_done


def test_what_is_done_is_answered_no_more_and_what_was_typed_stays(recommendation, owner, member):
    opened = answered(recommendation, text="Nearly there.")
    answering.close(recommendation, "We are content.", seen=0, actor=member)
    browser = browser_of(owner)
    page = browser.post(at("answer", recommendation), opened).content.decode()
    assert f"{member} answered while you wrote" in page
    assert "Nearly there." in page
    again = opened | {"seen": last_seen(recommendation)}
    page = browser.post(at("answer", recommendation), again).content.decode()
    assert "This recommendation is done" in page
    assert "Nearly there." in page
    for name in ("answer", "close"):
        person = owner if name == "answer" else member
        page = browser_of(person).get(at(name, recommendation), follow=True).content.decode()
        assert "This recommendation is done" in page


def test_the_committee_opens_again_what_was_done_and_says_why(recommendation, member):
    answering.close(recommendation, "We are content.", seen=0, actor=member)
    browser, address = browser_of(member), at("open_again", recommendation)
    seen = last_seen(recommendation)
    page = browser.post(address, {"seen": seen, "text": ""}).content.decode()
    assert "Enter why it is opened again" in page
    assert browser.post(address, {"seen": seen, "text": "It came back."}).status_code == 302
    recommendation.refresh_from_db()
    assert recommendation.state == "open"
    page = browser.get(address, follow=True).content.decode()
    assert "This recommendation is not done" in page
