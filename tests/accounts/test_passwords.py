"""Changing a password, and setting one by a link from a mail."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditAct, AuditChange
from tests.accounts.people import an_admin, browser_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
OLD, NEW = "three random words", "four other random words"


def a_user(**more) -> User:
    user = UserFactory(email="amina@ellenshaw.example", name="Amina Yusuf", **more)
    user.set_password(OLD)
    user.save()
    return user


def change(browser, old=OLD, new=NEW, again=NEW):
    return browser.post(
        reverse("accounts:password_change"),
        {"old_password": old, "new_password1": new, "new_password2": again},
    )


def ask_for_a_link(email: str) -> str | None:
    """Ask for the link; the address in the mail, where one was sent."""
    mail.outbox.clear()
    response = Client().post(reverse("accounts:password_reset"), {"email": email})
    assert response.url == reverse("accounts:password_reset_sent")
    if not mail.outbox:
        return None
    return re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]


def choose(link: str, new=NEW, again=NEW):
    browser = Client()
    form = browser.get(link).url
    return browser.post(form, {"new_password1": new, "new_password2": again})


def test_one_changes_ones_password_and_stays_signed_in():
    user = a_user()
    browser = browser_of(user)
    assert change(browser).url == reverse("accounts:account")
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert browser.get(reverse("accounts:account")).status_code == 200


def test_other_browsers_are_signed_out_by_a_new_password():
    user = a_user()
    other = browser_of(user)
    change(browser_of(user))
    assert other.get(reverse("accounts:account")).status_code == 302


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"old": "wrong"}, "Your current password is not correct"),
        ({"new": "short", "again": "short"}, "too short"),
        ({"new": "1qaz2wsx3edc", "again": "1qaz2wsx3edc"}, "too common"),
        ({"new": "amina@ellenshaw.e", "again": "amina@ellenshaw.e"}, "too similar"),
        ({"again": "something else"}, "The two passwords are not the same"),
        ({"new": "", "again": ""}, "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_is_told_and_changes_nothing(typed, message):
    user = a_user()
    response = change(browser_of(user), **typed)
    assert message in response.content.decode()
    user.refresh_from_db()
    assert user.check_password(OLD)


def test_the_trail_says_that_a_password_was_set_and_never_shows_it():
    user = a_user()
    AuditChange.objects.filter(table_name="accounts_user").count()
    change(browser_of(user))
    act = AuditAct.objects.first()
    assert act.sentence == "Amina Yusuf set a new password for Amina Yusuf"
    for row in AuditChange.objects.filter(table_name="accounts_user"):
        assert "password" not in (row.before or {}) | (row.after or {})


def test_the_link_from_the_mail_sets_a_password_once():
    user = a_user()
    link = ask_for_a_link("AMINA@ellenshaw.example")
    assert choose(link).url == reverse("accounts:sign_in")
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not Client().get(link, follow=True).context["validlink"]


def told(link: str, browser: Client | None = None) -> str:
    """What the page of a link says."""
    return (browser or Client()).get(link, follow=True).content.decode()


def test_a_link_opened_again_says_that_it_was_used_when_and_how_to_get_another():
    a_user()
    link = ask_for_a_link("amina@ellenshaw.example")
    with time_machine.travel("2026-11-26 09:30Z", tick=False):
        link = ask_for_a_link("amina@ellenshaw.example")
        choose(link)
    page = told(link)
    assert "This link was used already" in page
    assert "A password was set on 26 November 2026, 09:30" in page
    assert reverse("accounts:sign_in") in page
    assert reverse("accounts:password_reset") in page


def test_an_invitation_used_twice_says_so_too_and_sets_nothing():
    user = a_user()
    user.set_unusable_password()
    user.save()
    mail.outbox.clear()
    browser_of(an_admin()).post(reverse("accounts:user_send_link", args=[user.pk]))
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    choose(link)
    again = Client()
    assert "This link was used already" in told(link, again)
    form = reverse("accounts:password_set", args=[link.split("/")[-3], "set-password"])
    again.post(form, {"new_password1": "five random words more", "new_password2": "x"})
    user.refresh_from_db()
    assert user.check_password(NEW)


def test_who_goes_back_to_the_form_after_using_the_link_is_told_the_same():
    a_user()
    browser = Client()
    form = browser.get(ask_for_a_link("amina@ellenshaw.example")).url
    typed = {"new_password1": NEW, "new_password2": NEW}
    assert browser.post(form, typed).status_code == 302
    assert "This link was used already" in told(form, browser)
    page = browser.post(form, typed | {"new_password1": "other", "new_password2": "other"})
    assert "This link was used already" in page.content.decode()


def test_a_link_that_nobody_used_in_three_days_says_that_it_is_too_old():
    a_user()
    with time_machine.travel("2026-11-20 12:00Z", tick=False):
        link = ask_for_a_link("amina@ellenshaw.example")
    with time_machine.travel("2026-11-23 11:59Z", tick=False):
        assert "Choose a password" in told(link)
    with time_machine.travel("2026-11-23 12:01Z", tick=False):
        page = told(link)
    assert "This link is too old" in page
    assert reverse("accounts:password_reset") in page


def test_a_link_overtaken_by_a_sign_in_says_so():
    user = a_user()
    link = ask_for_a_link("amina@ellenshaw.example")
    Client().post(reverse("accounts:sign_in"), {"email": user.email, "password": OLD})
    assert "This link does not work any more" in told(link)


def test_who_makes_up_a_link_learns_nothing_of_the_user():
    a_user()
    link = ask_for_a_link("amina@ellenshaw.example")
    choose(link)
    token = link.split("/")[-2]
    time, state, seal = token.split("-")
    for made_up in (f"{time}-{state}", f"{time}-{state}-{seal[::-1]}", f"1-{state}-{seal}", "x"):
        page = told(link.replace(token, made_up))
        assert "This link does not work" in page
        assert "used already" not in page
    nobody = link.replace(link.split("/")[-3], "OTk5OTk5")
    assert "This link does not work" in told(nobody)


def test_a_new_password_lifts_the_lock_of_too_many_wrong_ones():
    a_user()
    sign_in = {"email": "amina@ellenshaw.example", "password": "wrong"}
    for _ in range(10):
        Client().post(reverse("accounts:sign_in"), sign_in)
    choose(ask_for_a_link("amina@ellenshaw.example"))
    response = Client().post(reverse("accounts:sign_in"), sign_in | {"password": NEW})
    assert response.status_code == 302


def test_the_answer_is_the_same_for_an_address_that_nobody_has():
    assert ask_for_a_link("nobody@ellenshaw.example") is None


def test_who_may_not_sign_in_is_sent_no_link():
    a_user(is_active=False)
    assert ask_for_a_link("amina@ellenshaw.example") is None


def test_a_user_without_a_password_yet_may_ask_for_the_link_again():
    user = a_user()
    user.set_unusable_password()
    user.save()
    assert ask_for_a_link("amina@ellenshaw.example")


def test_a_mail_that_cannot_be_sent_is_not_told_to_a_stranger(monkeypatch):
    a_user()

    def refuse(*_, **__):
        raise ConnectionRefusedError

    monkeypatch.setattr("accounts.mails.send_mail", refuse)
    assert ask_for_a_link("amina@ellenshaw.example") is None


def test_a_password_change_is_no_edit_of_the_user_as_others_see_it():
    user = a_user()
    before = user.revision
    change(browser_of(user))
    user.refresh_from_db()
    assert user.revision == before
