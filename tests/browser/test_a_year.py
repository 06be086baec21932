"""A year of a plan, played through in the browser by the users of the demonstration data."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import override_settings
from playwright.sync_api import Locator, Page, expect

from plans.models import Plan, ProgressUpdate
from plans.parts import KINDS
from tests.browser.actors import Actors
from tests.reports.test_plan_document import printed, squeezed

pytestmark = pytest.mark.django_db(transaction=True)

CABINET = "Cabinet Member for Children and Young People"
SCRUTINY = "Children's Services Scrutiny Committee, 15 December 2026"
LEADERSHIP = "Directorate strategic leadership team"
OFFICER = "sunita.rao@ellenshaw"
LEAD = "yvonne.castell@ellenshaw"
DIRECTOR = "deborah.ashworth@ellenshaw"
COUNCILLOR = "cllr.b.entwistle@members.ellenshaw"
ADMIN = "ewa.nowicka@ellenshaw"


@pytest.fixture
def plan(settings) -> Plan:
    """The draft plan of the demonstration; what is done in the background is done at once."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    with override_settings(DEBUG=True):
        call_command("load_demo")
    return Plan.objects.get(status=Plan.Status.DRAFT)


@pytest.fixture
def actors(browser_page: Page, plan: Plan, time_machine) -> Actors:
    return Actors(browser_page, plan, time_machine.move_to)


def record_step(
    actors: Actors, who: str, step: str, decided_by: str, *, meeting: str = "", reason: str = ""
) -> None:
    """Record a step of the route as decided today."""
    hands = actors.opened_by(who, "route/")
    hands.page.get_by_label(step).check()
    hands.write("Who decided it?", decided_by)
    hands.write_day("decided_on", actors.today)
    if meeting:
        hands.write("At which meeting?", meeting)
    if reason:
        hands.write("Reason", reason)
    hands.press("Record this step")
    actors.says("Recorded: ")


def go_the_route(actors: Actors) -> None:
    """From the draft to publication, once sent back on the way."""
    considered = "Considered by the leadership team"
    meeting = "Leadership team, 1 December 2026"
    why = "Objective 8 needs a measure of how young people are heard."
    actors.on(2026, 12, 1)
    record_step(actors, DIRECTOR, considered, LEADERSHIP, meeting=meeting)
    record_step(actors, DIRECTOR, "Sent back to draft", "Deborah Ashworth", reason=why)
    actors.opened_by(LEAD)
    actors.says("Sent back to draft on 1 December 2026 by Deborah Ashworth")
    actors.says(why)
    actors.on(2026, 12, 8)
    again = "Leadership team, 8 December 2026"
    record_step(actors, DIRECTOR, considered, LEADERSHIP, meeting=again)
    actors.on(2026, 12, 9)
    record_step(
        actors, LEAD, "Submitted to the scrutiny committee", "Yvonne Castell", meeting=SCRUTINY
    )
    actors.opened_by(COUNCILLOR)
    actors.says("With scrutiny committee")
    actors.on(2027, 1, 12)
    decision = "Cabinet member’s decision meeting, 12 January 2027"
    record_step(actors, DIRECTOR, "Approved by the cabinet member", CABINET, meeting=decision)
    actors.on(2027, 1, 14)
    record_step(actors, LEAD, "Published", "Yvonne Castell")


def open_the_quarter(actors: Actors) -> None:
    actors.on(2027, 1, 15)
    hands = actors.opened_by(LEAD, "reporting/")
    hands.press("Set up these periods")
    actors.says("The reporting periods are set up")
    hands.press("Open Quarter 3")
    actors.says("Quarter 3 is open")


def row_of(page: Page, ref: str) -> Locator:
    """The row of an action on My work."""
    link = page.get_by_role("link", name=re.compile(rf"^{re.escape(ref)} "))
    return page.locator(".app-work").filter(has=link)


def update(page: Page, ref: str, status: str, words: str, corrective: str = "") -> Locator:
    """Fill in a row of My work."""
    row = row_of(page, ref)
    row.get_by_label("How does it stand?").select_option(label=status)
    row.get_by_label("What has happened?").fill(words)
    if corrective:
        row.get_by_label("What is done about it?").fill(corrective)
    return row


