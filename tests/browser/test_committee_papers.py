"""A paper on its way, as four people make and read it: an officer writes the pack, the lead
approves and freezes it, the clerk publishes it and records what the committee asked, and a member
reads, finds last year's answer, and closes what was done."""

from datetime import date

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from council.models import Council, Directorate
from reports.models import Meeting, Paper, Question, Recommendation
from tests.browser.checks import assert_fits, assert_no_axe_violations
from tests.browser.hands import sign_in
from tests.browser.test_journeys import at_once  # noqa: F401
from tests.browser.test_returns import somebody
from tests.factories import CommitteeFactory, DirectorateFactory, PersonFactory, PlanFactory
from tests.factories.papers import MeetingFactory, PackFactory, PublicationFactory, freeze_pack

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Equality and diversity plan 2027/28"
ASKED = "How is the quality of the help measured"
LAST_YEAR, THIS_YEAR = "By reading ten files a month.", "By reading files, and by asking families."
TABLET = {"width": 820, "height": 1180}


@pytest.fixture
def directorate() -> Directorate:
    Council.objects.create(pk=1, name="Ellenshaw Council", email="equality@ellenshaw.example")
    return DirectorateFactory(
        name="Children's Services", committee=CommitteeFactory(name="Children's Scrutiny Committee")
    )


@pytest.fixture
def last_year(directorate) -> Paper:
    """Last year's paper, which answered a question."""
    committee = directorate.committee
    meeting = MeetingFactory(committee=committee, day=date(2026, 3, 18))
    pack = PackFactory(
        title="Equality and diversity plan 2026/27",
        directorate=directorate,
        committee=committee,
        meeting=meeting,
    )
    question = Question.objects.get(text__startswith=ASKED)
    paper = freeze_pack(pack, answers=[(question, LAST_YEAR)], texts=[("Plan", "Old words")])
    PublicationFactory(paper=paper)
    return paper


class People:
    """The four of them, each in a browser of their own."""

    def __init__(self, browser: Browser, address: str, directorate: Directorate) -> None:
        self._browser, self._address = browser, address
        committee = directorate.committee
        self.officer = somebody("officer", directorate=directorate, user__name="Sunita Rao")
        self.lead = somebody("plan_lead", directorate=directorate, user__name="Yvonne Castell")
        self.clerk = somebody("committee_clerk", committee=committee, user__name="Hugh Lorimer")
        self.member = somebody("committee_member", committee=committee, user__name="Cllr Entwistle")
        self._pages: dict[int, Page] = {}

    def page_of(self, user: User, **how: object) -> Page:
        """The page that this person has open; they sign in with it first."""
        if user.pk not in self._pages:
            context = self._browser.new_context(
                base_url=self._address, locale="en-GB", timezone_id="Europe/London", **how
            )
            context.set_default_timeout(30_000)
            self._pages[user.pk] = context.new_page()
            sign_in(self._pages[user.pk], user)
        return self._pages[user.pk]

    def sign_out_all(self) -> None:
        """Weeks later nobody is signed in any more."""
        for page in self._pages.values():
            page.context.close()
        self._pages.clear()


@pytest.fixture
def people(browser: Browser, live_server, directorate):
    people = People(browser, live_server.url, directorate)
    yield people
    people.sign_out_all()


def test_a_paper_from_its_first_draft_to_a_recommendation_that_is_done(
    people: People,
    directorate: Directorate,
    last_year: Paper,
    at_once: None,  # noqa: F811
    time_machine,
    live_server,
    browser: Browser,
) -> None:
    time_machine.move_to("2027-03-01 10:00Z")
    meeting = MeetingFactory(committee=directorate.committee, day=date(2027, 3, 17))
    PlanFactory(
        title="Plan 2027/28",
        directorate=directorate,
        status="considered",
        start=date(2027, 4, 1),
        finish=date(2028, 3, 31),
    )
    PersonFactory(name="Marcus Adeyemi", directorate=directorate)

    _write(people.page_of(people.officer), meeting)
    _approve_and_freeze(people.page_of(people.lead))
    _publish(people.page_of(people.clerk))
    _read(people.page_of(people.member, viewport=TABLET))
    _read_without_signing_in(browser, live_server.url)

    people.sign_out_all()
    time_machine.move_to("2027-03-18 09:00Z")
    _record(people.page_of(people.clerk), meeting)
    _answer(people.page_of(people.officer))
    _close(people.page_of(people.member))
    assert Recommendation.objects.get().reference == "SR (26/27) 01"


