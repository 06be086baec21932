"""Your account, and the accessibility statement."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import ROLES
from tests.accounts.people import browser_of, somebody_who_is
from tests.factories import DirectorateFactory, UserFactory

pytestmark = pytest.mark.django_db


def account_of(user) -> str:
    return browser_of(user).get(reverse("accounts:account")).content.decode()


def test_it_shows_who_one_is_and_what_ones_roles_allow():
    directorate = DirectorateFactory(name="Adult Social Care")
    user = somebody_who_is("plan_lead", directorate=directorate)
    page = account_of(user)
    assert user.email in page
    assert "Plan lead: Adult Social Care" in page
    assert ROLES["plan_lead"].description.split(",")[0].replace("'", "&#x27;") in page


def test_who_holds_no_role_is_told_what_is_open_all_the_same():
    assert "You hold no role yet" in account_of(UserFactory())


def test_everybody_may_read_the_accessibility_statement():
    page = Client().get(reverse("accessibility"))
    assert page.status_code == 200
    assert "Accessibility statement" in page.content.decode()


def test_the_menu_shows_only_what_one_may_open():
    def menu(role: str) -> list[str]:
        page = browser_of(somebody_who_is(role)).get(reverse("reference:index"))
        within = page.context["subject_navigation"]
        entries = within["entries"] if within else page.context["navigation"]
        return [entry["label"] for entry in entries]

    assert menu("admin") == ["Reference data", "Users", "Audit trail"]
    assert "Reference data" in menu("officer")
    assert not {"Users", "Audit trail"} & set(menu("officer"))
