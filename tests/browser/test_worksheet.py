"""The worksheet: what is ticked while reading stays in the tab, is gathered, and is cleared."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import Hands
from tests.factories.thresholds import ContactFactory, IndicatorFactory, filled
from thresholds.acts import begin_new_version, put_in_force
from thresholds.models import Framework, Indicator

pytestmark = pytest.mark.django_db(transaction=True)
WORKSHEET = "/thresholds/worksheet/"
LEVEL_1, LEVEL_3 = "/thresholds/level/1/", "/thresholds/level/3/"
STORED = "JSON.stringify([{...sessionStorage}, {...localStorage}])"
NOTHING = "[{},{}]"


@pytest.fixture
def framework() -> Framework:
    """In force: a sign at level 1, at level 3 three under two headings and a factor."""
    framework = filled(level_1="Well and growing", level_3="Often absent")
    third = framework.levels.get(number=3)
    third.assessment_process = ["Assess with a lead professional"]
    third.key_services = ["Family Hubs"]
    third.save()
    health = framework.domains.get(name="Child's developmental needs").headings.get(name="Health")
    IndicatorFactory(level=third, heading=health, text="Misses the dentist", position=30_000)
    headings = framework.domains.get(name="Parents and carers").headings.order_by("position")
    IndicatorFactory(level=third, heading=headings[0], text="Left alone at night")
    IndicatorFactory(
        level=third,
        heading=headings[1],
        text="A grandparent who helps",
        kind=Indicator.Kind.PROTECTIVE,
    )
    ContactFactory(framework=framework, telephone="01632 960 345")
    return put_in_force(framework, date(2025, 9, 1), still_used=False, actor=None)


@pytest.fixture
def asked(browser_page: Page) -> list[Request]:
    """What the browser asked for, of anybody."""
    requests: list[Request] = []

    def note(request: Request) -> None:
        requests.append(request)

    browser_page.context.on("request", note)
    return requests


@pytest.fixture
def page_without_script(live_server, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def tick(page: Page, *labels: str) -> None:
    for label in labels:
        page.get_by_role("checkbox", name=label).check()


def gathered(page: Page) -> list[str]:
    """The headings and indicators that the worksheet shows."""
    shown = page.locator(".th-sheet").locator("h2, h3, h4, label").filter(visible=True)
    return shown.all_inner_texts()


def test_what_is_ticked_is_gathered_by_level_domain_and_heading(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.goto(LEVEL_1)
    page.goto(LEVEL_3)
    tick(page, "Often absent", "Misses the dentist", "A grandparent who helps")
    expect(page.get_by_role("status")).to_have_text(
        "Added to the worksheet: A grandparent who helps"
    )
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="Open the worksheet").click()
    assert gathered(page) == [
        "Level 3: Complex needs",
        "Child's developmental needs",
        "Health",
        "Often absent",
        "Misses the dentist",
        "Parents and carers",
        "Emotional warmth",
        "A grandparent who helps",
        "Assessment process at level 3",
        "Who can help at level 3",
    ]
    expect(page.get_by_text("this worksheet decides nothing")).to_be_visible()
    expect(page.get_by_text("here is every indicator")).to_be_hidden()
    expect(page.get_by_text("have not used these pages for 60 minutes")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    # A tick that was taken back stays until the worksheet is opened again, but is not printed.
    page.get_by_role("checkbox", name="Often absent").uncheck()
    assert "Often absent" in gathered(page)
    page.emulate_media(media="print")
    assert "Misses the dentist" in gathered(page)
    assert "Often absent" not in gathered(page)
    page.get_by_role("checkbox", name="Misses the dentist").uncheck()
    assert "Health" not in gathered(page)
    page.emulate_media(media="screen")
    assert "Health" in gathered(page)
    page.reload()
    assert "Often absent" not in gathered(page)
    page.goto(LEVEL_3)
    expect(page.get_by_role("checkbox", name="Often absent")).not_to_be_checked()
    expect(page.get_by_role("checkbox", name="A grandparent who helps")).to_be_checked()


def test_nothing_is_sent_and_nothing_is_left_after_clearing(
    browser_page: Page, framework: Framework, asked: list[Request], live_server
) -> None:
    page = browser_page
    page.goto(LEVEL_3)
    tick(page, "Often absent", "Left alone at night")
    page.goto(WORKSHEET)
    page.evaluate("window.print = () => { window.printed = true }")
    page.get_by_role("button", name="Print the worksheet").click()
    assert page.evaluate("window.printed")
    held = page.evaluate(STORED)
    assert "absent" not in held
    page.get_by_role("checkbox", name="Often absent").uncheck()
    page.get_by_role("button", name="Clear the worksheet").click()
    assert page.evaluate(STORED) == NOTHING
    assert gathered(page) == []
    expect(page.get_by_role("status")).to_have_text("The worksheet is clear")
    expect(page.get_by_role("heading", name="The worksheet is clear")).to_be_focused()
    page.go_back()
    expect(page.get_by_role("checkbox", name="Often absent")).not_to_be_checked()
    assert page.context.cookies() == []
    # The service worker keeps pages for reading offline: any of them, whatever was ticked.
    for request in asked:
        assert request.method == "GET"
        assert request.post_data is None
        assert "?" not in request.url
        assert "#" not in request.url
        assert request.url.startswith(
            (f"{live_server.url}/thresholds/", f"{live_server.url}/static/")
        )
    assert opened(asked) == [LEVEL_3, WORKSHEET, LEVEL_3]
    page.reload()
    tick(page, "Often absent")
    page.get_by_role("button", name="Clear it").click()
    expect(page.get_by_text("The worksheet is clear").last).to_be_focused()
    assert page.evaluate(STORED) == NOTHING
    assert opened(asked) == [LEVEL_3, WORKSHEET, LEVEL_3, LEVEL_3]


def opened(asked: list[Request]) -> list[str]:
    """The pages that somebody opened, and whatever else was asked for but files."""
    by_page = [request for request in asked if request.service_worker is None]
    paths = [urlsplit(request.url).path for request in by_page]
    return [path for path in paths if not path.startswith("/static/")]


def test_it_clears_itself_after_a_time_without_use(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.clock.install(time="2026-10-01T09:00:00Z")
    page.goto(LEVEL_3)
    tick(page, "Often absent")
    page.clock.fast_forward("40:00")
    page.keyboard.press("Shift")  # somebody is still there
    page.clock.fast_forward("40:00")
    expect(page.get_by_role("checkbox", name="Often absent")).to_be_checked()
    page.clock.run_for("25:00")
    expect(page.get_by_role("checkbox", name="Often absent")).not_to_be_checked()
    expect(page.get_by_text("The worksheet cleared itself").last).to_be_visible()
    assert page.evaluate(STORED) == NOTHING


def test_a_tab_that_is_opened_again_after_the_time_shows_nothing(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.clock.install(time="2026-10-01T09:00:00Z")
    for moved in (61 * 60, -61 * 60):  # a clock that was put back does not keep it alive
        page.goto(LEVEL_3)
        tick(page, "Often absent")
        page.goto("/static/img/favicon.svg")  # where no script of ours looks at the time
        page.evaluate(
            """moved => {
                const held = JSON.parse(sessionStorage.getItem("thresholds-worksheet"));
                held.used -= moved * 1000;
                sessionStorage.setItem("thresholds-worksheet", JSON.stringify(held));
            }""",
            moved,
        )
        page.goto(WORKSHEET)
        assert gathered(page) == []
        assert page.evaluate(STORED) == NOTHING


def test_another_tab_knows_nothing_of_it(browser_page: Page, framework: Framework) -> None:
    browser_page.goto(LEVEL_3)
    tick(browser_page, "Often absent")
    other = browser_page.context.new_page()
    other.goto(WORKSHEET)
    assert gathered(other) == []
    expect(other.get_by_role("heading", name="Nothing is ticked")).to_be_visible()
    assert_no_axe_violations(other)


def test_ticks_of_two_versions_are_not_mixed(browser_page: Page, framework: Framework) -> None:
    page = browser_page
    draft = begin_new_version(framework, actor=None)
    new = put_in_force(draft, date(2026, 9, 1), still_used=True, actor=None)
    page.goto(f"/thresholds/version/{framework.pk}/level/3/")
    tick(page, "Often absent")
    page.goto(WORKSHEET)
    assert gathered(page) == []
    expect(page.get_by_text("indicators of another version")).to_be_visible()
    page.goto(f"/thresholds/version/{framework.pk}/worksheet/")
    assert "Often absent" in gathered(page)
    expect(page.get_by_text("indicators of another version")).to_be_hidden()
    page.goto(WORKSHEET)
    page.get_by_role("button", name="Clear the worksheet").click()
    assert page.evaluate(STORED) == NOTHING
    assert new.pk != framework.pk


def test_it_is_used_by_keyboard_alone(browser_page: Page, framework: Framework) -> None:
    page = browser_page
    hands = Hands(page, by_keyboard=True)
    page.goto(LEVEL_3)
    hands.tick("Often absent")
    hands.follow("Open the worksheet")
    expect(page.get_by_role("heading", name="Worksheet", exact=True)).to_be_visible()
    hands.tick("Often absent")
    hands.tick("Often absent")
    hands.press("Clear the worksheet")
    expect(page.get_by_role("heading", name="The worksheet is clear")).to_be_focused()


def test_no_page_counts_what_is_ticked(browser_page: Page, framework: Framework) -> None:
    page = browser_page
    for address in (LEVEL_3, WORKSHEET):
        page.goto(address)
        tick(page, "Often absent")
        before = "".join(filter(str.isdigit, page.locator("body").inner_text()))
        page.get_by_role("checkbox", name="Often absent").uncheck()
        tick(page, "Often absent")
        if address == LEVEL_3:
            tick(page, "Left alone at night")
        assert "".join(filter(str.isdigit, page.locator("body").inner_text())) == before


def test_it_prints_to_a_clean_page_with_whom_to_call(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.goto(LEVEL_3)
    tick(page, "Often absent")
    page.goto(WORKSHEET)
    page.emulate_media(media="print")
    for shown in ("Often absent", "Family Hubs", "this worksheet decides nothing", "01632 960 345"):
        expect(page.get_by_text(shown).first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.get_by_text("stays in this tab")).to_be_hidden()


def test_without_a_script_it_holds_everything_to_tick_by_hand(
    page_without_script: Page, framework: Framework
) -> None:
    page = page_without_script
    page.goto(WORKSHEET)
    expect(page.get_by_text("here is every indicator with an empty box")).to_be_visible()
    for indicator in Indicator.objects.filter(level__framework=framework):
        box = page.get_by_role("checkbox", name=indicator.text)
        expect(box).to_be_visible()
        expect(box).not_to_be_checked()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)
    page.goto(LEVEL_3)
    expect(page.get_by_role("link", name="Open the worksheet")).to_be_hidden()


def test_where_the_browser_keeps_nothing_it_is_as_without_a_script(
    browser_page: Page, framework: Framework
) -> None:
    page = browser_page
    page.add_init_script(
        "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('refused') }})"
    )
    page.goto(WORKSHEET)
    expect(page.get_by_text("here is every indicator with an empty box")).to_be_visible()
    expect(page.get_by_role("checkbox", name="Well and growing")).to_be_visible()
    expect(page.get_by_role("button").filter(visible=True)).to_have_count(0)


def test_what_was_opened_once_works_without_a_connection(
    browser_page: Page, framework: Framework, asked: list[Request]
) -> None:
    page = browser_page
    page.goto(LEVEL_3)
    tick(page, "Often absent")
    page.goto(WORKSHEET)
    page.context.set_offline(True)
    asked.clear()
    page.get_by_role("checkbox", name="Often absent").uncheck()
    tick(page, "Often absent")
    page.get_by_role("button", name="Clear the worksheet").click()
    assert gathered(page) == []
    assert opened(asked) == []
