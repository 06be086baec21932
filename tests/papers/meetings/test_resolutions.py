"""What a meeting resolved: recorded by its clerk, from its day on, on its papers."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from core.models import AuditAct
from reports.meetings.acts import record_resolution
from reports.models import Resolution
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories.papers import MeetingFactory, PackFactory, freeze_pack

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(meeting, committee, directorate):
    """Papers that were before the meeting."""
    pack = PackFactory(
        title="Annual report", meeting=meeting, committee=committee, directorate=directorate
    )
    freeze_pack(pack)
    return pack


def address(meeting, pack):
    return reverse("papers:resolution", args=[meeting.pk, pack.pk])


def typed(**more):
    return {"outcome": "noted", "text": "That the report be noted.", "revision": 0} | more


def test_the_clerk_records_what_was_resolved_and_everybody_reads_it(clerk, meeting, pack):
    assert browser_of(clerk).post(address(meeting, pack), typed()).status_code == 302
    sentence = AuditAct.objects.latest("pk").sentence
    assert sentence == f"{clerk} recorded what was resolved on Annual report"
    for user in everybody_but():
        page = browser_of(user).get(meeting.get_absolute_url()).content.decode()
        assert "That the report be noted." in page
        assert "Noted" in page


def test_nobody_else_records_it(meeting, pack, member, officer):
    others = [
        member,
        officer,
        somebody_who_is("committee_clerk"),
        *everybody_but("committee_clerk"),
    ]
    for user in others:
        assert browser_of(user).get(address(meeting, pack)).status_code == 403
        assert browser_of(user).post(address(meeting, pack), typed()).status_code == 403
    with pytest.raises(PermissionDenied):
        record_resolution(Resolution(meeting=meeting, pack=pack), actor=member)
    assert not Resolution.objects.exists()


def test_nothing_is_resolved_before_the_day_of_the_meeting(clerk, committee, directorate, today):
    coming = MeetingFactory(committee=committee, day=today + timedelta(days=1))
    pack = PackFactory(meeting=coming, committee=committee, directorate=directorate)
    freeze_pack(pack)
    page = browser_of(clerk).post(address(coming, pack), typed()).content.decode()
    assert "This meeting takes place on" in page
    assert "That the report be noted." in page
    assert not Resolution.objects.exists()


def test_nothing_is_resolved_on_papers_that_were_not_before_the_meeting(clerk, meeting, committee):
    pack = PackFactory(meeting=meeting, committee=committee)
    assert browser_of(clerk).post(address(meeting, pack), typed()).status_code == 404
    with pytest.raises(ValidationError, match="not frozen for this meeting"):
        record_resolution(Resolution(meeting=meeting, pack=pack), actor=clerk)


@pytest.mark.parametrize(
    ("missing", "told"),
    [("outcome", "Select the outcome"), ("text", "Enter what was resolved")],
)
def test_outcome_and_words_are_asked_for(missing, told, clerk, meeting, pack):
    page = browser_of(clerk).post(address(meeting, pack), typed(**{missing: ""}))
    assert told in page.content.decode()


def test_a_correction_stands_in_the_trail(clerk, meeting, pack):
    browser = browser_of(clerk)
    browser.post(address(meeting, pack), typed())
    browser.post(address(meeting, pack), typed(outcome="agreed", revision=1))
    found = Resolution.objects.get()
    assert found.outcome == "agreed"
    last = AuditAct.objects.latest("pk")
    assert last.sentence == f"{clerk} corrected what was resolved on Annual report"
    assert last.changes.get().before["outcome"] == "noted"


def test_two_who_record_at_once_are_shown_both_versions(clerk, meeting, pack):
    browser = browser_of(clerk)
    browser.post(address(meeting, pack), typed())
    page = browser.post(address(meeting, pack), typed(text="That it be deferred."))
    assert "saved this while you had it open" in page.content.decode()
    assert "That it be deferred." in page.content.decode()
    assert Resolution.objects.get().text == "That the report be noted."
