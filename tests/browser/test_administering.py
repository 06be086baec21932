"""The administrators' screens in a browser: what changes while one types, axe, and phones."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from plans.models import RiskScale
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.test_journeys import PASSWORD, sign_in
from tests.factories import RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def admin() -> User:
    user = UserFactory(name="Ewa Nowicka", email="ewa@ellenshaw.example")
    user.set_password(PASSWORD)
    user.save()
    RoleAssignmentFactory(user=user, admin=True)
    return user


def test_the_matrix_of_a_risk_scale_follows_what_is_typed(browser_page: Page, admin: User) -> None:
    page = browser_page
    sign_in(page, admin)
    page.goto("/reference-data/risk-scales/add/")
    preview = page.get_by_role("region", name="Preview")
    expect(preview.get_by_role("status")).to_have_text("Every score lies in one band.")
    highest = page.get_by_label("Highest score, band 2")
    highest.fill("10")
    expect(preview.get_by_role("status")).to_have_text("1 thing is wrong:")
    expect(preview.get_by_role("cell", name="in two bands: Yellow, Amber")).to_have_count(2)
    expect(highest).to_be_focused()
    assert_no_axe_violations(page)
    assert_fits(page)
    assert RiskScale.objects.count() == 1
