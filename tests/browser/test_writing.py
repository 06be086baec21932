"""Writing a plan in a browser: in place with scripts, on pages of its own without."""

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from accounts.models import User
from plans.models import CriticalAction, Objective, Plan
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.browser.test_journeys import PASSWORD, sign_in_by_the_form
from tests.factories import CriticalActionFactory, PlanFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(full=True)


@pytest.fixture
def officer(plan: Plan) -> User:
    user = UserFactory(name="Amina Yusuf", email="amina@ellenshaw.example")
    user.set_password(PASSWORD)
    user.save()
    RoleAssignmentFactory(user=user, role="officer", directorate=plan.directorate)
    return user


def objective_of(plan: Plan) -> Objective:
    return Objective.objects.get(block__appendix__plan=plan)


def drag(handle: Locator, card: Locator) -> None:
    """Drag a card by its handle to the upper edge of the first one, until it stands there."""
    page = handle.page
    handle.hover()
    page.mouse.down()
    there = card.bounding_box()
    assert there is not None
    item = handle.locator("xpath=ancestor::li").get_attribute("data-part")
    items = page.locator(f"li[data-part^={item.partition('-')[0]}]") if item else page.locator("li")
    for down in (40, 20, *[5, 2] * 10):
        page.mouse.move(there["x"] + 300, there["y"] + down, steps=3)
        if items.first.get_attribute("data-part") == item:
            break
    page.mouse.up()


def test_an_action_is_changed_where_it_stands(
    browser_page: Page, officer: User, plan: Plan
) -> None:
    page = browser_page
    sign_in(page, officer)
    page.goto(f"/plans/{plan.pk}/write/objective/{objective_of(plan).pk}/")
    action = CriticalAction.objects.get()
    card = page.locator(f"#action-{action.pk}")
    card.get_by_role("link", name="Change").click()
    form = page.locator("form.app-card--open")
    expect(form).to_be_visible()
    assert_no_axe_violations(page)
    form.get_by_label("Finish").fill("Jan 2020")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The finish must not be before the start").first).to_be_visible()
    form.get_by_label("Finish").fill("Ongoing")
    form.get_by_label("Critical action").fill("Written in place")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(f"#action-{action.pk}")).to_contain_text("Written in place")
    action.refresh_from_db()
    assert (action.text, action.finish_text) == ("Written in place", "Ongoing")


def test_actions_are_put_in_order_by_dragging_and_by_the_keyboard(
    browser_page: Page, officer: User, plan: Plan
) -> None:
    page, objective = browser_page, objective_of(plan)
    for ref in ("2", "3"):
        CriticalActionFactory(objective=objective, ref=ref)
    first, second, third = objective.actions.all()
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size({"width": 1280, "height": 2000})
    sign_in(page, officer)
    page.goto(f"/plans/{plan.pk}/write/objective/{objective.pk}/")
    said = page.locator("[data-announcement]")
    handle = page.locator(f"#action-{third.pk} [data-handle]")
    drag(handle, page.locator(f"#action-{first.pk}"))
    expect(said).to_have_text("Action 3 is now 1 of 3")
    assert list(objective.actions.all()) == [third, first, second]

    up = page.locator(f"#action-{second.pk}").get_by_role("button", name="Up")
    up.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    expect(said).to_have_text("Action 2 is now 1 of 3")
    expect(up).to_be_focused()
    expect(page.locator("[data-part^=action] .app-card").first).to_contain_text("2 Action")
    assert list(objective.actions.all()) == [second, third, first]

    page.route("**/move/", lambda route: route.abort())
    drag(handle, page.locator(f"#action-{second.pk}"))
    expect(page.get_by_text("Not moved: there is no connection.")).to_be_visible()
    expect(page.locator("[data-part^=action] .app-card").first).to_contain_text("2 Action")
    assert_no_axe_violations(page)


def test_what_was_typed_stays_when_the_connection_is_lost(
    browser_page: Page, officer: User, plan: Plan
) -> None:
    page = browser_page
    sign_in(page, officer)
    page.goto(f"/plans/{plan.pk}/write/objective/{objective_of(plan).pk}/")
    action = CriticalAction.objects.get()
    page.locator(f"#action-{action.pk}").get_by_role("link", name="Change").click()
    form = page.locator("form.app-card--open")
    expect(page.get_by_text("Not saved:").locator("visible=true")).to_have_count(0)
    form.get_by_label("Critical action").fill("Typed on a train")
    page.route("**/edit/", lambda route: route.abort())
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not saved:").locator("visible=true")).to_have_text(
        re.compile("^Not saved: there is no connection.")
    )
    expect(form.get_by_label("Critical action")).to_have_value("Typed on a train")
    page.unroute("**/edit/")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(f"#action-{action.pk}")).to_contain_text("Typed on a train")


def test_who_was_signed_out_signs_in_elsewhere_and_saves_what_is_still_there(
    browser_page: Page, officer: User, plan: Plan
) -> None:
    page = browser_page
    sign_in(page, officer)
    page.goto(f"/plans/{plan.pk}/write/objective/{objective_of(plan).pk}/")
    action = CriticalAction.objects.get()
    page.locator(f"#action-{action.pk}").get_by_role("link", name="Change").click()
    form = page.locator("form.app-card--open")
    form.get_by_label("Critical action").fill("Typed before lunch")
    page.context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Not saved:").locator("visible=true")).to_have_text(
        re.compile("^Not saved: you have been signed out.")
    )
    expect(form.get_by_label("Critical action")).to_have_value("Typed before lunch")
    elsewhere = page.context.new_page()
    sign_in_by_the_form(elsewhere, officer)
    form.get_by_role("button", name="Save").click()
    expect(page.locator(f"#action-{action.pk}")).to_contain_text("Typed before lunch")


def test_a_plan_is_written_and_a_removal_undone_without_javascript(
    live_server, browser: Browser, officer: User, plan: Plan
) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    sign_in(page, officer)
    objective = objective_of(plan)
    page.goto(f"/plans/{plan.pk}/write/objective/{objective.pk}/")
    page.get_by_role("button", name="Add an action").click()
    page.get_by_label("Critical action").fill("A second action")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("A second action").first).to_be_visible()
    second = objective.actions.last()
    page.locator(f"#action-{second.pk}").get_by_role("button", name="Up").click()
    assert objective.actions.first() == second
    page.locator(f"#action-{second.pk}").get_by_role("link", name="Remove").click()
    page.get_by_role("button", name="Remove").click()
    assert objective.actions.count() == 1
    page.get_by_role("button", name="Put it back").click()
    assert objective.actions.count() == 2
    context.close()


def test_every_writing_page_passes_axe_and_fits_a_phone(
    browser_page: Page, officer: User, plan: Plan
) -> None:
    page = browser_page
    sign_in(page, officer)
    objective, action = objective_of(plan), CriticalAction.objects.get()
    write = f"/plans/{plan.pk}/write"
    for address in (
        f"{write}/",
        f"{write}/section/{plan.sections.get().pk}/",
        f"{write}/objective/{objective.pk}/",
        f"{write}/objective/{objective.pk}/link-risk/",
        f"{write}/add/kpi/{objective.pk}/",
        f"{write}/add/risk/{objective.pk}/",
        f"{write}/add/appendix/{plan.pk}/",
        f"{write}/action/{action.pk}/edit/",
        f"{write}/action/{action.pk}/to/",
        f"{write}/action/{action.pk}/remove/",
        f"/plans/{plan.pk}/history/action/{action.pk}/",
    ):
        page.goto(address)
        assert_no_axe_violations(page)
        assert_fits(page)