def report_three_actions_at_once(actors: Actors) -> None:
    actors.on(2027, 1, 18)
    hands = actors.turn_of(OFFICER)
    expect(hands.page.get_by_role("heading", name="My work")).to_be_visible()
    elected = update(hands.page, "8.1", "Complete", "The Assembly of 24 was elected on 9 October.")
    elected.get_by_text("Add evidence").click()
    elected.get_by_label("Link to evidence").fill("https://www.ellenshaw.example/youth-assembly")
    update(hands.page, "10.3", "On track", "Two care leavers are in the film of the plan.")
    update(hands.page, "7.2", "Slipping", "Some pages are rewritten.", "A second writer starts.")
    hands.press("Report all that I have filled in")
    actors.says("3 updates reported")


def confirm_two_and_send_one_back(actors: Actors) -> None:
    actors.on(2027, 1, 20)
    hands = actors.opened_by(LEAD, "reporting/")
    hands.page.get_by_role("link", name="Quarter 3", exact=True).click()
    hands.follow("Send back the update of action 7.2")
    hands.write("Why is it sent back?", "How many of the 40 pages are rewritten?")
    hands.press("Send back")
    for ref in ("8.1", "10.3"):
        hands.page.get_by_label(f"Confirm the update of action {ref}", exact=True).check()
    hands.press("Confirm the selected updates")
    actors.says("2 updates confirmed")


def answer(actors: Actors) -> None:
    """The officer reads why an update was sent back, and reports again."""
    actors.on(2027, 1, 21)
    page = actors.turn_of(OFFICER).page
    expect(row_of(page, "7.2")).to_contain_text("How many of the 40 pages are rewritten?")
    row = update(page, "7.2", "Slipping", "26 of the 40 pages are rewritten.", "A second writer.")
    row.get_by_role("button", name="Report progress of action 7.2").click()
    expect(row_of(page, "7.2")).to_contain_text("Reported.")


def figures_of_the_quarter(actors: Actors) -> None:
    """One figure is typed and two are pasted."""
    hands = actors.opened_by(OFFICER, "kpi-figures/")
    expect(hands.page.get_by_role("heading", name="Quarter 3 of 2026/27")).to_be_visible()
    hands.page.get_by_text("Paste from a spreadsheet").click()
    hands.write("Figures from a spreadsheet", "CH 04\t74.2%\nABS 01\t93.1%")
    hands.press("Fill in the boxes")
    group = hands.page.get_by_role("group", name=re.compile("^PAR 01 "))
    group.get_by_label("Figure", exact=True).fill("1,012")
    hands.page.get_by_role("button", name="Save the figures").last.click()
    actors.says("3 figures saved")


def review_a_risk(actors: Actors) -> None:
    hands = actors.opened_by(OFFICER, "risks/")
    hands.page.get_by_role("link", name=re.compile("CSR 015")).first.click()
    hands.follow("Review the current score")
    hands.choose("Probability", "3 Moderate")
    hands.write("What has changed, and why?", "The Assembly meets at the library for the spring.")
    hands.press("Save")
    actors.says("The Assembly meets at the library for the spring.")


def amend_an_action(actors: Actors) -> None:
    actors.on(2027, 1, 22)
    hands = actors.opened_by(OFFICER, "amendments/")
    hands.press("Propose an amendment")
    hands.page.get_by_role("link", name=re.compile("^Change Action 7.2 ")).click()
    hands.write("Finish", "May 2027")
    hands.write("Why?", "The second writer starts in February.")
    hands.press("Propose this amendment")
    actors.says("Proposed: ")
    hands = actors.opened_by(LEAD, "amendments/")
    hands.page.get_by_role("main").get_by_role("link", name=re.compile("7.2")).click()
    hands.page.get_by_label("Agreed").check()
    hands.write("Who decided it?", CABINET)
    hands.write_day("decided_on", actors.today)
    hands.write("At which meeting?", "Cabinet member’s decision meeting, 22 January 2027")
    hands.press("Record the decision")
    actors.says("Agreed: ")


def ask_by_name(actors: Actors) -> None:
    """A comment that names somebody is sent to them."""
    hands = actors.opened_by(LEAD, "comments/")
    mail.outbox.clear()
    hands.write("Your comment", "@Sunita Rao, who takes the film to the schools?")
    hands.press("Comment")
    actors.says("who takes the film to the schools?")
    [sent] = mail.outbox
    assert sent.to == ["sunita.rao@ellenshaw.example"]


