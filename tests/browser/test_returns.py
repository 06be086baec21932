"""Incident returns in a browser: two clicks for nil, sums while one types, axe and phones."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from incidents.acts_on_collections import close_collection
from incidents.models import Collection, Incident, ReturnDraft, SchoolReturn
from tests.accounts.people import somebody_who_is
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.factories import (
    CollectionFactory,
    IncidentFactory,
    ReopeningRequestFactory,
    ReturnQueryFactory,
    SchoolFactory,
    SchoolReturnFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)

COUNTING = """() => {
    const counted = Number(sessionStorage.getItem("clicks") || 0);
    window.addEventListener("click", event => {
        if (event.isTrusted) {
            sessionStorage.setItem("clicks", Number(sessionStorage.getItem("clicks") || 0) + 1);
        }
    }, true);
}"""
"""Counts the clicks of a person, from one page to the next."""


def somebody(role: str, **scope: object) -> User:
    return somebody_who_is(role, **scope)


@pytest.fixture
def school_return() -> SchoolReturn:
    """The return of a school whose head confirmed the one of the year before."""
    school = SchoolFactory(name="Tanyard Primary School")
    SchoolReturnFactory(
        school=school,
        collection=CollectionFactory(first_year=2025, opened=True),
        returned=True,
        counts={"victim_gender, Male": 5},
    )
    collection = CollectionFactory(first_year=2026, opened=True)
    return SchoolReturnFactory(school=school, collection=collection)


@pytest.fixture
def head(school_return) -> User:
    return somebody("school_respondent", school=school_return.school, user__name="Ruth Ackroyd")


@pytest.fixture
def officer() -> User:
    return somebody("returns_officer", user__name="Tamsin Ridley")


def test_a_nil_return_takes_two_clicks(browser_page: Page, head: User, school_return) -> None:
    page = browser_page
    page.add_init_script(f"({COUNTING})()")
    sign_in(page, head)
    page.evaluate("sessionStorage.removeItem('clicks')")
    expect(page.get_by_role("heading", name="Incident returns")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="There were no incidents").click()
    expect(page.get_by_label("Name of the head or deputy")).to_have_value("Ruth Ackroyd")
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="Confirm the nil return").click()
    expect(page.get_by_text("The nil return is made. Thank you")).to_be_visible()
    assert page.evaluate("sessionStorage.getItem('clicks')") == "2"
    school_return.refresh_from_db()
    assert (school_return.nil, school_return.confirmed_by) == (True, "Ruth Ackroyd")
    assert_no_axe_violations(page)
    assert_fits(page)


def test_sums_arrive_while_one_types_and_what_was_typed_is_kept(
    browser_page: Page, head: User, school_return
) -> None:
    page = browser_page
    sign_in(page, head)
    page.get_by_role("button", name="Fill in the return").click()
    page.get_by_label("Total number of incidents").fill("4")
    victims = page.get_by_role("group", name="Gender of victims")
    expect(victims.get_by_text("(2025/26: 5)")).to_be_visible()
    victims.get_by_label("Female").fill("1")
    male = victims.get_by_label("Male", exact=False).last
    male.click()
    page.keyboard.type("2")
    expect(victims.get_by_text("Sum: 3. 3 of 4 recorded; 1 not recorded")).to_be_visible()
    expect(page.get_by_text("What you typed is kept")).to_be_visible()
    expect(male).to_be_focused()
    page.keyboard.type("0")
    expect(
        victims.get_by_text("Sum: 21. 21 for 4 incidents: more than one victim in some")
    ).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    assert ReturnDraft.objects.get().typed["total"] == "4"
    page.goto("/returns/school/")  # away without saving
    page.get_by_role("button", name="Fill in the return").click()
    expect(page.get_by_text("and did not save stands in the boxes again")).to_be_visible()
    expect(victims.get_by_label("Male", exact=False).last).to_have_value("20")
    assert_no_axe_violations(page)
    assert_fits(page)
    victims.get_by_label("Male", exact=False).last.fill("3")
    page.get_by_role("button", name="Save and go on to confirm").click()
    expect(page.get_by_text("All 4 recorded")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="Confirm and send to the council").click()
    expect(page.get_by_text("The return is made. Thank you")).to_be_visible()
    school_return.refresh_from_db()
    assert (school_return.state, school_return.total) == ("returned", 4)
    assert {c.count for c in school_return.counts.all()} == {1, 3}


def test_a_collection_closed_while_a_school_types_keeps_what_was_typed(
    browser_page: Page, head: User, officer: User, school_return
) -> None:
    page = browser_page
    sign_in(page, head)
    page.get_by_role("button", name="Fill in the return").click()
    page.get_by_label("Total number of incidents").fill("4")
    close_collection(Collection.objects.get(name="2026/27"), actor=officer)
    page.get_by_role("button", name="Save and come back later").click()
    summary = page.get_by_role("alert")
    expect(summary.get_by_text("The collection is closed")).to_be_visible()
    expect(page.get_by_label("Total number of incidents")).to_have_value("4")
    assert_no_axe_violations(page)
    assert ReturnDraft.objects.get().typed["total"] == "4"
    assert SchoolReturn.objects.get(pk=school_return.pk).total is None


def test_it_works_without_scripts(live_server, browser, head: User, school_return) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, head)
    page.get_by_role("button", name="Fill in the return").click()
    page.get_by_label("Total number of incidents").fill("4")
    page.get_by_role("button", name="Save and go on to confirm").click()
    page.get_by_role("button", name="Confirm and send to the council").click()
    expect(page.get_by_text("The return is made. Thank you")).to_be_visible()
    context.close()


def test_an_incident_is_recorded_and_counted_into_the_return(
    browser_page: Page, head: User, school_return
) -> None:
    page = browser_page
    sign_in(page, head)
    page.goto("/returns/log/")
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Record an incident").click()
    for part, value in (("day", "15"), ("month", "6"), ("year", "2026")):
        page.locator(f"#id_happened_on_{part}").fill(value)
    page.get_by_label("Verbal").check()
    page.get_by_label(re.compile("^Note")).fill("Ring 0113 496 0123")
    person = page.get_by_role("group", name="Person 1")
    person.get_by_label("Victim or alleged perpetrator").select_option("Victim")
    person.get_by_label("Gender").select_option("Female")
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert").get_by_text("looks like a telephone number")).to_be_visible()
    page.get_by_label(re.compile("^Note")).fill("In the dinner queue")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("is recorded")).to_be_visible()
    assert Incident.objects.get().happened_on == date(2026, 6, 15)
    page.goto(school_return.get_absolute_url())
    page.get_by_role("button", name="Count it from the log (1)").click()
    expect(page.get_by_label("Total number of incidents")).to_have_value("1")
    page.goto(f"/returns/school/{school_return.school_id}/summary/?term=Summer+term+2026")
    assert_no_axe_violations(page)
    assert_fits(page)


def test_every_page_of_who_collects_passes_axe_and_fits_a_phone(
    browser_page: Page, officer: User, school_return
) -> None:
    page = browser_page
    collection = school_return.collection
    SchoolReturnFactory(collection=collection, in_progress=True)
    asked = SchoolReturnFactory(collection=collection, queried=True, on_paper=True)
    ReturnQueryFactory(school_return=asked)
    ReopeningRequestFactory(school_return=asked)
    prepared = CollectionFactory(first_year=2030)
    closed = CollectionFactory(first_year=2020, closed=True)
    SchoolFactory()
    IncidentFactory(school=school_return.school)
    sign_in(page, officer)
    expect(page.get_by_role("heading", name="Incident returns")).to_be_visible()
    for address in (
        "",
        "add/",
        f"{prepared.pk}/",
        f"{prepared.pk}/edit/",
        f"{prepared.pk}/open/",
        f"{collection.pk}/",
        f"{collection.pk}/edit/",
        f"{collection.pk}/schools/",
        f"{collection.pk}/chase/",
        f"{collection.pk}/close/",
        f"{closed.pk}/",
        f"{closed.pk}/reopen/",
        f"return/{school_return.pk}/",
        f"return/{school_return.pk}/fill-in/",
        f"return/{school_return.pk}/nil/",
        f"return/{asked.pk}/",
        f"return/{asked.pk}/query/",
        f"return/{asked.pk}/answer/",
        f"return/{asked.pk}/reopen/",
        f"return/{asked.pk}/decline/",
    ):
        page.goto(f"/returns/{address}")
        assert_no_axe_violations(page)
        assert_fits(page)
