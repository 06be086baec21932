"""The threshold framework edited in a browser: begun, filled, put in force, revised; by keyboard
alone where a mouse is not needed, each page by axe and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import Hands, sign_in
from tests.browser.test_returns import somebody
from tests.factories import CouncilFactory
from thresholds.models import Framework, Indicator

pytestmark = pytest.mark.django_db(transaction=True)


def passes(page: Page) -> None:
    assert_no_axe_violations(page)
    assert_fits(page)


def save(page: Page) -> None:
    """Save a cell; another button saves and goes on."""
    page.get_by_role("button", name="Save", exact=True).click()


def test_a_framework_is_begun_filled_put_in_force_and_revised(browser_page: Page) -> None:
    page = browser_page
    hands = Hands(page)
    CouncilFactory()
    sign_in(page, somebody("thresholds_editor"))
    page.goto("/thresholds/versions/")
    hands.press("Begin a framework")
    hands.write("Title", "Right help, right time")
    passes(page)
    hands.press("Begin")
    expect(page.get_by_text("Enter at least one office to call")).to_be_visible()
    passes(page)

    # A cell, typed as in a word processor, then the next.
    hands.follow("Level 1, Health: 0 indicators, 0 protective factors")
    hands.write("Indicators", "• Is well\n\n• Sees a dentist")
    passes(page)
    hands.press("Save and go to the next")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Level 2: Early intervention")
    hands.write("Indicators", "Misses appointments\nis well")
    expect(page.get_by_text("Sees a dentist")).to_be_visible()
    save(page)
    expect(
        page.get_by_text("“is well” stands at levels 1 and 2 under Health").first
    ).to_be_visible()
    hands.press("Move down Health")
    expect(page.locator("#domain ~ * tbody tr th").first).to_contain_text("Education and learning")

    hands.follow("Change Level 2: Early intervention")
    hands.write("Name", "Early help")
    passes(page)
    hands.press("Save")
    hands.follow("Add an office")
    hands.write("Office", "Children's front door")
    hands.write("Telephone number", "ask Sam")
    hands.press("Save")
    expect(page.get_by_role("alert")).to_contain_text("Remove “ask”, “Sam”")
    passes(page)
    hands.write("Telephone number", "01632 960 200")
    hands.press("Save")
    hands.press("Put in force")
    hands.write_day("in_force_from", date(2026, 9, 1))
    passes(page)
    hands.press("Put in force")
    expect(page.get_by_text("is in force").first).to_be_visible()
    passes(page)
    first = Framework.objects.get(state="in_force")

    # The next version, and what is new in it.
    hands.press("Begin a new version")
    hands.follow("Level 1, Health: 2 indicators, 0 protective factors")
    hands.write("Indicators", "Is well\nSees a dentist twice a year")
    save(page)
    hands.follow("Compare with another version")
    page.get_by_label("With the version before").select_option(label=str(first))
    hands.press("Compare")
    expect(page.locator("ins", has_text="twice a year")).to_be_visible()
    passes(page)
    assert list(
        Indicator.objects.filter(level__framework=first, level__number=1).values_list(
            "text", flat=True
        )
    ) == ["Is well", "Sees a dentist"]


def test_a_cell_is_filled_by_keyboard_alone(browser_page: Page) -> None:
    page = browser_page
    hands = Hands(page, by_keyboard=True)
    CouncilFactory()
    sign_in(page, somebody("thresholds_editor"))
    page.goto("/thresholds/versions/begin/")
    hands.write("Title", "Right help, right time")
    hands.press("Begin")
    hands.follow("Level 1, Health: 0 indicators, 0 protective factors")
    hands.write("Protective factors", "A parent who listens")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Health at level 1 is saved")).to_be_visible()
    hands.press("Move down Health")
    expect(page.get_by_role("button", name="Move up Health")).to_be_visible()
    assert Indicator.objects.get().kind == "protective"
