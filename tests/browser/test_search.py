"""Searching in a browser: filters at once, no violation, nothing wider than a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.factories import ParagraphFactory, RoleAssignmentFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_search_is_narrowed_and_leads_to_the_place_in_the_plan(browser_page: Page) -> None:
    user = UserFactory(email="amina@ellenshaw.example")
    RoleAssignmentFactory(user=user, role="officer")
    section = SectionFactory(heading="Translation", plan__title="Plan of the search")
    part = ParagraphFactory(section=section, text="Translation of every letter " * 20)
    page = browser_page
    sign_in(page, user)
    page.get_by_role("link", name="Search", exact=True).click()
    assert_no_axe_violations(page)
    page.get_by_label("Words, or the ref of a part").fill("transltaion")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#results-count")).to_have_text("2 results")
    expect(page.get_by_text("Showing results for translation")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_label("Part of a plan").select_option("Paragraph")
    expect(page.locator("#results-count")).to_have_text("1 result")
    assert page.url.endswith("/plans/search/?q=transltaion&kind=paragraph")
    page.locator(".app-hit__title a").click()
    expect(page.get_by_role("heading", name="Plan of the search")).to_be_visible()
    assert page.url.endswith(f"#paragraph-{part.pk}")
