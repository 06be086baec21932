"""The main journeys, as people make them: sign in, read, import, download, administer."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from council.models import Council
from plans.models import Plan
from plans.parts import KINDS
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.factories import (
    CommitteeFactory,
    DirectorateFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RoleAssignmentFactory,
    SchoolFactory,
    UserFactory,
)
from tests.plans import demo

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a password long enough"


@pytest.fixture
def at_once(settings) -> None:
    """Background work is done at once, in the same process."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def officer() -> User:
    """Somebody who writes and leads the plans of a directorate, and administers besides."""
    Council.objects.create(pk=1, name="Ellenshaw Metropolitan Borough Council")
    directorate = DirectorateFactory(name="Children's Services", committee=CommitteeFactory())
    user = UserFactory(name="Callum Thwaite", email="callum@ellenshaw.example")
    user.set_password(PASSWORD)
    user.save()
    RoleAssignmentFactory(user=user, role="plan_lead", directorate=directorate)
    RoleAssignmentFactory(user=user, role="admin")
    return user


def sign_in_by_the_form(page: Page, user: User) -> None:
    page.goto("/")
    page.get_by_label("Email address").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("navigation", name="Menu")).to_be_visible()


def test_an_officer_signs_in_imports_a_plan_reads_it_and_downloads_the_pdf(
    browser_page: Page, officer: User, at_once: None
) -> None:
    page = browser_page
    sign_in_by_the_form(page, officer)
    page.get_by_role("button", name="Import a plan").click()
    page.get_by_label("Plan file").set_input_files(demo.FOLDER / f"{demo.NAMES[0]}.json")
    page.get_by_role("button", name="Upload and preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Preview of the import")
    assert_no_axe_violations(page)
    page.get_by_role("button", name="Import this plan").click()
    plan = Plan.objects.get()
    expect(page.get_by_role("heading", level=1)).to_have_text(plan.title)
    page.get_by_role("link", name="2 Stay safe").click()
    assert page.evaluate("location.hash").startswith("#outcome-")
    page.get_by_role("button", name="Download PDF").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sign in")


def test_the_same_journey_works_without_javascript(
    live_server, browser: Browser, officer: User, at_once: None
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in_by_the_form(page, officer)
    page.get_by_role("button", name="Import a plan").click()
    page.get_by_label("Plan file").set_input_files(demo.FOLDER / f"{demo.NAMES[1]}.json")
    page.get_by_role("button", name="Upload and preview").click()
    page.get_by_role("button", name="Import this plan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(Plan.objects.get().title)
    plans = page.get_by_role("navigation", name="Plans")
    plans.get_by_role("link", name="Plans", exact=True).click()
    page.get_by_label("Status").select_option("published")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_text("No plans match these filters.")).to_be_visible()
    context.close()


def test_faults_of_a_file_are_listed_and_axe_finds_nothing_on_the_page(
    browser_page: Page, officer: User, tmp_path: Path
) -> None:
    page = browser_page
    file = tmp_path / "plan.json"
    file.write_text(json.dumps({"format": "equality-plan/1", "colour": "red"}))
    sign_in(page, officer)
    page.goto("/plans/import/")
    page.get_by_label("Plan file").set_input_files(file)
    page.get_by_role("button", name="Upload and preview").click()
    expect(page).to_have_title(
        "Error: Import a plan – Equality plans – Ellenshaw Metropolitan Borough Council"
    )
    expect(page.get_by_text("is not a part of the plan format")).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page)


def test_the_list_is_filtered_while_one_chooses(browser_page: Page, officer: User) -> None:
    PlanFactory(published=True, title="A published plan")
    PlanFactory(
        directorate=officer.role_assignments.get(role="plan_lead").directorate, title="My draft"
    )
    page = browser_page
    sign_in(page, officer)
    page.get_by_label("Status").select_option("published")
    expect(page.get_by_text("My draft")).not_to_be_visible()
    expect(page.get_by_text("A published plan")).to_be_visible()
    assert "status=published" in page.url
    page.go_back()
    expect(page.get_by_text("My draft")).to_be_visible()


def test_every_kind_of_page_passes_axe_and_fits_a_phone(browser_page: Page, officer: User) -> None:
    page = browser_page
    plan = demo.demo_plan(demo.NAMES[1])
    risk = plan.risks.exclude(assessments=None).first()
    RiskAssessmentFactory(risk=risk, at=(5, 5))
    kpi = KINDS["kpi"].parts_of(plan).exclude(targets=None).first()
    page.goto("/sign-in/")
    assert_no_axe_violations(page)
    assert_fits(page)
    sign_in(page, officer)
    addresses = [
        "/plans/",
        "/plans/new/",
        "/plans/import/",
        f"/plans/{plan.pk}/",
        f"/plans/{plan.pk}/dashboard/",
        "/plans/dashboard/",
        f"/plans/{plan.pk}/risks/",
        f"/plans/{plan.pk}/risk/{risk.pk}/",
        f"/plans/{plan.pk}/risk/{risk.pk}/score/current/",
        f"/plans/{plan.pk}/risk/{risk.pk}/control/",
        f"/plans/{plan.pk}/kpi/{kpi.pk}/",
        f"/plans/{plan.pk}/kpi-figures/",
        f"/plans/{plan.pk}/kpi-figures/import/",
        f"/plans/{plan.pk}/readiness/",
        f"/plans/{plan.pk}/history/",
        f"/plans/{plan.pk}/comments/",
        f"/plans/{plan.pk}/details/",
        f"/plans/{plan.pk}/route/",
        "/documents/",
        "/account/",
        "/account/password/",
        "/account/reminders/",
        "/password/",
        "/accessibility/",
        "/reference-data/",
        "/users/",
        "/users/add/",
        f"/users/{officer.pk}/",
        "/audit/",
        "/plans/4711/",  # not found
    ]
    for address in addresses:
        page.goto(address)
        assert_no_axe_violations(page)
        assert_fits(page)


def test_the_plan_is_read_by_keyboard_alone(browser_page: Page, officer: User) -> None:
    page = browser_page
    plan = demo.demo_plan(demo.NAMES[1])
    sign_in(page, officer)
    page.goto(plan.get_absolute_url())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main-content"
    reached = set()
    for _ in range(30):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.textContent.trim()"))
    assert {"Risks", "Download PDF", "1 About this plan"} <= reached


def test_the_menu_stands_in_one_line_with_the_entries_of_its_subject_below(
    browser_page: Page, officer: User
) -> None:
    RoleAssignmentFactory(user=officer, role="returns_officer")
    RoleAssignmentFactory(user=officer, role="school_respondent", school=SchoolFactory())
    page = browser_page
    sign_in(page, officer)
    page.get_by_role("link", name="Administration").click()
    entries = page.get_by_role("navigation", name="Administration")
    expect(entries.get_by_role("link")).to_have_text(["Reference data", "Users", "Audit trail"])
    entries.get_by_role("link", name="Users").click()
    expect(entries.locator("[aria-current=page]")).to_have_text("Users")
    menu = page.get_by_role("navigation", name="Menu")
    expect(menu.locator("[aria-current=true]")).to_have_text("Administration")
    tops = {link.bounding_box()["y"] for link in menu.get_by_role("link").all()}
    assert len(tops) == 1
    assert_no_axe_violations(page)
    assert_fits(page, 360)
    page.set_viewport_size({"width": 360, "height": 640})
    expect(entries.get_by_role("link", name="Audit trail")).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    menu.get_by_role("link", name="Committee papers").click()
    expect(entries).to_have_count(0)
