"""The users of the demonstration at the browser, one after the other, each on a day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from playwright.sync_api import Page, expect

from accounts.models import User
from config.demo.council import PASSWORD
from plans.models import Plan
from tests.browser.hands import Hands, sign_in


class Actors:
    """Whose turn it is at the browser, and on which day."""

    def __init__(self, page: Page, plan: Plan, move_to: Callable[[datetime], None]) -> None:
        self.page = page
        self.plan = plan
        self.move_to = move_to
        self.today = date.min
        self._form_was_used = False

    def on(self, year: int, month: int, day: int) -> None:
        """Whatever follows is done at noon of that day."""
        self.today = date(year, month, day)
        self.move_to(datetime(year, month, day, 12, tzinfo=UTC))

    def turn_of(self, address: str, path: str = "/") -> Hands:
        """Somebody follows an address, as from an email. The first one signs in by the form."""
        page = self.page
        page.context.clear_cookies()
        if self._form_was_used:
            sign_in(page, User.objects.get(email=f"{address}.example"), path)
            return Hands(page)
        self._form_was_used = True
        page.goto(path)
        page.get_by_label("Email address").fill(f"{address}.example")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("navigation", name="Menu")).to_be_visible()
        return Hands(page)

    def opened_by(self, address: str, page: str = "") -> Hands:
        """Somebody follows an address of the plan, and signs in."""
        return self.turn_of(address, f"{self.plan.get_absolute_url()}{page}")

    def open(self, entry: str) -> None:
        """Open a page of the plan's menu."""
        menu = self.page.get_by_role("navigation", name="This plan")
        menu.get_by_role("link", name=entry, exact=True).click()

    def says(self, words: str) -> None:
        """What the page must say now."""
        expect(self.page.get_by_text(words).first).to_be_visible()
