"""Choosing how often one is reminded and who stands in; the log for admins."""

from datetime import date

import pytest
from django.db import IntegrityError
from django.urls import reverse

from accounts.models import Reminder, User
from core.models import AuditAct
from council.models import Absence
from tests.factories import PersonFactory, RoleAssignmentFactory, UserFactory
from tests.plans.pages.people import client_of

pytestmark = pytest.mark.django_db
CHOICES, AWAY, SENT = "/account/reminders/", "/account/reminders/away/", "/reminders/"


@pytest.fixture
def user() -> User:
    return UserFactory(person=PersonFactory(name="Amina Yusuf"))


@pytest.fixture
def deputy() -> User:
    return UserFactory(person=PersonFactory(name="Ben Okafor"))


@pytest.fixture(autouse=True)
def in_july(time_machine) -> None:
    time_machine.move_to("2026-07-01T09:00Z")


def absence(deputy: User, **values) -> dict:
    return {
        "deputy": deputy.person_id,
        "first_day_day": "1",
        "first_day_month": "8",
        "first_day_year": "2026",
        "last_day_day": "14",
        "last_day_month": "8",
        "last_day_year": "2026",
    } | values


def test_somebody_chooses_how_often_they_are_reminded(user):
    client_of(user).post(CHOICES, {"reminders_every": "14"})
    user.refresh_from_db()
    assert user.reminders_every == 14
    assert AuditAct.objects.get(action="user.reminders").note == "Every two weeks"


def test_the_same_choice_again_is_no_act(user):
    client_of(user).post(CHOICES, {"reminders_every": "7"})
    assert not AuditAct.objects.filter(action="user.reminders").exists()


def test_a_pace_that_nobody_offers_is_refused(user):
    assert client_of(user).post(CHOICES, {"reminders_every": "3"}).status_code == 200
    with pytest.raises(IntegrityError, match="user_reminders_known"):
        User.objects.update(reminders_every=3)


def test_somebody_says_when_they_are_away_and_takes_it_back(user, deputy):
    client = client_of(user)
    client.post(AWAY, absence(deputy))
    away = Absence.objects.get()
    assert (away.person, away.deputy, away.last_day) == (
        user.person,
        deputy.person,
        date(2026, 8, 14),
    )
    assert "Ben Okafor stands in for you" in client.get(CHOICES).content.decode()
    client.post(reverse("accounts:not_away", args=[away.pk]))
    assert not Absence.objects.exists()


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"last_day_month": "7"}, "last_day", "The last day must not be before the first"),
        (
            {"last_day_year": "2025", "first_day_year": "2025"},
            "last_day",
            "The last day must be today or later",
        ),
        ({"deputy": ""}, "deputy", "Select who stands in"),
    ],
)
def test_what_no_absence_can_be_is_said_beside_the_field(user, deputy, values, field, words):
    page = client_of(user).post(AWAY, absence(deputy) | values)
    assert page.context["form"].errors[field] == [words]
    assert not Absence.objects.exists()


def test_two_absences_at_a_time_are_refused(user, deputy):
    client = client_of(user)
    client.post(AWAY, absence(deputy))
    page = client.post(AWAY, absence(deputy, first_day_day="14"))
    assert page.context["form"].errors["first_day"] == ["You are away at that time already"]


def test_nobody_stands_in_for_themselves_nor_without_a_sign_in(user):
    offered = client_of(user).get(AWAY).context["form"].fields["deputy"].queryset
    PersonFactory()
    assert list(offered) == []
    with pytest.raises(IntegrityError, match="deputy_is_another"):
        Absence.objects.create(
            person=user.person,
            deputy=user.person,
            first_day=date(2026, 8, 1),
            last_day=date(2026, 8, 2),
        )


def test_an_absence_of_somebody_else_is_not_found(user, deputy):
    client_of(user).post(AWAY, absence(deputy))
    address = reverse("accounts:not_away", args=[Absence.objects.get().pk])
    assert client_of(deputy).post(address).status_code == 404
    assert client_of(UserFactory()).post(address).status_code == 404
    assert Absence.objects.exists()


def test_who_is_not_named_in_plans_is_never_away():
    assert client_of(UserFactory()).get(AWAY).status_code == 403


def test_the_log_is_for_those_who_manage_users(user):
    sent = Reminder.objects.create(
        email="a@x.example", name="A", day=date(2026, 7, 1), subject="1 thing waits", body="Hello A"
    )
    one = reverse("accounts:reminder_sent", args=[sent.pk])
    admin = client_of(RoleAssignmentFactory(admin=True).user)
    assert "1 thing waits" in admin.get(SENT).content.decode()
    assert "1 thing waits" not in admin.get(SENT, {"words": "zzz"}).content.decode()
    assert "Hello A" in admin.get(one).content.decode()
    for address in (SENT, one):
        assert client_of(user).get(address).status_code == 403
