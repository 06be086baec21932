"""Which paper was last year's, who may compare, and what the plans in both hold."""

from datetime import date

import pytest
from django.urls import reverse

from reports.committee.last_year import last_years, plan_counts
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import UserFactory
from tests.factories.papers import PublicationFactory, freeze_pack
from tests.papers.committee.made import LAST_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def directorate():
    return directorate_of()


@pytest.fixture
def member(directorate):
    return somebody_who_is("committee_member", committee=directorate.committee)


def address(paper) -> str:
    return reverse("papers:compare", args=[paper.pk])


def test_last_years_paper_is_of_the_same_directorate_and_the_year_before(directorate, member):
    paper = paper_of(directorate, kinds=("plan",))
    last = paper_of(directorate, LAST_YEAR, kinds=("plan",))
    paper_of(directorate, date(2024, 11, 27), kinds=("plan",))
    paper_of(directorate_of(directorate.committee), LAST_YEAR, kinds=("plan",))
    assert last_years(paper, member) == last
    assert last_years(last, member).meeting_day == date(2024, 11, 27)


def test_it_is_about_most_of_the_same_things_and_of_several_the_latest(directorate, member):
    paper = paper_of(directorate, kinds=("plan", "annual-report"))
    paper_of(directorate, date(2026, 3, 18), kinds=("progress",))
    paper_of(directorate, date(2026, 2, 18), kinds=("plan",))
    both = paper_of(directorate, date(2025, 9, 17), kinds=("annual-report", "plan"))
    assert last_years(paper, member) == both
    later = paper_of(directorate, date(2025, 10, 15), kinds=("annual-report", "plan"))
    assert last_years(paper, member) == later


def test_papers_that_share_only_their_cover_report_are_not_alike(directorate, member):
    paper = paper_of(directorate, kinds=("plan",))
    paper_of(directorate, LAST_YEAR, kinds=("progress",))
    assert last_years(paper, member) is None


def test_last_years_paper_is_one_that_one_may_read(directorate, member):
    paper = paper_of(directorate, kinds=("plan",))
    unpublished = paper_of(directorate, LAST_YEAR, kinds=("plan",), to=())
    assert last_years(paper, member) is None
    assert last_years(paper, somebody_who_is("officer")) == unpublished


def test_the_corrected_version_is_compared_with(directorate, member):
    paper = paper_of(directorate, kinds=("plan",))
    last = paper_of(directorate, LAST_YEAR, kinds=("plan",))
    corrected = freeze_pack(last.pack)
    PublicationFactory(paper=corrected)
    assert last_years(paper, member) == corrected


def test_the_page_tells_what_changed_and_by_which_rule(directorate, member):
    paper_of(directorate, LAST_YEAR, texts=[("Aims", "Ten schools. <b>One</b> aim.")])
    paper = paper_of(directorate, texts=[("Aims", "Nine schools. <b>One</b> aim.")])
    page = browser_of(member).get(address(paper)).content.decode()
    assert "1 passage is changed" in page
    assert '<span class="govuk-visually-hidden">removed: </span>Ten</del>' in page
    assert "&lt;b&gt;One&lt;/b&gt;" in page
    assert "of the same directorate in the municipal year before" in page


def test_another_paper_can_be_selected(directorate, member):
    paper_of(directorate, LAST_YEAR, texts=[("Aims", "Ten schools.")])
    other = paper_of(directorate, date(2023, 11, 22), texts=[("Aims", "Six schools.")], title="Old")
    paper = paper_of(directorate, texts=[("Aims", "Nine schools.")])
    page = browser_of(member).get(address(paper), {"other": other.pk})
    assert page.context["other"] == other
    assert "Six</del>" in page.content.decode()


def test_a_later_paper_selected_stands_on_the_side_after(directorate, member):
    later = paper_of(directorate, texts=[("Aims", "Nine schools.")])
    paper = paper_of(directorate, LAST_YEAR, texts=[("Aims", "Ten schools.")])
    context = browser_of(member).get(address(paper), {"other": later.pk}).context
    assert (context["before"], context["after"]) == (paper, later)


