"""How small numbers are hidden: the council's own rule for each kind of table."""

import pytest
from django.urls import reverse

from core.disclosure import Profile
from council.models import DisclosureProfile
from council.reference import KINDS
from tests.accounts.people import an_admin, browser_of
from tests.factories import DisclosureProfileFactory
from tests.plain_rows import change, refused

pytestmark = pytest.mark.django_db

KIND = KINDS["disclosure-profiles"]
INCIDENTS = DisclosureProfile.UsedFor.INCIDENTS
VALUES = {
    "used_for": "incidents",
    "threshold": "9",
    "zero_shown": "on",
    "base": "",
    "smallest_base": "20",
}


@pytest.fixture
def admin():
    return browser_of(an_admin())


def add(admin, **changed: str):
    return admin.post(reverse("reference:add", args=[KIND]), VALUES | changed)


def test_without_one_1_to_4_are_hidden_and_0_is_shown():
    assert DisclosureProfile.of(INCIDENTS) == Profile(4, True, None, 10)


def test_each_kind_of_table_has_its_own(admin):
    assert add(admin, used_for="workforce").status_code == 302
    assert DisclosureProfile.of(INCIDENTS) == Profile(4, True, None, 10)
    assert DisclosureProfile.of("workforce") == Profile(9, True, None, 20)


@pytest.mark.parametrize(
    ("changed", "rule"),
    [
        ({}, Profile(9, True, None, 20)),
        ({"zero_shown": ""}, Profile(9, False, None, 20)),
        ({"threshold": "0", "base": "5"}, Profile(0, True, 5, 20)),
        ({"threshold": "2", "base": "10", "smallest_base": "0"}, Profile(2, True, 10, 0)),
        ({"threshold": "100"}, Profile(100, True, None, 20)),
    ],
)
def test_what_is_typed_is_the_rule(admin, changed, rule):
    assert add(admin, **changed).status_code == 302
    assert DisclosureProfile.of(INCIDENTS) == rule


@pytest.mark.parametrize(
    ("changed", "field", "said"),
    [
        ({"threshold": "0"}, "threshold", "with neither nothing is protected"),
        ({"threshold": ""}, "threshold", "Enter the largest number that is hidden"),
        ({"threshold": "101"}, "threshold", "100"),
        ({"threshold": "-1"}, "threshold", "0"),
        ({"threshold": "few"}, "threshold", ""),
        ({"base": "1"}, "base", "2"),
        ({"base": "101"}, "base", "100"),
        ({"smallest_base": ""}, "smallest_base", "Enter the smallest base"),
        ({"smallest_base": "99999"}, "smallest_base", ""),
        ({"used_for": "lunch"}, "used_for", ""),
        ({"used_for": ""}, "used_for", "what it is used for"),
    ],
)
def test_bad_input_is_told_beside_its_box(admin, changed, field, said):
    response = add(admin, **changed)
    assert response.status_code == 200
    told = " ".join(response.context["form"].errors[field])
    assert told
    assert said in told
    assert not DisclosureProfile.objects.exists()


def test_a_second_one_for_the_same_tables_is_refused_beside_the_box(admin):
    DisclosureProfileFactory()
    response = add(admin)
    assert "There is a profile for this already" in " ".join(
        response.context["form"].errors["used_for"]
    )
    assert DisclosureProfile.objects.get().threshold == 4


def test_of_two_editors_the_second_sees_both_versions(admin):
    row = DisclosureProfileFactory()
    page = reverse("reference:edit", args=[KIND, row.pk])
    assert admin.post(page, VALUES | {"revision": "1"}).status_code == 302
    response = admin.post(page, VALUES | {"threshold": "7", "revision": "1"})
    assert "Saved meanwhile" in response.content.decode()
    row.refresh_from_db()
    assert row.threshold == 9


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"threshold": 0}, "profile_protects_somehow"),
        ({"base": 1}, "profile_base_rounds"),
        ({"used_for": "lunch"}, "profile_use_known"),
    ],
)
def test_the_database_refuses_a_rule_that_protects_nobody(values, rule):
    with refused(rule):
        change(DisclosureProfileFactory(), **values)


def test_the_list_says_the_rule_in_figures(admin):
    DisclosureProfileFactory(threshold=9, base=5)
    page = admin.get(KIND.url).content.decode()
    assert "Incident returns" in page
    assert ">9<" in "".join(page.split())