def _press(page: Page, name: str) -> None:
    """Press a button, and wait for the page to which it leads."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def _send(page: Page) -> None:
    """Send the form of a page, whatever its button says."""
    with page.expect_navigation():
        page.locator("main form button[type=submit]").last.click()


def _open_pack(page: Page) -> None:
    page.goto("/packs/")
    page.get_by_role("link", name=TITLE).click()


def _write(page: Page, meeting: Meeting) -> None:
    """The officer begins a pack, writes its cover report and adds its parts."""
    page.goto("/packs/")
    assert_no_axe_violations(page)
    _press(page, "Begin a pack")
    page.get_by_label("Title").fill(TITLE)
    page.get_by_label("Meeting").select_option(label=str(meeting))
    _press(page, "Begin")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert_no_axe_violations(page)

    _press(page, "Add a part")
    assert_no_axe_violations(page)
    page.get_by_role("link", name="Cover report").click()
    page.get_by_label("Report for noting").check()
    page.get_by_label("Plan", exact=False).last.select_option(index=1)
    _press(page, "Begin the report")
    assert_no_axe_violations(page)
    assert_fits(page)
    page.get_by_role("link", name="signature").first.click()
    page.get_by_label("Signed by").fill("Yvonne Castell")
    page.get_by_label("Post of who signs").fill("Assistant Director, Quality")
    page.get_by_label("Contact officer").fill("Sunita Rao")
    page.get_by_label("Email address").fill("equality@ellenshaw.example")
    _press(page, "Save")

    _open_pack(page)
    _press(page, "Add a part")
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_label("Plan 2027/28").check()
    _press(page, "Add to the pack")
    _press(page, "Add a part")
    page.get_by_role("link", name="Answers to members’ questions").click()
    assert_no_axe_violations(page)
    page.get_by_label(ASKED).fill(THIS_YEAR)
    _press(page, "Save answers")
    _open_pack(page)
    _press(page, "Submit for approval")
    _press(page, "Submit for approval")
    expect(page.get_by_text("Submitted for approval", exact=True)).to_be_visible()


def _approve_and_freeze(page: Page) -> None:
    _open_pack(page)
    for step in ("Approve", "Freeze"):
        _press(page, step)
        assert_no_axe_violations(page)
        _press(page, step)
        _open_pack(page)
    expect(page.get_by_text("Frozen", exact=True)).to_be_visible()
    page.get_by_role("link", name="Version 1").click()
    expect(page.get_by_text("Verified a moment ago").first).to_be_visible()
    assert_no_axe_violations(page)


def _publish(page: Page) -> None:
    """The clerk publishes it to the committee and to everybody, with days to spare."""
    _open_pack(page)
    page.get_by_role("link", name="Version 1").click()
    _press(page, "Publish this paper")
    expect(page.get_by_text("11 clear days")).to_be_visible()
    assert_no_axe_violations(page)
    page.get_by_label("public").check()
    _send(page)
    expect(page.get_by_role("heading", name="To the public")).to_be_visible()


def _read(page: Page) -> None:
    """The member lands on the next meeting, and finds last year's answer in three clicks."""
    expect(page.get_by_role("link", name=TITLE, exact=True)).to_be_visible()
    assert_no_axe_violations(page)
    assert_fits(page, TABLET["width"])
    page.get_by_role("link", name="Questions to ask").click()  # one
    page.get_by_role("link", name=ASKED).click()  # two: no third is needed
    expect(page.get_by_text(LAST_YEAR).first).to_be_visible()
    expect(page.get_by_text(THIS_YEAR).first).to_be_visible()
    assert_no_axe_violations(page)

    page.goto("/committee/")
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.get_by_role("link", name="Compare with last year").click()
    assert_no_axe_violations(page)
    page.go_back()
    page.get_by_role("link", name="My notes on this paper").click()
    page.get_by_label("Note").fill("Ask who reads the files.")
    _send(page)
    expect(page.get_by_text("Ask who reads the files.", exact=True)).to_be_visible()
    page.goto("/committee/search/?q=families")
    expect(page.get_by_role("heading", level=1)).to_have_text("Search the papers")
    assert_no_axe_violations(page)


def _read_without_signing_in(browser: Browser, address: str) -> None:
    context = browser.new_context(base_url=address, locale="en-GB")
    page = context.new_page()
    page.goto("/papers/")
    assert_no_axe_violations(page)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)
    assert_no_axe_violations(page)
    assert_fits(page)
    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    assert context.request.get(address).body().startswith(b"%PDF-")
    context.close()


def _record(page: Page, meeting: Meeting) -> None:
    """The clerk records the resolution and a recommendation; one without an owner is refused."""
    page.goto(f"/meetings/{meeting.pk}/")
    page.get_by_role("link", name="Record what was resolved").click()
    page.get_by_label("Noted").check()
    page.get_by_label("What was resolved").fill("The Committee noted the plan.")
    _press(page, "Save")
    assert_no_axe_violations(page)
    _press(page, "Record a recommendation")
    page.get_by_label("Recommendation", exact=True).fill("Tell us what families said.")
    page.get_by_label("Directorate").select_option(label="Children's Services")
    for name, number in (("Day", "30"), ("Month", "9"), ("Year", "2027")):
        page.get_by_label(name, exact=True).fill(number)
    _press(page, "Record it")
    expect(page.get_by_role("alert")).to_contain_text("who owns the recommendation")
    assert_no_axe_violations(page)
    page.get_by_label("Owner").select_option(index=1)
    _press(page, "Record it")
    expect(page.get_by_role("heading", level=1)).to_contain_text("SR (26/27) 01")


def _answer(page: Page) -> None:
    page.goto("/recommendations/")
    page.get_by_role("link", name="SR (26/27) 01").click()
    _press(page, "Answer")
    page.get_by_label("It is accepted").check()
    page.get_by_label("In words").fill("We ask them in the summer.")
    _press(page, "Send the answer")
    expect(page.get_by_text("We ask them in the summer.")).to_be_visible()


def _close(page: Page) -> None:
    page.goto("/recommendations/")
    assert_no_axe_violations(page)
    page.get_by_role("link", name="SR (26/27) 01").click()
    _press(page, "Close as done")
    page.get_by_label("What the committee says").fill("Told at the meeting.")
    _press(page, "Close as done")
    expect(page.get_by_text("Told at the meeting.")).to_be_visible()
    assert_no_axe_violations(page)
