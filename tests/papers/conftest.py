"""A committee with its people, and a meeting of it that has taken place."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from accounts.models import User
from council.models import Committee, Directorate
from reports.models import Meeting, Recommendation
from tests.accounts.people import somebody_who_is
from tests.factories import CommitteeFactory, DirectorateFactory, PersonFactory
from tests.factories.papers import MeetingFactory, RecommendationFactory


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def committee() -> Committee:
    return CommitteeFactory(name="Children’s Scrutiny Committee")


@pytest.fixture
def directorate(committee) -> Directorate:
    return DirectorateFactory(name="Children’s Services", committee=committee)


@pytest.fixture
def clerk(committee) -> User:
    return somebody_who_is("committee_clerk", committee=committee)


@pytest.fixture
def member(committee) -> User:
    return somebody_who_is("committee_member", committee=committee)


@pytest.fixture
def officer(directorate) -> User:
    return somebody_who_is("officer", directorate=directorate)


@pytest.fixture
def meeting(committee, today) -> Meeting:
    """A meeting of a month ago."""
    return MeetingFactory(committee=committee, day=today - timedelta(days=30))


@pytest.fixture
def owner() -> User:
    """Somebody without any role, who owns what was recommended."""
    user = somebody_who_is("school_respondent")
    user.role_assignments.all().delete()
    user.person = PersonFactory(name="Dale Porter")
    user.save()
    return user


@pytest.fixture
def recommendation(meeting, directorate, owner, today) -> Recommendation:
    return RecommendationFactory(
        meeting=meeting,
        directorate=directorate,
        owner=owner.person,
        number=1,
        due=today + timedelta(days=60),
    )


@pytest.fixture
def lead(directorate):
    return somebody_who_is("plan_lead", directorate=directorate)


@pytest.fixture
def elsewhere():
    """An officer of another directorate."""
    return somebody_who_is("officer", directorate=DirectorateFactory())
