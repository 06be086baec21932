"""A quarter in the browser: reported from My work, confirmed, sent back, closed."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from plans.models import CriticalAction, ProgressUpdate, ReportingPeriod
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.factories import (
    CriticalActionFactory,
    PersonFactory,
    PlanFactory,
    ReportingPeriodFactory,
    RoleAssignmentFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

COUNTING = """() => {
    window.acts = 0;
    document.addEventListener("click", () => { window.acts += 1; }, true);
    // A list is opened by one click and chosen from by another, which no script sees.
    document.addEventListener("change", (event) => {
        if (event.target.matches("select")) window.acts += 2;
    }, true);
    document.addEventListener("keydown", (event) => {
        if (event.key === "Tab" || !event.target.matches("textarea")) window.acts += 1;
    }, true);
}"""
"""Counts clicks, and keys other than those of the words."""


def somebody(name: str, **role) -> User:
    user = UserFactory(name=name, person=PersonFactory(name=name))
    if role:
        RoleAssignmentFactory(user=user, **role)
    return user


@pytest.fixture
def period() -> ReportingPeriod:
    plan = PlanFactory(published=True, first_year=2026)
    return ReportingPeriodFactory(plan=plan, name="Quarter 1")


@pytest.fixture
def farah(period: ReportingPeriod) -> User:
    """Who is named for two actions, and holds no role."""
    user = somebody("Farah Iqbal")
    for number, text in (("1.1", "Print the leaflet"), ("1.2", "Train all managers")):
        action = CriticalActionFactory(
            objective__block__appendix__plan=period.plan, ref=number, text=text
        )
        action.people.add(user.person)
    return user


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_an_update_from_my_work_takes_at_most_four_clicks_and_keys_beside_the_words(
    browser_page: Page, farah: User
) -> None:
    page = browser_page
    sign_in(page, farah)
    expect(page.get_by_role("heading", name="My work")).to_be_visible()
    page.evaluate(COUNTING)
    row = page.locator(".app-work", has_text="Print the leaflet")
    row.get_by_label("How does it stand?").select_option("on_track")
    row.get_by_label("What has happened?").click()
    page.keyboard.type("300 are printed")
    expect(row.get_by_text("Draft kept at")).to_be_visible()
    row.get_by_role("button", name="Report").click()
    expect(page.locator(".app-work", has_text="Print the leaflet")).to_contain_text("Reported.")
    assert page.evaluate("window.acts") <= 4
    update = ProgressUpdate.objects.get()
    assert (update.commentary, update.status) == ("300 are printed", "on_track")
    # What is typed in another row stays there.
    assert_no_axe_violations(page)
    assert_fits(page)


def test_a_quarter_is_reported_sent_back_confirmed_and_closed(
    browser_page: Page, period: ReportingPeriod, farah: User
) -> None:
    page = browser_page
    lead = somebody("Yvonne Castell", role="plan_lead", directorate=period.plan.directorate)
    sign_in(page, farah)
    for text in ("Print the leaflet", "Train all managers"):
        row = page.locator(".app-work", has_text=text)
        row.get_by_label("How does it stand?").select_option("slipping")
        row.get_by_label("What has happened?").fill(f"Of “{text}” the half is done")
    page.get_by_role("button", name="Report all that I have filled in").click()
    expect(page.get_by_text("2 updates reported")).to_be_visible()

    sign_out(page)
    sign_in(page, lead)
    page.goto(period.plan.get_absolute_url())
    page.get_by_role("link", name="Reporting").click()
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="Quarter 1", exact=True).click()
    page.get_by_label("Confirm the update of action 1.1").check()
    page.get_by_role("button", name="Confirm the selected updates").click()
    expect(page.get_by_text("1 update confirmed")).to_be_visible()
    page.get_by_role("link", name="Send back the update of action 1.2").click()
    page.get_by_label("Why is it sent back?").fill("How many managers?")
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Send back").click()
    expect(page.get_by_role("row", name="1.2 Train all managers")).to_contain_text(
        "How many managers?"
    )
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="All reporting periods").click()
    page.get_by_role("link", name="Close Quarter 1").click()
    expect(page.get_by_role("listitem").filter(has_text="Train all managers")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Close Quarter 1").click()
    expect(page.get_by_text("Quarter 1 is closed")).to_be_visible()

    action = CriticalAction.objects.get(ref="1.2")
    page.goto(f"{period.plan.get_absolute_url()}action/{action.pk}/progress/")
    expect(page.get_by_text("Not confirmed by the officer")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
