"""A recommendation is made by the clerk of a committee, under the next number of its year."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.urls import reverse

from core.models import AuditAct
from reports.models import Recommendation
from reports.recommendations.acts import make_recommendation
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import DirectorateFactory, PersonFactory
from tests.factories.papers import MeetingFactory, PackFactory, RecommendationFactory, freeze_pack
from tests.papers.recommendations.responding import at, respond
from tests.plain_rows import change, refused

pytestmark = pytest.mark.django_db


def adding(meeting):
    return reverse("papers:recommendation_add", args=[meeting.pk])


def boxes(meeting, directorate, owner, **more):
    due = meeting.day + timedelta(days=90)
    return {
        "text": "Tell us what pupils said.",
        "directorate": directorate.pk,
        "owner": owner.person.pk,
        "due_day": due.day,
        "due_month": due.month,
        "due_year": due.year,
    } | more


def unmade(directorate, owner, meeting, **more):
    return Recommendation(
        text="Tell us what pupils said.",
        directorate=directorate,
        owner=owner.person,
        **({"due": meeting.day + timedelta(days=90)} | more),
    )


def test_the_clerk_makes_one_and_it_is_given_its_reference(clerk, meeting, directorate, owner):
    pack = PackFactory(meeting=meeting, committee=meeting.committee, directorate=directorate)
    freeze_pack(pack)
    typed = boxes(meeting, directorate, owner, pack=pack.pk)
    made_at = browser_of(clerk).post(adding(meeting), typed)
    made = Recommendation.objects.get()
    assert made_at["Location"] == made.get_absolute_url()
    assert (made.year, made.number, made.state) == (meeting.year, 1, "open")
    assert (made.committee, made.pack, made.owner_name) == (meeting.committee, pack, "Dale Porter")
    assert AuditAct.objects.latest("pk").sentence == f"{clerk} recorded the recommendation {made}"


def test_nobody_else_makes_one(meeting, member, officer, owner, directorate):
    other = somebody_who_is("committee_clerk")
    for user in [member, officer, owner, other, *everybody_but("committee_clerk")]:
        browser = browser_of(user)
        assert browser.get(adding(meeting)).status_code == 403
        typed = boxes(meeting, directorate, owner)
        assert browser.post(adding(meeting), typed).status_code == 403
        with pytest.raises(PermissionDenied):
            make_recommendation(unmade(directorate, owner, meeting), meeting=meeting, actor=user)
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("owner", "Enter who owns the recommendation"),
        ("text", "Enter what is recommended"),
        ("directorate", "Select the directorate"),
    ],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(
    missing, told, clerk, meeting, directorate, owner
):
    typed = boxes(meeting, directorate, owner) | {missing: ""}
    page = browser_of(clerk).post(adding(meeting), typed).content.decode()
    assert told in page
    assert "Tell us what pupils said." in page or missing == "text"
    assert not Recommendation.objects.exists()


def test_it_is_due_after_the_meeting(clerk, meeting, directorate, owner):
    day = meeting.day
    typed = {"due_day": day.day, "due_month": day.month, "due_year": day.year}
    page = browser_of(clerk).post(adding(meeting), boxes(meeting, directorate, owner, **typed))
    assert "The due date must be after the meeting of" in page.content.decode()
    with pytest.raises(ValidationError, match="after the meeting"):
        make_recommendation(
            unmade(directorate, owner, meeting, due=day), meeting=meeting, actor=clerk
        )


def test_a_leaver_cannot_own_one(clerk, meeting, directorate, owner, today):
    owner.person.left_on = today
    owner.person.save()
    page = browser_of(clerk).post(adding(meeting), boxes(meeting, directorate, owner))
    assert "Owner must be one of the choices" in page.content.decode()


def test_none_is_made_before_the_day_of_the_meeting(clerk, committee, directorate, owner, today):
    coming = MeetingFactory(committee=committee, day=today + timedelta(days=1))
    page = browser_of(clerk).post(adding(coming), boxes(coming, directorate, owner))
    assert "This meeting takes place on" in page.content.decode()
    assert not Recommendation.objects.exists()


@pytest.mark.parametrize(
    ("day", "reference"),
    [
        (date(2026, 4, 30), "SR (25/26) 01"),
        (date(2026, 5, 1), "SR (26/27) 01"),
        (date(2100, 1, 5), "SR (99/00) 01"),
    ],
)
def test_the_reference_names_the_municipal_year_from_may_to_april(day, reference):
    assert RecommendationFactory(meeting__day=day, number=1).reference == reference


def test_numbers_go_on_through_a_year_over_all_committees(clerk, meeting, directorate, owner):
    elsewhere = MeetingFactory(day=meeting.day)
    RecommendationFactory(meeting=elsewhere, number=1)
    RecommendationFactory(meeting__day=meeting.day - timedelta(days=400), number=7)
    made = make_recommendation(unmade(directorate, owner, meeting), meeting=meeting, actor=clerk)
    assert made.number == 2


@pytest.mark.django_db(transaction=True)
def test_those_made_at_once_get_numbers_without_a_gap(clerk, meeting, directorate, owner):
    start, failed = Barrier(6), []

    def one(number):
        new = unmade(directorate, owner, meeting)
        new.text = f"Tell us of question {number}."
        return new

    def make(number):
        try:
            start.wait()
            with transaction.atomic():
                make_recommendation(one(number), meeting=meeting, actor=clerk)
                if number == 0:
                    raise RuntimeError
        except RuntimeError:
            failed.append(number)
        finally:
            connection.close()

    threads = [Thread(target=make, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == [0]
    numbers = Recommendation.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == [1, 2, 3, 4, 5]


def test_the_clerk_corrects_it_until_it_is_answered(clerk, recommendation):
    browser, address = browser_of(clerk), at("correct", recommendation)
    due = recommendation.meeting.day + timedelta(days=400)
    day = {"due_day": due.day, "due_month": due.month, "due_year": due.year}
    asked = {"directorate": recommendation.directorate_id, **day}
    typed = {"text": "Tell us in a year.", "revision": recommendation.revision, **asked}
    assert browser.post(address, typed).status_code == 302
    recommendation.refresh_from_db()
    assert (recommendation.text, recommendation.due) == ("Tell us in a year.", due)
    respond(recommendation, "open")
    typed |= {"text": "Otherwise.", "revision": recommendation.revision}
    page = browser.post(address, typed)
    assert "This recommendation was answered, so what it asks stays" in page.content.decode()
    assert "Otherwise." in page.content.decode()
    assert "so what it asks stays" in browser.get(address, follow=True).content.decode()
    with refused("the recommendation was answered"):
        change(recommendation, text="Otherwise.")


def test_only_the_clerk_corrects_its_words(recommendation, member, officer, owner):
    for user in [member, officer, owner, somebody_who_is("committee_clerk")]:
        address = at("correct", recommendation)
        assert browser_of(user).get(address).status_code == 403
        assert browser_of(user).post(address, {"text": "Other"}).status_code == 403


def test_its_due_date_does_not_move_once_it_was_answered(recommendation, today):
    respond(recommendation, "open")
    with refused("the recommendation was answered"):
        change(recommendation, due=today + timedelta(days=900))
    assert not recommendation.is_overdue


def test_a_form_that_is_sent_twice_makes_one(clerk, meeting, directorate, owner):
    made = [
        make_recommendation(unmade(directorate, owner, meeting), meeting=meeting, actor=clerk)
        for _ in range(2)
    ]
    assert made[0] == made[1]
    assert Recommendation.objects.get() == made[0]


def test_namesakes_are_told_apart(clerk, meeting):
    PersonFactory(name="Sam Reed", post="Head of Inclusion")
    PersonFactory(name="Sam Reed", directorate=DirectorateFactory(name="Adults"))
    page = browser_of(clerk).get(adding(meeting)).content.decode()
    assert "Sam Reed (Head of Inclusion)" in page
    assert "Sam Reed (Adults)" in page
