"""Pasting a table from Word by a real paste: its cells keep their lines, and become actions."""

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from plans.models import Objective
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.factories import ObjectiveFactory, RoleAssignmentFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)

WORD = """<html><head><style>p.MsoNormal { margin: 0 }</style></head><body lang=EN-GB>
<!--StartFragment--><table class=MsoTableGrid border=1 style='border-collapse:collapse'>
<tr><td>Objective</td><td>Detailed action &amp; lead officer</td><td>Target date</td></tr>
<tr><td rowspan=2 style='width:10cm'>Every child is heard</td>
 <td><p class=MsoNormal>1. Train all
 managers<o:p></o:p></p><p class=MsoNormal>Jane Porter / TF</p></td><td>Mar 2027</td></tr>
<tr><td><p>2. Ask families</p><ul><li>in person</li><li>by post</li></ul></td>
 <td>Ongoing</td></tr></table><!--EndFragment--></body></html>"""

PASTE = """(box, html) => {
    const data = new DataTransfer();
    data.setData("text/html", html);
    data.setData("text/plain", "what Word makes of it");
    box.focus();
    box.dispatchEvent(
        new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
    );
}"""


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory(ref="Ob 3")


@pytest.fixture
def officer(objective: Objective) -> User:
    user = UserFactory(name="Amina Yusuf", email="amina@ellenshaw.example")
    directorate = objective.block.appendix.plan.directorate
    RoleAssignmentFactory(user=user, role="officer", directorate=directorate)
    return user


def test_a_table_from_word_becomes_actions(
    browser_page: Page, officer: User, objective: Objective
) -> None:
    page = browser_page
    sign_in(page, officer)
    page.goto(f"/plans/{objective.block.appendix.plan_id}/write/objective/{objective.pk}/")
    page.get_by_role("button", name="Paste actions").click()
    page.wait_for_load_state()  # the script that reads what is pasted has run by then
    box = page.get_by_label("Table or list")
    box.evaluate(PASTE, WORD)
    expect(box).to_have_value(
        "Objective\tDetailed action & lead officer\tTarget date\n"
        'Every child is heard\t"1. Train all managers\nJane Porter / TF"\tMar 2027\n'
        '\t"2. Ask families\n• in person\n• by post"\tOngoing\n'
    )
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("button", name="Add 2 actions")).to_be_visible()
    expect(page.get_by_text("Row 2: Objective: Every child is heard")).to_be_visible()
    page.get_by_label("Column 3").select_option("Start")
    page.get_by_role("button", name="Update the preview").press("Enter")
    page.get_by_label("Row 2").uncheck()
    expect(page.get_by_role("button", name="Add 1 action")).to_be_visible()
    page.get_by_label("Row 2").check()
    page.get_by_label("Column 2").select_option("Leave out")
    page.get_by_role("button", name="Update the preview").click()
    expect(page.get_by_role("link", name="Choose which column is the critical")).to_be_visible()
    page.get_by_label("Column 2").select_option("Critical action")
    page.get_by_role("button", name="Update the preview").click()
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("button", name="Add 2 actions").click()
    expect(page.get_by_text("Added 2 actions")).to_be_visible()
    cells = objective.actions.values_list("ref", "text", "responsible", "start_text")
    assert list(cells) == [
        ("1", "Train all managers", "Jane Porter / TF", "Mar 2027"),
        ("2", "Ask families\n• in person\n• by post", "", "Ongoing"),
    ]
