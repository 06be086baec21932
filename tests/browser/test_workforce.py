"""A workforce profile in a browser: from the HR extract to the published PDF; axe and phones."""

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from council.models import Directorate
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import Hands, sign_in
from tests.browser.test_journeys import at_once  # noqa: F401
from tests.browser.test_returns import somebody
from tests.factories import CouncilFactory, DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    PopulationCountFactory,
    PopulationFactory,
    SnapshotFactory,
    print_shares,
    staff_category,
)
from workforce.models import PublishedProfile, Snapshot

pytestmark = pytest.mark.django_db(transaction=True)

HEADINGS = "organisation;unit;scale_point;school_employed;sex;ethnicity;disability"
PEOPLE = [
    # how many, directorate, point, sex, ethnicity, disability
    (30, "Places", 40, "W", "White British", "no"),
    (3, "Places", 40, "W", "BAME-03", "yes"),
    (9, "Places", 41, "M", "White British", ""),
    (120, "Places", 20, "W", "White British", "no"),
    (40, "Places", 20, "M", "BAME-03", "no"),
    (60, "Housing", 38, "M", "White British", "no"),
    (210, "Housing", 12, "W", "White British", "no"),
    (35, "Housing", 12, "W", "BAME-03", "yes"),
]


def extract() -> bytes:
    """What the HR system writes: semicolons, Windows-1252, codes of its own."""
    lines = [
        f"{directorate};Équipe;{point};no;{sex};{ethnicity};{disability}"
        for number, directorate, point, sex, ethnicity, disability in PEOPLE
        for _ in range(number)
    ]
    return "\r\n".join([HEADINGS, *lines, ""]).encode("windows-1252")


@pytest.fixture
def officer() -> User:
    CouncilFactory()
    return somebody("workforce_officer", user__name="Joanne Alder")


@pytest.fixture
def places() -> Directorate:
    """A directorate of which a year was published before, as percentages with a slip."""
    DirectorateFactory(name="Housing")
    places = DirectorateFactory(name="Places")
    before = SnapshotFactory(
        directorate=places, day=date(2025, 3, 31), way="percentages", is_public=True
    )
    print_shares(before, UPPER, female="78.6", male="21.4", bme="7.1", disabled="7")
    print_shares(before, LOWER, female="75.0", male="25.0", bme="24.6", disabled="0.0")
    print_shares(before, DIRECT, female="75.7", male="24.3", bme="31.0", disabled="1.4")
    census = PopulationFactory()
    for name, count in (("White British", 700), ("Indian", 300)):
        PopulationCountFactory(population=census, category=staff_category(name), count=count)
    return places


@pytest.mark.usefixtures("places", "at_once")
def test_an_extract_becomes_a_published_profile(
    browser_page: Page, officer: User, tmp_path: Path
) -> None:
    page = browser_page
    hands = Hands(page)
    sign_in(page, officer)
    page.goto("/workforce/")
    passes(page)
    hands.follow("Import an HR extract")
    passes(page)

    # A file of names is refused, and nothing is kept of it.
    names = tmp_path / "names.csv"
    names.write_text("organisation,surname\nPlaces,Ackroyd\n")
    page.get_by_label("CSV file").set_input_files(names)
    hands.press("Read the file")
    expect(page.get_by_text("surname").first).to_be_visible()
    assert "Ackroyd" not in page.content()
    passes(page)

    # The council's own file: its codes are asked for, then its figures are shown.
    file = tmp_path / "hr-2026.csv"
    file.write_bytes(extract())
    hands.write_day("day", date(2026, 3, 31))
    page.get_by_label("CSV file").set_input_files(file)
    hands.press("Read the file")
    expect(page.get_by_text("BAME-03").first).to_be_visible()
    passes(page)
    hands.press("Save and go on")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    passes(page)
    row_of(page, "BAME-03").get_by_role("combobox").select_option(label="Indian")
    row_of(page, "W").get_by_role("combobox").select_option(label="Female")
    hands.press("Save and go on")
    expect(page.get_by_text("Nothing has been imported yet")).to_be_visible()
    passes(page)
    hands.press("Import this extract")
    assert Snapshot.objects.filter(way="extract").count() == 3

    # The profile: the year before stands below, and its slip is answered.
    page.goto("/workforce/")
    hands.follow("Places", within=page.get_by_role("row", name="HR extract"))
    expect(page.get_by_role("heading", name="Places: staff on 31 March 2026")).to_be_visible()
    expect(page.get_by_role("cell", name="21.4").first).to_be_visible()  # 43 of 201
    passes(page)
    hands.follow("Ethnicity in full")
    passes(page)
    page.go_back()
    hands.follow("Places: staff on 31 March 2025")
    hands.follow("2 warnings wait for an answer")
    expect(page.get_by_text("BME is 31.0, but its parts are").first).to_be_visible()
    passes(page)
    page.get_by_role("link", name="BME is 31.0, but its parts are").click()
    passes(page)
    hands.write("Answer", "Printed so in the report of 2025.")
    hands.tick("Print this answer as a footnote")
    hands.press("Save")

    # What is published: a small number is hidden, and it stays on record.
    page.goto(Snapshot.objects.get(way="extract", directorate__name="Places").get_absolute_url())
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("This is a preview")).to_be_visible()
    passes(page)
    hands.press("Publish this profile")
    published = PublishedProfile.objects.get()
    expect(page.get_by_role("heading", name=published.title)).to_be_visible()
    expect(page.get_by_role("cell", name="[c]").first).to_be_visible()
    expect(page.get_by_text("Printed so in the report of 2025.").first).to_be_visible()
    passes(page)
    hands.press("Download for publication (PDF)")
    with page.expect_download() as download:
        hands.press("Download PDF")
    content = Path(download.value.path()).read_bytes()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        assert len(pdf.pages) > 3


def passes(page: Page) -> None:
    """No violation, and nothing scrolls sideways on a phone."""
    assert_no_axe_violations(page)
    assert_fits(page)


def row_of(page: Page, code: str):
    """The line of a code on the page that asks what codes mean."""
    return page.locator("tr").filter(has=page.get_by_role("rowheader", name=code, exact=True))
