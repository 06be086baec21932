"""Reading, comparing and searching the threshold framework in a browser, and without a network."""

import json
import re
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.http import HttpResponse
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.factories.thresholds import ContactFactory, FrameworkFactory, IndicatorFactory
from tests.thresholds.reading.pages import pages_of_each_kind
from thresholds import offline, pages
from thresholds.models import Framework, Heading

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def framework() -> Framework:
    """A version in force with a sign and a strength under one heading at each level."""
    made = FrameworkFactory(ready=True, title="Right help, right time")
    identity = Heading.objects.get(domain__framework=made, name="Identity")
    for level in made.levels.all():
        text = f"A strength in identity at level {level.number}"
        IndicatorFactory(level=level, heading=identity, kind="protective", text=text)
        IndicatorFactory(level=level, heading=identity)
    ContactFactory(framework=made)
    made.state, made.in_force_from = Framework.State.IN_FORCE, date(2026, 9, 1)
    made.save()
    return made


@pytest.fixture
def keeping(browser_page: Page, live_server: Any) -> Iterator[Page]:
    """A browser that has opened the framework once and keeps its pages."""
    browser_page.goto("/thresholds/")
    wait_until_kept(browser_page)
    yield browser_page
    browser_page.context.set_offline(False)


def wait_until_kept(page: Page) -> None:
    """Until the worker has taken over with all pages kept."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def kept(page: Page) -> list[str]:
    """The addresses that the device keeps."""
    addresses: list[str] = page.evaluate(
        """async () => {
            const names = await caches.keys();
            const lists = await Promise.all(names.map(async n => (await caches.open(n)).keys()));
            return lists.flat().map(request => request.url.replace(location.origin, ""));
        }"""
    )
    return addresses


def test_a_practitioner_reads_compares_and_searches(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.goto("/thresholds/")
    page.get_by_role("link", name="Level 2: Early intervention").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Level 2: Early intervention")
    page.get_by_role("link", name=re.compile(r"Compare levels ?: Identity")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Identity")
    columns = page.locator(".th-column")
    expect(columns).to_have_count(4)
    tops = {columns.nth(place).bounding_box()["y"] for place in range(4)}
    assert len(tops) == 1, "The levels stand side by side"
    page.set_viewport_size({"width": 360, "height": 740})
    lefts = {columns.nth(place).bounding_box()["x"] for place in range(4)}
    assert len(lefts) == 1, "On a phone they stand below each other"
    page.get_by_role("link", name="Level 4: Acute specialist needs").click()
    page.get_by_role("link", name="Search", exact=True).click()
    page.get_by_label("Search the framework").fill("strenght identity")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("Showing what was found for strength identity")).to_be_visible()
    expect(page.locator("mark", has_text="strength").first).to_be_visible()
    page.get_by_role("link", name="Child's developmental needs: Identity").first.click()
    expect(page).to_have_url(re.compile(r"/level/1/#heading-\d+$"))


def test_every_kind_of_page_fits_a_phone_and_has_no_violation(
    browser_page: Page, framework: Framework
) -> None:
    for address in pages_of_each_kind(framework).values():
        browser_page.goto(address)
        assert_no_axe_violations(browser_page)
        assert_fits(browser_page)


def test_a_printed_page_has_whom_to_call_and_no_ways_through_the_site(
    browser_page: Page, framework: Framework
) -> None:
    browser_page.goto("/thresholds/level/3/")
    browser_page.emulate_media(media="print")
    expect(browser_page.get_by_role("navigation", name="Framework")).to_be_hidden()
    expect(browser_page.get_by_text("If you think a child may be at risk")).to_be_visible()
    expect(browser_page.locator(".th-running")).to_contain_text("01632 960 200")
    expect(browser_page.locator(".th-running")).to_be_visible()


def test_once_one_page_was_opened_all_are_read_offline_but_no_search_is_kept(
    framework: Framework, keeping: Page
) -> None:
    page = keeping
    page.context.set_offline(True)
    for kind, address in pages_of_each_kind(framework).items():
        page.goto(address)
        notice = page.locator(".th-kept")
        expect(notice).to_contain_text("You are offline")
        if kind != "found":
            expect(notice).to_contain_text("Kept page of")
        background = "getComputedStyle(document.querySelector('.th-header')).backgroundColor"
        assert page.evaluate(background) == "rgb(29, 53, 87)", "the style sheet is kept too"
    page.goto("/thresholds/search/?q=neglect")
    expect(page.locator(".th-kept")).to_contain_text("Searching needs a connection")
    page.context.set_offline(False)
    page.goto("/thresholds/level/1/")
    expect(page.locator(".th-kept")).to_have_count(0)
    page.goto("/thresholds/search/?q=neglect")
    page.goto("/accessibility/")
    page.goto("/thresholds/services/")
    assert not [each for each in kept(page) if "?" in each or "accessibility" in each]
    page.context.set_offline(True)
    page.goto("/thresholds/search/")
    expect(page.get_by_label("Search the framework")).to_have_value("")


def test_a_page_that_does_not_come_in_time_or_at_all_gives_way_to_the_kept_one(
    framework: Framework, impatient: None, keeping: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, delivered = keeping, threading.Event()

    def slowly(*args: Any, **kwargs: Any) -> HttpResponse:
        delivered.wait(20)
        return HttpResponse(status=503)

    monkeypatch.setattr(pages, "render", slowly)
    page.goto("/thresholds/level/1/")
    expect(page.locator(".th-kept")).to_contain_text("The connection is slow")
    delivered.set()
    page.goto("/thresholds/level/2/")
    expect(page.locator(".th-kept")).to_contain_text("The site does not answer")


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(offline, "PATIENCE", 500)


def test_a_new_version_in_force_replaces_the_kept_pages(
    framework: Framework, keeping: Page
) -> None:
    page = keeping
    before = headings_of(framework)
    assert before <= set(kept(page))
    Framework.objects.filter(pk=framework.pk).update(state="replaced")
    new = FrameworkFactory(ready=True, in_force=date(2027, 9, 1), title="The new guidance")
    after = headings_of(new)
    page.goto("/thresholds/")
    for _ in range(200):
        now = set(kept(page))
        if after <= now and not before & now:
            break
        page.wait_for_timeout(50)
    assert after <= now
    assert not before & now
    page.context.set_offline(True)
    page.goto(after.pop())
    expect(page.get_by_role("banner")).to_contain_text("The new guidance")
    expect(page.locator(".th-kept")).to_be_visible()


def headings_of(framework: Framework) -> set[str]:
    headings = Heading.objects.filter(domain__framework=framework)
    return {f"/thresholds/heading/{heading.pk}/" for heading in headings}


def test_what_may_not_be_read_any_more_is_kept_no_longer(
    framework: Framework, keeping: Page
) -> None:
    page = keeping
    assert json.dumps(kept(page)).count("/thresholds/level/") == 4
    Framework.objects.filter(pk=framework.pk).update(is_public=False)
    page.goto("/thresholds/level/1/")
    expect(page).to_have_url(re.compile("sign-in"))
    assert kept(page) == []
