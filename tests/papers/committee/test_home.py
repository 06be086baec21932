"""Where a committee member lands: the papers of the next and of the last meeting."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils.html import escape

from core.navigation import landing_of
from reports.committee.home import read_home
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import UserFactory
from tests.factories.papers import MeetingFactory, RecommendationFactory, freeze_pack, move
from tests.papers.committee.made import LAST_YEAR, THIS_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)
HOME = "papers:home"


@pytest.fixture(autouse=True)
def on_the_day(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 20, 12, tzinfo=UTC))


def titles(sitting) -> list[str]:
    return [item.paper.title for item in sitting.items] if sitting else []


def test_a_member_lands_on_the_committees_page_and_others_do_not():
    assert landing_of(somebody_who_is("committee_member")) == HOME
    assert landing_of(somebody_who_is("committee_clerk")) == HOME
    assert landing_of(somebody_who_is("officer")) == "plans:list"
    assert landing_of(UserFactory()) == "plans:list"


def test_everybody_who_signed_in_may_open_it():
    directorate_of()
    for user in [*everybody_but("committee_member"), somebody_who_is("committee_member")]:
        assert browser_of(user).get(reverse(HOME)).status_code == 200


def test_a_member_sees_the_next_and_the_last_meeting_of_own_committees_only():
    directorate = directorate_of()
    paper_of(directorate, date(2026, 11, 25), title="Next")
    paper_of(directorate, date(2027, 1, 20), title="Later")
    paper_of(directorate, date(2026, 9, 16), title="Last")
    paper_of(directorate, date(2026, 6, 17), title="Long ago")
    paper_of(directorate_of(), date(2026, 11, 25), title="Of another committee")
    member = somebody_who_is("committee_member", committee=directorate.committee)

    (reading,) = read_home(member, TODAY).committees

    assert reading.committee == directorate.committee
    assert (titles(reading.next), titles(reading.last)) == (["Next"], ["Last"])


def test_a_meeting_of_today_is_the_next_one():
    directorate = directorate_of()
    MeetingFactory(committee=directorate.committee, day=TODAY)
    member = somebody_who_is("committee_member", committee=directorate.committee)
    (reading,) = read_home(member, TODAY).committees
    assert reading.next.meeting.day == TODAY
    assert reading.last is None


def test_a_member_sees_no_paper_before_it_is_published():
    directorate = directorate_of()
    paper_of(directorate, to=())
    member = somebody_who_is("committee_member", committee=directorate.committee)
    writer = somebody_who_is("officer", directorate=directorate)
    assert titles(read_home(member, TODAY).committees[0].next) == []
    assert titles(read_home(writer, TODAY).committees[0].next) == ["Equality plan"]


def test_a_correction_not_published_yet_leaves_the_version_before_it():
    directorate = directorate_of()
    paper = paper_of(directorate)
    corrected = freeze_pack(paper.pack)
    member = somebody_who_is("committee_member", committee=directorate.committee)
    writer = somebody_who_is("officer", directorate=directorate)

    def shown(user) -> list:
        return [item.paper for item in read_home(user, TODAY).committees[0].next.items]

    assert shown(member) == [paper]
    assert shown(writer) == [corrected]


def test_what_a_paper_asks_for_stays_when_its_pack_is_taken_up_again():
    directorate = directorate_of()
    paper = paper_of(directorate)
    move(paper.pack, "draft")
    paper.pack.cover_reports.update(asks_for="noting")
    member = somebody_who_is("committee_member", committee=directorate.committee)
    (item,) = read_home(member, TODAY).committees[0].next.items
    assert item.asks_for == ["Decision"]


def test_a_paper_tells_what_it_asks_for_its_parts_and_when_it_was_published():
    directorate = directorate_of()
    paper_of(directorate, exempt=True, late=True)
    member = somebody_who_is("committee_member", committee=directorate.committee)
    (item,) = read_home(member, TODAY).committees[0].next.items
    assert item.asks_for == ["Decision"]
    assert [words for words, _ in item.parts] == [
        "Part A (open), 3 pages",
        "Part B (exempt), 3 pages",
    ]
    assert item.is_late
    page = browser_of(member).get(reverse(HOME)).content.decode()
    assert "Published 20 November 2026" in page
    assert reverse("papers:paper", args=[item.paper.pk]) in page
    for side in ("open", "exempt"):
        assert reverse("papers:paper_file", args=[item.paper.pk, side]) in page


def test_who_reads_a_paper_only_as_published_to_everybody_is_told_of_no_part_b():
    directorate = directorate_of()
    paper_of(directorate, exempt=True, to=("committee", "public"))
    (item,) = read_home(UserFactory(), TODAY).committees[0].next.items
    assert [words for words, _ in item.parts] == ["Part A (open), 3 pages"]


def test_open_recommendations_of_own_committees_are_counted():
    directorate = directorate_of()
    RecommendationFactory(meeting=MeetingFactory(committee=directorate.committee, day=LAST_YEAR))
    RecommendationFactory()
    member = somebody_who_is("committee_member", committee=directorate.committee)
    assert "Recommendations (1 open)" in browser_of(member).get(reverse(HOME)).content.decode()


def test_what_is_typed_in_a_title_is_shown_as_typed():
    directorate = directorate_of()
    paper_of(directorate, title="<b>Plan</b> & more")
    member = somebody_who_is("committee_member", committee=directorate.committee)
    page = browser_of(member).get(reverse(HOME)).content.decode()
    assert escape("<b>Plan</b> & more") in page


def test_the_number_of_queries_does_not_grow_with_the_papers(django_assert_num_queries):
    directorate = directorate_of()
    member = somebody_who_is("committee_member", committee=directorate.committee)
    browser = browser_of(member)
    paper_of(directorate)
    paper_of(directorate, LAST_YEAR)
    browser.get(reverse(HOME))
    with django_assert_num_queries(11) as before:
        browser.get(reverse(HOME))
    for number in range(3):
        paper_of(directorate, THIS_YEAR, title=f"Plan {number}", exempt=True)
    with django_assert_num_queries(len(before)):
        browser.get(reverse(HOME))
