"""Meetings: everybody signed in reads them, the clerk of the committee keeps them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from reports.models import Meeting
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import CommitteeFactory
from tests.factories.papers import (
    MeetingFactory,
    PackFactory,
    PublicationFactory,
    RecommendationFactory,
    freeze_pack,
    move,
)
from tests.plain_rows import change, refused

pytestmark = pytest.mark.django_db

LIST, ADD = reverse("papers:meetings"), reverse("papers:meeting_add")


def at(name, meeting, *more):
    return reverse(f"papers:{name}", args=[meeting.pk, *more])


def boxes(day, committee, **more):
    return {
        "committee": committee.pk,
        "day_day": day.day,
        "day_month": day.month,
        "day_year": day.year,
        "begins": "18:30",
        "place": "Town Hall",
    } | more


def page_of(user, meeting):
    return browser_of(user).get(meeting.get_absolute_url()).content.decode()


def test_everybody_signed_in_reads_the_days(meeting, client):
    for user in everybody_but():
        browser = browser_of(user)
        assert "Children’s Scrutiny Committee" in browser.get(LIST).content.decode()
        assert browser.get(at("meeting", meeting)).status_code == 200
    assert client.get(LIST).status_code == 302


def test_only_the_clerk_of_the_committee_keeps_a_meeting(meeting, clerk, member, officer):
    other = somebody_who_is("committee_clerk")
    for user in [other, member, officer, *everybody_but("committee_clerk")]:
        browser = browser_of(user)
        assert browser.get(at("meeting_edit", meeting)).status_code == 403
        assert browser.post(at("meeting_remove", meeting)).status_code == 403
        assert "Change the meeting" not in page_of(user, meeting)
    assert browser_of(clerk).get(at("meeting_edit", meeting)).status_code == 200
    assert "Change the meeting" in page_of(clerk, meeting)
    assert Meeting.objects.filter(pk=meeting.pk).exists()


def test_only_a_clerk_adds_a_meeting_and_only_of_their_committee(clerk, committee, today):
    for user in everybody_but("committee_clerk"):
        assert browser_of(user).get(ADD).status_code == 403
    browser = browser_of(clerk)
    told = browser.post(ADD, boxes(today, CommitteeFactory())).content.decode()
    assert "Committee must be one of the choices" in told
    assert browser.post(ADD, boxes(today, committee)).status_code == 302
    made = Meeting.objects.get()
    assert (made.committee, made.day, made.place) == (committee, today, "Town Hall")
    assert AuditAct.objects.latest("pk").sentence == f"{clerk} added the meeting {made}"


def test_a_committee_meets_once_a_day(clerk, meeting):
    told = browser_of(clerk).post(ADD, boxes(meeting.day, meeting.committee)).content.decode()
    assert "This committee meets on that day already" in told
    assert "Town Hall" in told
    assert Meeting.objects.count() == 1


def test_two_who_change_a_meeting_at_once_are_shown_both_versions(clerk, meeting):
    browser = browser_of(clerk)
    opened = meeting.revision
    first = boxes(meeting.day, meeting.committee, place="Library", revision=opened)
    assert browser.post(at("meeting_edit", meeting), first).status_code == 302
    second = boxes(meeting.day, meeting.committee, place="School", revision=opened)
    told = browser.post(at("meeting_edit", meeting), second).content.decode()
    assert "saved this while you had it open" in told
    assert "Library" in told
    assert "School" in told


@pytest.mark.parametrize("hangs", ["paper", "recommendation"])
def test_day_and_committee_stay_once_something_names_them(hangs, clerk, meeting):
    if hangs == "paper":
        freeze_pack(PackFactory(meeting=meeting, committee=meeting.committee))
    else:
        RecommendationFactory(meeting=meeting)
    browser, later = browser_of(clerk), meeting.day + timedelta(days=1)
    told = browser.post(at("meeting_edit", meeting), boxes(later, meeting.committee))
    assert "so its committee and day stay" in told.content.decode()
    assert "Town Hall" in told.content.decode()
    meeting.refresh_from_db()
    assert meeting.day == later - timedelta(days=1)
    same = boxes(meeting.day, meeting.committee, place="Town Hall")
    assert browser.post(at("meeting_edit", meeting), same).status_code == 302
    with refused("meeting_of_papers_stays|papers or decisions name this meeting"):
        change(meeting, day=later)


def test_a_meeting_is_removed_while_nothing_hangs_on_it(clerk, meeting):
    coming = MeetingFactory(committee=meeting.committee)
    PackFactory(meeting=meeting, committee=meeting.committee)
    browser = browser_of(clerk)
    told = browser.post(at("meeting_remove", meeting), follow=True).content.decode()
    assert "so it stays" in told
    browser.post(at("meeting_remove", coming))
    assert list(Meeting.objects.all()) == [meeting]


def test_the_list_is_filtered_by_committee_and_by_coming_or_past(clerk, meeting, today):
    coming = MeetingFactory(committee=meeting.committee, day=today)
    other = MeetingFactory(day=today + timedelta(days=9))
    browser = browser_of(clerk)

    def shown(query):
        response = browser.get(f"{LIST}?{query}")
        return [row.record for row in response.context["table"].rows]

    assert shown("when=past") == [meeting]
    assert shown("when=coming") == [coming, other]
    assert shown(f"committee={other.committee_id}") == [other]


def test_the_list_asks_the_same_number_of_questions_for_any_length(clerk, meeting):
    browser = browser_of(clerk)

    def asked():
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(LIST)
        return len(queries)

    asked()
    before = asked()
    for _ in range(5):
        RecommendationFactory()
    assert asked() == before


def test_papers_are_listed_for_whom_they_are(meeting, committee, directorate, officer, member):
    pack = PackFactory(
        title="Plan of the year", meeting=meeting, committee=committee, directorate=directorate
    )
    assert "Plan of the year" in page_of(officer, meeting)
    assert "Plan of the year" not in page_of(member, meeting)
    paper = freeze_pack(pack)
    assert "Plan of the year" not in page_of(member, meeting)
    PublicationFactory(paper=paper)
    assert paper.get_absolute_url() in page_of(member, meeting)
    stranger = somebody_who_is("admin")
    assert "Plan of the year" not in page_of(stranger, meeting)
    PublicationFactory(paper=paper, audience="public")
    assert paper.get_absolute_url() in page_of(stranger, meeting)


def test_a_pack_taken_to_another_meeting_stays_an_item_of_the_one_it_was_frozen_for(
    meeting, committee, directorate, officer, today
):
    pack = PackFactory(meeting=meeting, committee=committee, directorate=directorate)
    paper = freeze_pack(pack)
    later = MeetingFactory(committee=committee, day=today + timedelta(days=30))
    move(pack, "draft")
    change(pack, meeting=later)
    assert paper.get_absolute_url() in page_of(officer, meeting)
    assert pack.title in page_of(officer, later)


def test_the_page_asks_the_same_number_of_questions_for_any_number_of_items(
    meeting, committee, directorate, member, officer
):
    def asked(user):
        browser = browser_of(user)
        browser.get(meeting.get_absolute_url())
        with CaptureQueriesContext(connection) as queries:
            browser.get(meeting.get_absolute_url())
        return len(queries)

    def add(number):
        pack = PackFactory(meeting=meeting, committee=committee, directorate=directorate)
        PublicationFactory(paper=freeze_pack(pack))
        RecommendationFactory(meeting=meeting, directorate=directorate, pack=pack, number=number)

    add(1)
    before = asked(member), asked(officer)
    add(2)
    add(3)
    assert (asked(member), asked(officer)) == before


def test_what_is_unfinished_stays_listed_under_its_meeting(meeting, recommendation, clerk):
    words = page_of(clerk, meeting)
    assert recommendation.reference in words
    assert words.index('id="unfinished"') < words.index(recommendation.text)