def close_the_quarter(actors: Actors) -> None:
    """What nobody reported is told before, and carried in those words."""
    actors.on(2027, 2, 1)
    hands = actors.opened_by(LEAD, "reporting/")
    hands.page.get_by_role("link", name="Quarter 3", exact=True).click()
    hands.page.get_by_label("Confirm the update of action 7.2", exact=True).check()
    hands.press("Confirm the selected updates")
    hands.follow("All reporting periods")
    hands.follow("Close Quarter 3")
    expect(
        hands.page.get_by_role("listitem").filter(has_text="1.1 Open a Saturday")
    ).to_be_visible()
    hands.press("Close Quarter 3")
    actors.says("Quarter 3 is closed")


def downloaded(page: Page) -> bytes:
    """The PDF that the open page offers."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download PDF").click()
    return Path(download.value.path()).read_bytes()


def read_the_report(actors: Actors) -> None:
    """A member of the committee reads the published plan and the report of the quarter."""
    hands = actors.opened_by(COUNCILLOR)
    actors.says("Published")
    actors.says("Elect a new Youth Assembly of 24")
    actors.open("As approved")
    actors.says("The second writer starts in February.")
    actors.open("Plan")
    hands.press("Quarter 3 progress report")
    text = printed(downloaded(hands.page))
    for words in (
        "Progress report: Quarter 3, 2026/27",
        "Closed on 1 February 2027",
        "26 of the 40 pages are rewritten.",
        "A second writer.",
        "The Assembly of 24 was elected on 9 October.",
        "The Assembly meets at the library for the spring.",
        "1,012",
        "74.2%",
        "Not confirmed by the officer",
    ):
        assert squeezed(words) in text, words
    assert squeezed("Some pages are rewritten.") not in text


def read_the_trail(actors: Actors) -> None:
    """The administrator reads who did what, in sentences."""
    page = actors.turn_of(ADMIN).page
    page.get_by_role("link", name="Administration").click()
    page.get_by_role("link", name="Audit trail").click()
    for sentence in (
        "Yvonne Castell closed a reporting period of the plan",
        "Yvonne Castell commented on the plan",
        "Yvonne Castell recorded an agreed amendment to the plan",
        "Sunita Rao proposed an amendment to the plan",
        "Sunita Rao reviewed a risk of the plan",
        "Sunita Rao reported figures of KPIs of the plan",
        "Yvonne Castell confirmed progress of the plan",
        "Yvonne Castell sent back progress of the plan",
        "Sunita Rao reported progress of the plan",
        "Yvonne Castell opened a reporting period of the plan",
        "Deborah Ashworth recorded a step of the route to approval of the plan",
    ):
        expect(page.get_by_role("link", name=f"{sentence} {actors.plan}").first).to_be_visible()


def read_the_history(actors: Actors) -> None:
    """The plan lead reads what became of the plan, with the words of each act."""
    page = actors.opened_by(LEAD, "history/").page
    history = squeezed(page.get_by_role("main").inner_text())
    for sentence in (
        "1 December 2026: Sent back to draft, decided by Deborah Ashworth",
        "12 January 2027: Approved as version 1, decided by Cabinet Member for Children",
        "Yvonne Castell opened the reporting period “Quarter 3”",
        "Sunita Rao reported progress on action 8.1: Complete, “The Assembly of 24 was elected",
        "Yvonne Castell sent back the update on action 7.2: “How many of the 40 pages",
        "Yvonne Castell confirmed the update on action 8.1. Also confirmed the update on",
        "to “74.2%”. Also set the figure for quarter 3 of 2026/27 of KPI “Schools that made",
        "Sunita Rao scored risk CSR 015: impact 1 Insignificant, probability 3 Moderate (was 1",
        "Sunita Rao proposed amendment 1 (change action 7.2 “Rewrite 40 pages",
        "Yvonne Castell recorded the agreement to amendment 1",
        "Yvonne Castell closed the reporting period “Quarter 3”. Also carried 82 actions",
    ):
        assert squeezed(sentence) in history, sentence


def test_a_year_of_a_plan_is_played_through_by_the_users_of_the_demonstration(
    actors: Actors, plan: Plan
) -> None:
    go_the_route(actors)
    open_the_quarter(actors)
    report_three_actions_at_once(actors)
    confirm_two_and_send_one_back(actors)
    answer(actors)
    figures_of_the_quarter(actors)
    review_a_risk(actors)
    amend_an_action(actors)
    ask_by_name(actors)
    close_the_quarter(actors)
    read_the_report(actors)
    read_the_history(actors)
    read_the_trail(actors)
    actions = KINDS["action"].parts_of(plan)
    assert actions.get(ref="7.2").finish_text == "May 2027"
    carried = ProgressUpdate.objects.filter(action__in=actions, carried=True)
    assert carried.count() == actions.count() - 3
