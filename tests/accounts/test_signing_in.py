"""Signing in by e-mail address and password, and out again."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.accounts.people import browser_of
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PASSWORD = "three random words"


def a_user(**more):
    user = UserFactory(email="Amina.Yusuf@ellenshaw.example", **more)
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, email="amina.yusuf@ellenshaw.example", password=PASSWORD, **more):
    return client.post(reverse("accounts:sign_in"), {"email": email, "password": password, **more})


def test_the_right_password_opens_the_site():
    a_user()
    response = sign_in(Client())
    assert response.status_code == 302
    assert response.url == reverse("home")


def test_capitals_of_the_address_do_not_matter():
    a_user()
    assert sign_in(Client(), email="AMINA.yusuf@ELLENSHAW.example").status_code == 302


def test_one_comes_back_to_the_page_that_asked_for_signing_in():
    a_user()
    assert sign_in(Client(), next="/account/").url == "/account/"


def test_an_address_outside_the_site_is_never_gone_to():
    a_user()
    assert sign_in(Client(), next="https://elsewhere.example/").url == reverse("home")


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("amina.yusuf@ellenshaw.example", "wrong"),
        ("nobody@ellenshaw.example", PASSWORD),
    ],
)
def test_a_refusal_does_not_say_which_of_the_two_is_wrong(email, password):
    a_user()
    response = sign_in(Client(), email=email, password=password)
    assert response.status_code == 200
    assert "The email address or the password is not correct" in response.content.decode()
    assert f'value="{email}"' in response.content.decode()


def test_nothing_typed_is_told_box_by_box():
    page = sign_in(Client(), email="", password="").content.decode()
    assert "Enter your email address" in page
    assert "Enter your password" in page


def test_characters_that_the_database_cannot_hold_are_refused_in_words():
    page = sign_in(Client(), email="a\x00b@c.example", password="x\x00y").content.decode()
    assert "There is a problem" in page


def test_who_lost_the_sign_in_cannot_sign_in_and_is_out_at_once():
    user = a_user()
    browser = browser_of(user)
    user.is_active = False
    user.save()
    assert sign_in(Client()).status_code == 200
    assert browser.get(reverse("accounts:account")).status_code == 302


def test_ten_wrong_passwords_lock_the_account_however_its_address_is_written():
    a_user()
    for number in range(9):
        email = "amina.yusuf@ellenshaw.example" if number % 2 else "AMINA.YUSUF@ellenshaw.example"
        assert sign_in(Client(), email=email, password="wrong").status_code == 200
    response = sign_in(Client(), password="wrong")
    assert response.status_code == 429
    assert "Too many wrong passwords" in response.content.decode()
    assert sign_in(Client()).status_code == 429


def test_signing_out_needs_a_button_not_a_link():
    browser = browser_of(a_user())
    assert browser.get(reverse("accounts:sign_out")).status_code == 405
    assert browser.post(reverse("accounts:sign_out")).status_code == 302
    assert browser.get(reverse("accounts:account")).status_code == 302


def test_who_is_signed_in_already_is_sent_home_from_the_sign_in_page():
    assert browser_of(a_user()).get(reverse("accounts:sign_in")).status_code == 302
