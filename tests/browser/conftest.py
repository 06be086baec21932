"""Tests that drive Chromium against the running site.

BROWSER_PATH names the browser; without it they are skipped, except in CI, where a
missing browser is a failure.
"""

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

# Playwright's loop runs in this thread, which Django would take for asynchronous code.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
# The address bar's popup is a page of its own, in a process of its own for each session: half of
# what a session costs. A second such list takes the place of Playwright's, so its own is repeated.
SWITCHED_OFF = """
    WebUIOmniboxPopup WebUIOmniboxAimPopup
    AvoidUnnecessaryBeforeUnloadCheckSync DestroyProfileOnBrowserClose HttpsUpgrades
    HttpsFirstBalancedModeAutoEnable LensOverlay MediaRouter PaintHolding
    ThirdPartyStoragePartitioning AvoidCorsURLLoaderRestartOnRedirect OptimizationHints
    NetworkTimeServiceQuerying AimEnabled PreconnectToSearch
""".split()
# A machine that is busy with other things is slow, not wrong.
expect.set_options(timeout=20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all the tests of a run."""
    path = os.environ.get("BROWSER_PATH", "")
    if not path:
        reason = "No browser: set BROWSER_PATH to a Chromium to run the browser tests."
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--disable-features={','.join(SWITCHED_OFF)}"]
        chromium = playwright.chromium.launch(executable_path=path, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture
def browser_page(live_server: Any, browser: Browser) -> Iterator[Page]:
    """A page of a fresh session; addresses such as "/plans/" are the running site's.

    Whatever breaks in a script, or is refused by the content security policy, fails the test.
    """
    context = browser.new_context(
        base_url=live_server.url,
        viewport={"width": 1280, "height": 900},
        locale="en-GB",
        timezone_id="Europe/London",
    )
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []

    def note(message: ConsoleMessage) -> None:
        # What the server refuses (404, 403) is the test's own business.
        expected = (
            "Failed to load resource",
            "htmx:sendError",
            "htmx:afterRequest",
            "Response Status Error Code",
        )
        if message.type == "error" and not any(words in message.text for words in expected):
            faults.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults, faults
