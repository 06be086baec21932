"""Somebody at a browser, with a mouse or by the keyboard alone."""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from tests.signing_in import session_key

MOST_TABS = 400


def sign_in(page: Page, user: User, path: str = "/") -> None:
    """Somebody has signed in, and stands on their first page, or on another.

    The way through the sign-in page takes a second; `test_journeys` goes it, with scripts and
    without, and the others need not.
    """
    session = {"name": settings.SESSION_COOKIE_NAME, "value": session_key(user)}
    page.context.add_cookies([{**session, "domain": "localhost", "path": "/"}])
    page.goto(path)
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()


class Hands:
    """What a person does on a page. By keyboard nothing is reached but by the Tab key."""

    def __init__(self, page: Page, *, by_keyboard: bool = False) -> None:
        self.page = page
        self.by_keyboard = by_keyboard

    def press(self, name: str, *, within: Locator | None = None) -> None:
        """Press a button, or follow a link that looks like one."""
        self._use((within or self.page).get_by_role("button", name=name))

    def follow(self, name: str, *, within: Locator | None = None) -> None:
        """Follow a link."""
        self._use((within or self.page).get_by_role("link", name=name))

    def write(self, label: str, text: str) -> None:
        """Write into a box, in place of what stands there. Optional boxes say so themselves."""
        labels = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
        self.write_into(self.page.get_by_label(labels), text)

    def write_day(self, name: str, day: date) -> None:
        """Write a day into the three boxes of a date."""
        for part in ("day", "month", "year"):
            self.write_into(self.page.locator(f"#id_{name}_{part}"), str(getattr(day, part)))

    def write_into(self, box: Locator, text: str) -> None:
        """Write into one box."""
        if not self.by_keyboard:
            box.fill(text)
            return
        self._reach(box)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.insert_text(text)

    def choose(self, label: str, option: str) -> None:
        """Choose from a list; by keyboard its first letters find the option."""
        labels = re.compile(rf"^{re.escape(label)}( \(optional\))?$")
        box = self.page.get_by_label(labels)
        if not self.by_keyboard:
            box.select_option(label=option)
            return
        self._reach(box)
        self.page.keyboard.type(option)
        assert box.locator("option:checked").text_content() == option

    def tick(self, label: str) -> None:
        """Turn a check box over."""
        box = self.page.get_by_label(label)
        if not self.by_keyboard:
            box.click()
            return
        self._reach(box)
        self.page.keyboard.press("Space")

    def _use(self, control: Locator) -> None:
        if not self.by_keyboard:
            control.click()
            return
        self._reach(control)
        self.page.keyboard.press("Enter")

    def _reach(self, control: Locator) -> None:
        expect(control).to_be_visible()
        handle = control.element_handle()
        for _ in range(MOST_TABS):
            if handle.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The Tab key never reaches {control}")
