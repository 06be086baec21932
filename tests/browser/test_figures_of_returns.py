"""The figures of returns in a browser: analysis, imports, what is published; axe and phones."""

import pytest
from playwright.sync_api import Page, expect

from incidents.models import PublishedReturns
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.browser.test_returns import officer, somebody  # noqa: F401
from tests.factories import CategoryListFactory, DisclosureProfileFactory, category_named
from tests.incidents.held import several
from tests.incidents.publishing.small import GENDER, small_council, with_an_old_year

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def figures() -> None:
    """Three years, the first of them totals of the borough, with what stands out in the last."""
    with_an_old_year()
    several(2025, 21, 22, 23, counts={"victim_ethnicity, Indian": 5}, phase="primary", pupils=400)
    small_council()


@pytest.mark.usefixtures("figures")
def test_figures_are_previewed_chosen_and_published(browser_page: Page, officer) -> None:  # noqa: F811
    page = browser_page
    sign_in(page, officer)
    page.goto("/returns/published/")
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="See what can be published: racist incidents").click()
    expect(page.get_by_text("This is a preview")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    boxes = page.get_by_role("row", name="Not recorded").get_by_label("rather keep 2026/27")
    boxes.first.check()
    page.get_by_role("button", name="Choose again, keeping what is ticked").click()
    expect(boxes.first).to_be_checked()
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Publish these figures").click()
    expect(page.get_by_text("Racist incidents 2020/21 to 2026/27 is published")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    expect(page.get_by_role("row", name="Male").first).to_contain_text("[c]")
    assert GENDER in page.content()
    page.goto("/returns/published/")
    assert_no_axe_violations(page)
    assert_fits(page)
    assert PublishedReturns.objects.count() == 1


@pytest.mark.usefixtures("figures")
def test_the_analysis_and_the_imports_pass_axe_and_fit_a_phone(
    browser_page: Page,
    officer,  # noqa: F811
) -> None:
    page = browser_page
    sign_in(page, officer)
    for address in (
        "analysis/",
        "analysis/?by=asked&years=10",
        "analysis/?phase=primary",
        "analysis/?phase=nursery",
        "analysis/?kind=sexist",
        "publish/sexist/",
        "import/",
        "import/totals/",
    ):
        page.goto(f"/returns/{address}")
        assert_no_axe_violations(page)
        assert_fits(page)


def test_the_reference_data_of_returns_pass_axe_and_fit_a_phone(browser_page: Page) -> None:
    page = browser_page
    profile, row = DisclosureProfileFactory(), CategoryListFactory()
    sign_in(page, somebody("admin"))
    lists = "category-lists"
    for address in (
        "areas/",
        "areas/add/",
        "incident-types/",
        "incident-types/add/",
        "disclosure-profiles/",
        f"disclosure-profiles/{profile.pk}/",
        f"{lists}/",
        f"{lists}/{row.pk}/",
        f"{lists}/{category_named('Indian').list_id}/",
        f"{lists}/{row.pk}/remove/",
    ):
        page.goto(f"/reference-data/{address}")
        assert_no_axe_violations(page)
        assert_fits(page)
