"""The page that says what each role allows, made of the table by which the product decides."""

import re

import pytest
from django.urls import reverse

from accounts.capabilities import Capability
from accounts.roles import ROLES
from tests.accounts.people import an_admin, browser_of, everybody_but
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_everybody_signed_in_reads_it():
    for somebody in [*everybody_but(), an_admin()]:
        assert browser_of(somebody).get(reverse("accounts:role_table")).status_code == 200


def test_it_says_of_each_role_what_it_is_for_and_where_it_holds():
    page = browser_of(UserFactory()).get(reverse("accounts:role_table")).content.decode()
    for role in ROLES.values():
        assert role.description.replace("'", "&#x27;") in page
        assert f"Held for: {role.where}" in page


def test_the_table_says_yes_in_a_word_where_a_role_allows_something_and_no_where_it_does_not():
    page = browser_of(UserFactory()).get(reverse("accounts:role_table")).content.decode()
    body = page[page.index("<tbody") :]
    shown = {}
    for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL):
        words = re.search(r"<th[^>]*>(.*?)</th>", row)[1].replace("&#x27;", "'")
        cells = re.findall(r"<td.*?</td>", row, re.DOTALL)
        shown[words] = [">Yes<" in cell for cell in cells]
        assert all((">Yes<" in cell) != (">No<" in cell) for cell in cells)
    assert shown == {
        str(capability)[:1].upper() + str(capability)[1:]: [
            capability in role.capabilities for role in ROLES.values()
        ]
        for capability in Capability
    }


def test_it_is_linked_where_roles_are_seen_and_granted():
    address, user, admin = reverse("accounts:role_table"), UserFactory(), browser_of(an_admin())
    assert address in browser_of(user).get(reverse("accounts:account")).content.decode()
    for page in (
        reverse("accounts:user", args=[user.pk]),
        reverse("accounts:roles", args=[user.pk]),
        reverse("accounts:role_grant", args=[user.pk, "officer"]),
    ):
        assert address in admin.get(page).content.decode()
