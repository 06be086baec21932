"""The administrators' screens in a browser: what changes while one types, axe, and phones."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from council.models import Roll
from plans.models import Plan, RiskScale
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.browser.test_journeys import PASSWORD
from tests.factories import (
    CriticalActionFactory,
    PersonFactory,
    RoleAssignmentFactory,
    RollFactory,
    UserFactory,
)

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


def test_rolls_roles_and_handing_over_are_accessible_and_fit_a_phone(
    browser_page: Page, admin: User
) -> None:
    page = browser_page
    RollFactory(school__name="Tanyard Primary School")
    action = CriticalActionFactory(responsible="Dave Perrett / EP&L", text="Train all managers")
    leaver, successor = PersonFactory(name="Dave Perrett"), PersonFactory(name="Jane Porter")
    action.people.add(leaver)
    hard = CriticalActionFactory(objective=action.objective, responsible="With Dave Perrett")
    hard.people.add(leaver)
    Plan.objects.update(start="2020-04-01", finish="2999-03-31")
    sign_in(page, admin)
    school = f"/reference-data/schools/{Roll.objects.get().school_id}/"
    handover = f"/plans/hand-over/{leaver.pk}/"
    for address in ("/reference-data/schools/rolls/", school, "/roles/", handover):
        page.goto(address)
        assert_no_axe_violations(page)
        assert_fits(page)
    page.get_by_label("Hand over to").fill("Jane Porter")
    page.get_by_role("button", name="Hand over").click()
    expect(page.get_by_text("Handed over to Jane Porter: 1 action")).to_be_visible()
    action.refresh_from_db()
    assert action.responsible == "Jane Porter / EP&L"
    assert successor in action.people.all()