def test_a_paper_one_may_not_read_cannot_be_selected(directorate, member):
    paper = paper_of(directorate)
    hidden = paper_of(directorate, LAST_YEAR, to=(), title="Not yet published")
    page = browser_of(member).get(address(paper), {"other": hidden.pk})
    assert page.context["other"] is None
    assert "Not yet published" not in page.content.decode()
    assert "govuk-error-message" in page.content.decode()


def test_where_there_is_nothing_to_compare_with_the_page_says_so(directorate, member):
    page = browser_of(member).get(address(paper_of(directorate))).content.decode()
    assert "There is no paper of last year that you may read." in page


def test_only_who_may_read_a_paper_may_compare_it(directorate, member):
    paper = paper_of(directorate)
    writer = somebody_who_is("officer", directorate=directorate)
    for user in (member, writer):
        assert browser_of(user).get(address(paper)).status_code == 200
    others = everybody_but("officer", "plan_lead", "leadership_team")  # these hold them for all
    for user in [*others, somebody_who_is("officer", directorate=directorate_of())]:
        assert browser_of(user).get(address(paper)).status_code == 404


def test_exempt_text_is_compared_for_who_reads_part_b_only(directorate, member):
    texts = [("Aims", "Nine schools.")]
    paper_of(directorate, LAST_YEAR, to=("committee", "public"))
    paper = paper_of(directorate, texts=texts, exempt=True, to=("committee", "public"))

    def number(user) -> str:
        return browser_of(user).get(address(paper)).context["changes"].summary

    assert number(member) == ["2 passages are new"]
    assert number(UserFactory()) == ["1 passage is new"]


# What the plans hold


def plan(objectives: int, actions: int, kpis: int) -> dict:
    each = {"actions": [{}] * actions, "kpis": [{}] * kpis}
    return {"1": {"appendices": [{"outcomes": [{"objectives": [each] * objectives}]}, {}]}}


def test_objectives_actions_and_kpis_are_counted_in_both(directorate, member):
    before = paper_of(directorate, LAST_YEAR, kinds=("plan",), data=plan(2, 3, 1))
    after = paper_of(directorate, kinds=("plan",), data=plan(3, 2, 1))
    counts = plan_counts(before, after, member)
    assert [(each.what, each.before, each.after, each.difference) for each in counts] == [
        ("Objectives", 2, 3, "+1"),
        ("Actions", 6, 6, "the same"),
        ("KPIs", 2, 3, "+1"),
        ("Risks under objectives", 0, 0, "the same"),
    ]
    fewer = plan_counts(after, before, member)
    assert fewer[0].difference == "−1"


def test_where_a_paper_has_no_plan_nothing_is_counted(directorate, member):
    before = paper_of(directorate, LAST_YEAR, kinds=("plan",))
    after = paper_of(directorate, kinds=("plan",), data=plan(3, 2, 1))
    assert plan_counts(before, after, member) == []


def test_a_plan_that_is_exempt_is_counted_for_who_reads_part_b(directorate, member):
    """Its kind is not among those of the open parts."""
    to = ("committee", "public")
    before = paper_of(directorate, LAST_YEAR, data=plan(2, 3, 1), to=to)
    after = paper_of(directorate, data=plan(3, 2, 1), to=to)
    assert plan_counts(before, after, member)
    assert plan_counts(before, after, UserFactory()) == []


def test_the_number_of_queries_does_not_grow_with_the_text(
    directorate, member, django_assert_num_queries
):
    paper_of(directorate, LAST_YEAR, texts=[("Aims", "Ten schools.")], kinds=("plan",))
    paper = paper_of(directorate, texts=[("Aims", "Nine schools.")], kinds=("plan",))
    browser = browser_of(member)
    browser.get(address(paper))
    with django_assert_num_queries(11):
        browser.get(address(paper))
    many = [(f"Aim {number}", f"{number} schools.") for number in range(20)]
    paper = paper_of(directorate, texts=many, kinds=("plan",), title="Longer")
    with django_assert_num_queries(11):
        browser.get(address(paper))
