"""Where recommendations show: next paper, dashboard, My work, a leaver's handover, reminders."""

from datetime import timedelta

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.urls import reverse

from accounts.reminders.waiting import all_waiting
from council.models import Absence
from reports.meetings.acts import record_resolution
from reports.models import Recommendation, Resolution
from reports.recommendations import answering
from reports.recommendations.acts import make_recommendation
from reports.recommendations.open_ones import for_pack
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory, PersonFactory, PlanFactory, UserFactory
from tests.factories.papers import PackFactory, RecommendationFactory, freeze_pack
from tests.papers.recommendations.responding import at, respond

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(committee, directorate):
    return PackFactory(committee=committee, directorate=directorate, meeting=None)


def mails(mailoutbox):
    return {address: mail for mail in mailoutbox for address in mail.to}


def test_the_next_paper_tells_what_is_unfinished_and_what_was_answered(
    recommendation, pack, meeting, directorate, today, django_assert_num_queries
):
    late = RecommendationFactory(
        meeting=meeting, directorate=directorate, number=2, due=today - timedelta(days=1)
    )
    done = RecommendationFactory(meeting=meeting, directorate=directorate, number=3)
    RecommendationFactory(meeting=meeting, directorate=DirectorateFactory(), number=4)
    RecommendationFactory(directorate=directorate, number=5)
    respond(done, "done")
    respond(recommendation, "accepted", "First.")
    respond(recommendation, "accepted", "We asked 40 pupils.", by="Sam Reed")
    with django_assert_num_queries(2):
        rows = for_pack(pack)
    assert [row.reference for row in rows] == [recommendation.reference, late.reference]
    first, second = rows
    assert (first.stands, first.owner, first.due) == (
        "Accepted",
        "Dale Porter",
        recommendation.due,
    )
    assert (first.answer, first.answered_by, first.answered_on) == (
        "We asked 40 pupils.",
        "Sam Reed",
        today,
    )
    assert (second.stands, second.answer, second.answered_on) == ("Open, overdue", "", None)


def test_the_dashboard_of_a_plan_shows_what_was_asked_of_its_directorate(
    recommendation, directorate, officer
):
    address = reverse("plans:dashboard", args=[PlanFactory(directorate=directorate).pk])
    assert recommendation.reference in browser_of(officer).get(address).content.decode()
    respond(recommendation, "done")
    page = browser_of(officer).get(address).content.decode()
    assert recommendation.reference not in page
    assert "Unfinished recommendations" not in page


def test_my_work_shows_what_one_owns_or_stands_in_for(recommendation, owner, officer, today):
    deputy = UserFactory(person=PersonFactory())
    address = reverse("plans:my_work")
    assert recommendation.reference in browser_of(owner).get(address).content.decode()
    for user in (officer, deputy):
        assert recommendation.reference not in browser_of(user).get(address).content.decode()
    Absence.objects.create(
        person=owner.person, deputy=deputy.person, first_day=today, last_day=today
    )
    assert recommendation.reference in browser_of(deputy).get(address).content.decode()


def test_a_leavers_recommendations_are_offered_to_who_may_hand_them_over(
    recommendation, owner, officer, directorate
):
    address = reverse("plans:handover", args=[owner.person.pk])
    assert at("hand_over", recommendation) in browser_of(officer).get(address).content.decode()
    other = somebody_who_is("officer", directorate=DirectorateFactory())
    assert at("hand_over", recommendation) not in browser_of(other).get(address).content.decode()


def test_a_paper_shows_what_was_resolved_and_recommended_on_it(
    meeting, committee, directorate, clerk
):
    pack = PackFactory(meeting=meeting, committee=committee, directorate=directorate)
    paper = freeze_pack(pack)
    row = RecommendationFactory(meeting=meeting, pack=pack, directorate=directorate, number=1)
    RecommendationFactory(meeting=meeting, directorate=directorate, number=2)
    record_resolution(
        Resolution(meeting=meeting, pack=pack, outcome="noted", text="That it be noted."),
        actor=clerk,
    )
    request = RequestFactory().get("/")
    request.user = clerk
    html = Template("{% load page_parts %}{% page_parts 'paper' paper %}").render(
        Context({"request": request, "paper": paper})
    )
    assert "That it be noted." in html
    assert row.reference in html
    assert html.count("SR (") == 1


def test_the_owner_is_reminded_while_it_is_open_or_accepted(recommendation, owner, today):
    def waiting():
        return [each for each in all_waiting(today) if recommendation.reference in each.what]

    (found,) = waiting()
    assert (found.recipient.email, found.due_on) == (owner.email, recommendation.due)
    assert found.path == recommendation.get_absolute_url()
    assert found.still_waits()
    respond(recommendation, "paused")
    assert not found.still_waits()
    assert waiting() == []


def test_who_stands_in_is_reminded_instead(recommendation, owner, today):
    deputy = UserFactory(person=PersonFactory())
    Absence.objects.create(
        person=owner.person, deputy=deputy.person, first_day=today, last_day=today
    )
    (found,) = [each for each in all_waiting(today) if recommendation.reference in each.what]
    assert found.recipient.email == deputy.email


def test_the_owner_is_told_of_a_new_one(
    clerk, meeting, directorate, owner, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        row = make_recommendation(
            Recommendation(
                text="Tell us.",
                directorate=directorate,
                owner=owner.person,
                due=meeting.day + timedelta(days=9),
            ),
            meeting=meeting,
            actor=clerk,
        )
    told = mails(mailoutbox)
    assert set(told) == {owner.email}
    assert row.get_absolute_url() in told[owner.email].body


def test_members_and_clerk_are_told_of_an_answer(
    recommendation, owner, clerk, member, mailoutbox, django_capture_on_commit_callbacks
):
    somebody_who_is("committee_member")
    with django_capture_on_commit_callbacks(execute=True):
        answering.answer(recommendation, "We asked 40.", "accepted", seen=0, actor=owner)
    told = mails(mailoutbox)
    assert set(told) == {clerk.email, member.email}
    assert "We asked 40." in told[member.email].body


def test_owner_and_directorate_are_told_of_a_closing(
    recommendation, owner, officer, member, mailoutbox, django_capture_on_commit_callbacks
):
    somebody_who_is("officer", directorate=DirectorateFactory())
    with django_capture_on_commit_callbacks(execute=True):
        answering.close(recommendation, "We are content.", seen=0, actor=member)
    assert set(mails(mailoutbox)) == {owner.email, officer.email}


def test_who_owns_it_now_is_told_of_a_handing_over(
    recommendation, clerk, mailoutbox, django_capture_on_commit_callbacks
):
    successor = PersonFactory(name="Amina Yusuf", email="amina@ellenshaw.example")
    with django_capture_on_commit_callbacks(execute=True):
        answering.hand_over(recommendation, successor, "Dale left.", seen=0, actor=clerk)
    assert set(mails(mailoutbox)) == {"amina@ellenshaw.example"}
