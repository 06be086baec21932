"""Two officers write a plan from nothing to readiness, get in each other's way, and roll it
forward: with a mouse, by the keyboard alone, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from council.models import Directorate
from plans.models import CriticalAction, Objective, Plan
from tests.browser.hands import Hands
from tests.factories import (
    CriticalActionFactory,
    DirectorateFactory,
    PersonFactory,
    PlanFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def directorate() -> Directorate:
    directorate = DirectorateFactory(name="Children's Services")
    PersonFactory(name="Mike Galikowski", directorate=directorate)
    return directorate


@pytest.fixture(params=["mouse", "keyboard", "no scripts"])
def officers(
    request: pytest.FixtureRequest, live_server: Any, browser: Browser, directorate: Directorate
) -> Iterator[tuple[Hands, Hands]]:
    """Two officers of one directorate, each at a browser of their own, signed in."""
    contexts = []
    hands = []
    for name in ("Amina Yusuf", "Ben Okafor"):
        user = UserFactory(name=name)
        RoleAssignmentFactory(user=user, role="officer", directorate=directorate)
        client = signed_in(user)
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": 1280, "height": 900},
            java_script_enabled=request.param != "no scripts",
        )
        cookie = client.cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
        contexts.append(context)
        hands.append(Hands(context.new_page(), by_keyboard=request.param == "keyboard"))
    yield hands[0], hands[1]
    for context in contexts:
        context.close()


def save(hands: Hands, text: str) -> None:
    """Save the open form, and see that what it says stands on the page."""
    hands.press("Save")
    expect(hands.page.get_by_role("button", name="Save", exact=True)).to_have_count(0)
    expect(hands.page.get_by_text(text).first).to_be_visible()


def begin_plan(hands: Hands) -> Plan:
    """The title page, a section with a paragraph, and the frame of an appendix."""
    hands.page.goto("/plans/")
    hands.press("Begin a plan")
    hands.choose("Directorate", "Children's Services")
    hands.write("Title of the plan", "Equality plan 2026/27")
    hands.write_day("start", date(2026, 4, 1))
    hands.write_day("finish", date(2027, 3, 31))
    hands.press("Begin the plan")
    expect(hands.page.get_by_text("Plan begun")).to_be_visible()
    hands.follow("Write")
    hands.press("Add a section")
    hands.write("Number as printed", "1")
    hands.write("Heading", "Introduction")
    save(hands, "1 Introduction")
    hands.press("Add a paragraph")
    hands.write("Text", "What this plan is for.")
    save(hands, "What this plan is for.")
    hands.follow("Back to the outline")
    hands.press("Add an appendix")
    hands.write("Number as printed", "1")
    hands.write("Title", "What we will do")
    save(hands, "Appendix 1: What we will do")
    hands.press("Add an outcome")
    hands.write("Outcome or priority", "Stay safe")
    save(hands, "Stay safe")
    hands.press("Add an objective")
    hands.write("Ref", "Ob 1")
    hands.write("Objective", "Fewer children are bullied")
    hands.write("Lead officer and division", "Mike Galikowski")
    save(hands, "Fewer children are bullied")
    return Plan.objects.get()


def write_objective(hands: Hands, plan: Plan) -> None:
    """An action with a name, a KPI with its target, and a risk with its score."""
    objective = Objective.objects.get()
    hands.page.goto(f"/plans/{plan.pk}/write/objective/{objective.pk}/")
    hands.press("Add an action")
    hands.write("Ref", "1.1")
    hands.write("Critical action", "Train every school in restorative practice")
    hands.write("Finish", "Dec 2026")
    hands.write("Responsible officer and division", "Mike Galikowski")
    save(hands, "Train every school in restorative practice")
    hands.press("Add a KPI")
    hands.write("Measure", "Pupils who say they were bullied")
    hands.write("Unit", "%")
    hands.choose("What is better", "Lower is better")
    hands.write("Baseline", "24%")
    hands.write("2026/27 target", "20%")
    save(hands, "Pupils who say they were bullied")
    hands.press("Add a risk")
    hands.write("Risk", "Schools have no time for training")
    hands.choose("Impact", "4 Significant")
    hands.choose("Probability", "3 Moderate")
    save(hands, "Schools have no time for training")


def test_two_officers_write_a_plan_from_nothing_to_readiness(
    officers: tuple[Hands, Hands],
) -> None:
    amina, ben = officers
    plan = begin_plan(amina)
    amina.page.goto(f"/plans/{plan.pk}/readiness/")
    expect(amina.page.get_by_text("has no KPI")).to_be_visible()
    write_objective(ben, plan)
    amina.page.reload()
    expect(amina.page.get_by_text("Nothing in this plan looks wrong")).to_be_visible()
    expect(amina.page.get_by_text("Every objective has a measure")).to_be_visible()
    action = CriticalAction.objects.get()
    assert [person.name for person in action.people.all()] == ["Mike Galikowski"]


def open_objective(hands: Hands, plan: Plan, objective: Objective) -> None:
    hands.page.goto(f"/plans/{plan.pk}/write/objective/{objective.pk}/")
    card = hands.page.locator(f"#objective-{objective.pk}")
    hands.follow("Change objective", within=card)
    expect(hands.page.get_by_role("button", name="Save", exact=True)).to_be_visible()


def test_the_second_to_save_the_same_objective_sees_both_versions_and_chooses(
    officers: tuple[Hands, Hands], directorate: Directorate
) -> None:
    amina, ben = officers
    plan = PlanFactory(full=True, directorate=directorate)
    objective = Objective.objects.get()
    open_objective(amina, plan, objective)
    open_objective(ben, plan, objective)
    amina.write("Lead officer and division", "Mike Galikowski")
    save(amina, "Mike Galikowski")
    ben.write("Objective", "Every child feels safe at school")
    ben.press("Save")
    told = ben.page.get_by_text("Amina Yusuf saved this while you had it open")
    expect(told.first).to_be_visible()
    expect(ben.page.get_by_text("Mike Galikowski").first).to_be_visible()
    objective.refresh_from_db()
    assert objective.responsible == "Mike Galikowski"
    ben.write("Lead officer and division", "Mike Galikowski")
    save(ben, "Every child feels safe at school")
    objective.refresh_from_db()
    assert objective.responsible == "Mike Galikowski"
    assert objective.text == "Every child feels safe at school"


def test_a_plan_is_rolled_forward_and_compared_with_the_one_it_came_from(
    officers: tuple[Hands, Hands], directorate: Directorate
) -> None:
    amina, _ = officers
    plan = PlanFactory(
        full=True, published=True, directorate=directorate, title="Equality plan 2026/27"
    )
    objective = Objective.objects.get()
    CriticalActionFactory(objective=objective, text="Already done", status="complete")
    amina.page.goto(plan.get_absolute_url())
    amina.follow("Roll forward")
    amina.tick("Introduction")
    amina.press("Make the new plan")
    expect(amina.page.get_by_text("The plan for 2027/28 is begun")).to_be_visible()
    new = Plan.objects.get(carried_from=plan)
    assert new.title == "Equality plan 2027/28"
    open_objective(amina, new, objective.carried_to.get())
    amina.write("Objective", f"{objective.text}, every year")
    save(amina, "every year")
    expect(amina.page.get_by_role("link", name="Carried from 2026/27").first).to_be_visible()
    amina.follow("Compare")
    amina.press("Compare")
    changes = amina.page.get_by_role("region", name="Part by part")
    expect(changes.locator("ins", has_text="every year")).to_be_visible()
    expect(changes.get_by_text("Already done")).to_be_visible()
    expect(changes.get_by_text("Introduction").first).to_be_visible()
