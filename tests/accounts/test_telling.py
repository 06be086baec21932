"""Telling people by mail what somebody did."""

import pytest
from django.core import mail

from accounts.reminders.waiting import Recipient
from accounts.telling import nobody_told, tell
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_letter(settings, tmp_path):
    (tmp_path / "letter.txt").write_text("Hello {{ user.name }}, {{ what }}: {{ site }}/")
    engines = settings.TEMPLATES[0]
    settings.TEMPLATES = [{**engines, "DIRS": [*engines["DIRS"], tmp_path]}]


@pytest.fixture
def told(django_capture_on_commit_callbacks):
    def told(recipients, besides):
        with django_capture_on_commit_callbacks(execute=True):
            tell(recipients, "News", "letter.txt", {"what": "it rains"}, besides)
        return {letter.to[0]: letter.body for letter in mail.outbox}

    return told


def test_each_is_written_to_by_name_and_not_who_did_it(told):
    actor, user = UserFactory(), UserFactory(name="Amina Yusuf")
    office = Recipient("office@school.example", "Fell View")
    assert told([actor, user, office], actor) == {
        user.email: "Hello Amina Yusuf, it rains: http://127.0.0.1:8000/",
        "office@school.example": "Hello Fell View, it rains: http://127.0.0.1:8000/",
    }


def test_who_did_it_is_known_by_the_address_whatever_its_capitals(told):
    actor = UserFactory(email="amina@school.example")
    assert told([Recipient("Amina@School.example", "The office")], actor) == {}


def test_nobody_is_told_of_what_is_only_shown(told):
    with nobody_told():
        assert told([UserFactory()], UserFactory()) == {}
    assert len(told([UserFactory()], UserFactory())) == 1


def test_nobody_is_told_before_it_is_stored():
    tell([UserFactory()], "News", "letter.txt", {}, UserFactory())
    assert mail.outbox == []


def test_a_mail_that_fails_breaks_nothing(told, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert told([UserFactory()], UserFactory()) == {}
