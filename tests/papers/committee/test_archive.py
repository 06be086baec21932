"""The archive: what one may read, each paper once, and how it is narrowed."""

import pytest
from django.urls import reverse

from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import UserFactory
from tests.factories.papers import PublicationFactory, freeze_pack
from tests.papers.committee.made import LAST_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db
ARCHIVE = "/committee/archive/"


def shown(user, **query) -> list[str]:
    table = browser_of(user).get(ARCHIVE, query).context["table"]
    return [row.record.title for row in table.paginated_rows]


def test_everybody_who_signed_in_may_open_it():
    for user in [*everybody_but("officer"), somebody_who_is("officer")]:
        assert browser_of(user).get(ARCHIVE).status_code == 200


def test_each_sees_what_they_may_read():
    directorate = directorate_of()
    paper_of(directorate, title="Not published", to=())
    paper_of(directorate, title="To the committee")
    paper_of(directorate, title="To everybody", to=("committee", "public"))
    paper_of(directorate_of(), title="Of others")
    member = somebody_who_is("committee_member", committee=directorate.committee)
    clerk = somebody_who_is("committee_clerk", committee=directorate.committee)
    writer = somebody_who_is("officer", directorate=directorate)
    everywhere = somebody_who_is("officer")

    assert shown(UserFactory()) == ["To everybody"]
    assert shown(somebody_who_is("admin")) == ["To everybody"]
    assert shown(member) == ["To everybody", "To the committee"]
    assert shown(clerk) == shown(writer) == ["Not published", "To everybody", "To the committee"]
    assert len(shown(everywhere)) == 4


def test_a_corrected_paper_stands_there_once_and_is_marked():
    directorate = directorate_of()
    paper = paper_of(directorate)
    PublicationFactory(paper=freeze_pack(paper.pack))
    member = somebody_who_is("committee_member", committee=directorate.committee)
    assert shown(member) == ["Equality plan"]
    assert "Corrected, version 2" in browser_of(member).get(ARCHIVE).content.decode()


def test_it_is_narrowed_by_committee_directorate_year_kind_and_words():
    directorate, other = directorate_of(), directorate_of()
    paper_of(directorate, title="Plan for children", kinds=("plan",))
    paper_of(directorate, LAST_YEAR, title="Report on children", kinds=("annual-report",))
    paper_of(other, title="Plan for adults", kinds=("plan",))
    reader = somebody_who_is("officer")
    assert shown(reader, words="children plan") == ["Plan for children"]
    assert shown(reader, year="2025/26") == ["Report on children"]
    assert shown(reader, kind="plan") == ["Plan for adults", "Plan for children"]
    assert shown(reader, directorate=other.pk) == ["Plan for adults"]
    assert shown(reader, committee=directorate.committee_id, year="2026/27") == [
        "Plan for children"
    ]
    assert shown(reader, year="sometime") == [
        "Plan for adults",
        "Plan for children",
        "Report on children",
    ]


def test_the_years_offered_are_those_of_papers_one_may_read():
    paper_of(directorate_of(), LAST_YEAR, to=())
    page = browser_of(UserFactory()).get(reverse("papers:archive")).content.decode()
    assert "2025/26" not in page


def test_the_number_of_queries_does_not_grow_with_the_papers(django_assert_num_queries):
    directorate = directorate_of()
    browser = browser_of(somebody_who_is("committee_member", committee=directorate.committee))
    paper_of(directorate)
    browser.get(ARCHIVE)
    with django_assert_num_queries(9) as before:
        browser.get(ARCHIVE)
    for number in range(3):
        paper_of(directorate, title=f"Plan {number}")
    with django_assert_num_queries(len(before)):
        browser.get(ARCHIVE)
