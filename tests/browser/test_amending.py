"""Amending a plan in a real browser: its pages can be used by everybody and fit a phone."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.browser.test_reporting import somebody
from tests.plans.amending.amended import action_of, agreed, approved_plan, change

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_pages_of_amendments_pass_axe_and_fit_a_phone(browser_page: Page) -> None:
    plan = approved_plan()
    agreed(change(plan, action_of(plan), finish_text="Jun 2027"))
    waiting = change(plan, action_of(plan), text="Train all governors and heads")
    lead = somebody("Yvonne Castell", role="plan_lead", directorate=plan.directorate)
    sign_in(browser_page, lead)
    action = ["action", action_of(plan).pk]
    for name, args in (
        ("as_approved", []),
        ("amendments", []),
        ("amendment", [waiting.pk]),
        ("amendment_choose", []),
        ("amendment_change", action),
        ("route", []),
    ):
        browser_page.goto(reverse(f"plans:{name}", args=[plan.pk, *args]))
        assert_no_axe_violations(browser_page)
        assert_fits(browser_page)
