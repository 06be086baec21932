"""Every part of the foundation in a browser: axe, phones, keyboard, with and without scripts."""

import pytest
from playwright.sync_api import Browser, Page, expect

from core.models import AuditAct
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.core.screens_demo.views import OURS

pytestmark = [pytest.mark.urls("tests.core.screens_demo.urls"), pytest.mark.django_db]
PAGES = ["/", "/?message=1", "/document/", "/form/", "/list/", "/list/?figure=x&action=approved"]


@pytest.fixture
def acts() -> None:
    AuditAct.objects.bulk_create(
        AuditAct(
            target_model=OURS,
            action=["approved", "amended"][n % 2],
            target_name=f"Plan {n}",
            actor_id=n,
        )
        for n in range(12)
    )


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser_page: Page, acts: None) -> None:
    page = browser_page
    for address in PAGES:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.goto(address)
        assert_no_axe_violations(page)
        assert_fits(page, 640)
        assert_fits(page, 360)
        page.set_viewport_size({"width": 360, "height": 800})
        assert_no_axe_violations(page)


def test_the_error_summary_is_focused_and_leads_to_the_box(browser_page: Page) -> None:
    browser_page.goto("/form/")
    browser_page.get_by_role("button", name="Save").click()
    expect(browser_page).to_have_title(
        "Error: Add a plan – Equality plans – Wrensham Metropolitan Borough Council"
    )
    assert browser_page.evaluate("document.activeElement.className") == "govuk-error-summary"
    assert_no_axe_violations(browser_page)
    assert_fits(browser_page, 360)
    browser_page.get_by_role("link", name="Enter first month").click()
    assert browser_page.evaluate("document.activeElement.id") == "id_starts_month"


def test_the_first_tab_leads_past_the_header(browser_page: Page) -> None:
    browser_page.goto("/")
    browser_page.keyboard.press("Tab")
    expect(browser_page.get_by_role("link", name="Skip to main content")).to_be_focused()
    browser_page.keyboard.press("Enter")
    assert browser_page.evaluate("document.activeElement.id") == "main-content"


def test_a_choice_swaps_the_results_in_place(browser_page: Page, acts: None) -> None:
    browser_page.goto("/list/")
    browser_page.evaluate("document.body.dataset.same = 'yes'")
    browser_page.get_by_label("Approved").check()
    expect(browser_page.get_by_role("status")).to_have_text("6 acts")
    assert browser_page.evaluate("document.body.dataset.same") == "yes"
    assert browser_page.url.endswith("/list/?action=approved")
    browser_page.get_by_role("link", name="What it was about").click()
    expect(browser_page.locator("th[aria-sort=ascending]")).to_have_count(1)
    assert "sort=target_name" in browser_page.url
    assert "action=approved" in browser_page.url
    browser_page.get_by_label("Amended").check()
    expect(browser_page.get_by_role("status")).to_have_text("12 acts")
    assert "sort=target_name" in browser_page.url
    assert_no_axe_violations(browser_page)
    browser_page.go_back()
    expect(browser_page.get_by_role("status")).to_have_text("6 acts")
    expect(browser_page.get_by_label("Amended")).not_to_be_checked()


def test_a_chosen_filter_is_taken_away(browser_page: Page, acts: None) -> None:
    browser_page.goto("/list/?action=approved&action=amended")
    browser_page.get_by_role("link", name="Remove the filter What was done: Amended").click()
    expect(browser_page.get_by_role("status")).to_have_text("6 acts")
    expect(browser_page.get_by_label("Amended")).not_to_be_checked()


def test_filters_fold_away_on_a_phone(browser_page: Page, acts: None) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 800})
    browser_page.goto("/list/")
    expect(browser_page.get_by_label("Approved")).to_be_hidden()
    browser_page.get_by_role("button", name="Show filters").click()
    expect(browser_page.get_by_label("Approved")).to_be_visible()
    assert_no_axe_violations(browser_page)


def test_it_all_works_without_scripts(
    live_server: object, browser: Browser, acts: None, db: None
) -> None:
    context = browser.new_context(
        base_url=live_server.url,  # type: ignore[attr-defined]
        java_script_enabled=False,
        viewport={"width": 360, "height": 800},
    )
    page = context.new_page()
    page.goto("/list/")
    page.get_by_label("Approved").check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("status")).to_have_text("6 acts")
    page.get_by_role("link", name="What it was about").click()
    expect(page.locator("th[aria-sort=ascending]")).to_have_count(1)
    page.goto("/form/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    context.close()
