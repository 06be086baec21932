"""A meeting that does not take place."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from reports.committee.home import read_home
from reports.meetings.acts import require_taken_place
from reports.models import Meeting
from reports.recommendations.open_ones import for_pack
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories.papers import MeetingFactory, PackFactory, RecommendationFactory, freeze_pack

pytestmark = pytest.mark.django_db


def test_it_is_no_next_meeting_and_no_last_one(committee, member):
    MeetingFactory(committee=committee, day=date(2027, 3, 10), is_cancelled=True)
    after = MeetingFactory(committee=committee, day=date(2027, 3, 24))
    before = read_home(member, date(2027, 3, 1))
    assert [each.next.meeting for each in before.committees] == [after]
    past = read_home(member, date(2027, 3, 12))
    assert [each.last for each in past.committees] == [None]
    assert list(Meeting.objects.coming(date(2027, 3, 1))) == [after]


def test_nothing_is_resolved_at_it(meeting):
    meeting.is_cancelled = True
    with pytest.raises(ValidationError, match="did not take place"):
        require_taken_place(meeting)


def test_the_clerk_cancels_one_whose_day_stays_because_papers_print_it(clerk, committee):
    meeting = MeetingFactory(committee=committee, day=date(2099, 3, 17))
    freeze_pack(PackFactory(directorate__committee=committee, meeting=meeting))
    typed = {
        "committee": committee.pk,
        "day_day": 17,
        "day_month": 3,
        "day_year": 2099,
        "is_cancelled": "on",
        "revision": meeting.revision,
    }
    browser = browser_of(clerk)
    assert browser.post(f"/meetings/{meeting.pk}/change/", typed).status_code == 302
    assert "Cancelled" in browser.get(meeting.get_absolute_url()).content.decode()


def test_a_paper_tells_no_recommendation_of_its_own_meeting_or_a_later_one(committee):
    pack = PackFactory(directorate__committee=committee)
    earlier = MeetingFactory(committee=committee, day=date(2026, 3, 18))
    asked = {"directorate": pack.directorate, "committee": committee}
    told = RecommendationFactory(meeting=earlier, **asked)
    RecommendationFactory(meeting=pack.meeting, **asked)
    assert [row.reference for row in for_pack(pack)] == [told.reference]


def test_who_is_nobody_s_clerk_cancels_nothing(meeting):
    other = browser_of(somebody_who_is("committee_clerk"))
    assert other.post(f"/meetings/{meeting.pk}/change/", {}).status_code in (403, 404)
