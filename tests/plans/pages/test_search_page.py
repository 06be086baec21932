"""The search page: what it shows, to whom, with which filters."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Layout, Plan, SearchEntry
from tests.factories import (
    AppendixFactory,
    CommitteeFactory,
    DirectorateFactory,
    ObjectiveFactory,
    ParagraphFactory,
    PlanFactory,
    SectionFactory,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def everywhere() -> Client:
    """The browser of an officer of the whole council."""
    return client_of(holder("officer"))


def page_of(client: Client, q: str = "", **query) -> str:
    response = client.get(reverse("plans:search"), {"q": q, **query})
    assert response.status_code == 200
    return response.content.decode()


def count_in(page: str) -> str:
    return re.search(r'id="results-count"[^>]*>([^<]*)<', page)[1]


# What it shows


def test_a_result_names_the_part_its_plan_and_its_place_and_marks_the_words(everywhere):
    section = SectionFactory(
        plan__directorate__name="Children's Services", plan__first_year=2026, heading="<Bullying>"
    )
    part = ParagraphFactory(section=section, number="1.2", text="Nobody <b>is</b> bullied. " * 9)
    page = page_of(everywhere, "bullying")
    assert count_in(page) == "2 results"
    assert "<mark>Bullying</mark>&gt;</a>" in page
    assert '<strong class="govuk-tag govuk-tag--grey">Paragraph</strong>' in page
    assert "Children&#x27;s Services, 2026/27" in page
    assert f'href="{section.plan.get_absolute_url()}#paragraph-{part.pk}"' in page
    assert "Nobody &lt;b&gt;is&lt;/b&gt; <mark>bullied</mark>." in page


def test_the_excerpt_is_the_stretch_with_most_of_the_words(everywhere):
    text = f"Carers {'and others ' * 60}ask for short breaks for their carers {'and more ' * 60}"
    ParagraphFactory(text=text)
    page = page_of(everywhere, "short breaks carers")
    excerpt = re.search(r'app-hit__excerpt">(.*?)</p>', page)[1]
    for word in ("short", "breaks", "carers"):
        assert f"<mark>{word}</mark>" in excerpt
    assert excerpt.startswith("… ")
    assert excerpt.endswith(" …")
    assert len(re.sub("<[^>]*>", "", excerpt)) < 260


def test_the_ref_that_was_typed_is_marked_however_it_is_spelt(everywhere):
    ObjectiveFactory(ref="Ob 3", text="Something")
    assert "<mark>Ob 3</mark> Something" in page_of(everywhere, "ob3")


@pytest.mark.parametrize("layout", Layout.values)
def test_each_result_leads_to_a_place_on_the_page_of_the_plan(everywhere, layout):
    plan = PlanFactory(full=True)
    plan.appendices.update(layout=layout)
    plan_page = everywhere.get(plan.get_absolute_url()).content.decode()
    anchors = SearchEntry.objects.values_list("anchor", flat=True)
    assert len(anchors) == 10
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in plan_page] == []


def test_results_are_paged_by_twenty_and_pages_keep_what_was_asked(everywhere):
    plan = PlanFactory()
    section = SectionFactory(plan=plan)
    for _ in range(21):
        ParagraphFactory(section=section, text="Translation")
    first = page_of(everywhere, "translation", kind="paragraph")
    assert count_in(first) == "21 results"
    assert first.count('class="app-hit"') == 20
    assert "q=translation&amp;kind=paragraph&amp;page=2" in first
    second = page_of(everywhere, "translation", page="2")
    assert second.count('class="app-hit"') == 1
    assert '<ol class="app-hits" start="21">' in second


def test_an_empty_search_says_what_can_be_searched(everywhere):
    page = page_of(everywhere)
    assert "This searches all text of the plans that you may read" in page
    assert "Filters" not in page
    assert "This searches all text" in page_of(everywhere, "  \n ")


def test_a_slip_is_told_beside_its_results(everywhere):
    ParagraphFactory(text="Translation")
    page = page_of(everywhere, "transltaion")
    assert "Showing results for <strong>translation</strong>." in page
    assert "Nothing was found for <strong>transltaion</strong>." in page
    assert 'value="transltaion"' in page
    ParagraphFactory(text="Transltaion")
    page = page_of(everywhere, "transltaion")
    assert "Did you mean" not in page  # it stands no more often
    ParagraphFactory(text="Translation")
    page = page_of(everywhere, "transltaion")
    assert 'Did you mean <a class="govuk-link" href="/plans/search/?q=translation">' in page


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("zebra", "Nothing was found in the plans that you may read"),
        ("the of", "There is no word in this that can be searched for"),
        ("'", "There is no word in this that can be searched for"),
        ("\\%", "There is no word in this that can be searched for"),
        ("zebra\x00", "Nothing was found in the plans that you may read"),
        ("zebra " * 2_000, "Only the first 200 characters were searched for"),
        ("<script>alert(1)</script>", "Nothing was found in the plans that you may read"),
    ],
)
def test_odd_input_gives_a_clear_page(everywhere, typed, words):
    ParagraphFactory(text="Something")
    page = page_of(everywhere, typed, page="x", kind="?", directorate="0", year="'")
    assert words in page_of(everywhere, typed)
    assert count_in(page) == "0 results"
    assert "<script>alert" not in page


# Filters


def test_results_are_filtered_by_kind_directorate_and_year(everywhere):
    homes = DirectorateFactory(name="Homes")
    old = PlanFactory(directorate=homes, first_year=2024)
    new = PlanFactory(first_year=2026)
    for plan in (old, new):
        ParagraphFactory(section__plan=plan, text="Translation")
    AppendixFactory(plan=new, title="Translation")

    def count(**query) -> str:
        return count_in(page_of(everywhere, "translation", **query))

    assert count() == "3 results"
    assert count(kind="appendix") == "1 result"
    assert count(directorate=homes.pk) == "1 result"
    assert count(year="2026/27") == "2 results"
    nothing = page_of(everywhere, "translation", kind="risk")
    assert "Nothing was found with these filters" in nothing
    assert 'href="/plans/search/?q=translation"' in nothing
    assert "Nothing was found in the plans" in page_of(everywhere, "zebra", kind="risk")


def test_a_script_that_asks_for_new_results_is_sent_only_those(everywhere):
    ParagraphFactory(text="Translation")
    response = everywhere.get(
        reverse("plans:search"), {"q": "translation"}, headers={"HX-Target": "results"}
    )
    part = response.content.decode()
    assert part.lstrip().startswith('<div id="results"')
    assert 'hx-swap-oob="innerHTML">1 result</p>' in part
    assert "HX-Target" in response.headers["Vary"]


# Who may find what


@pytest.mark.parametrize(
    ("state", "finders"),
    [
        ("draft", {"officer", "plan_lead", "leadership_team"}),
        ("submitted", {"officer", "plan_lead", "leadership_team", "committee_member"}),
        ("published", None),
    ],
)
def test_each_role_finds_what_it_may_read_and_hears_of_nothing_else(state, finders):
    directorate = DirectorateFactory(committee=CommitteeFactory())
    plan = PlanFactory(directorate=directorate, status=state, first_year=2017)
    ParagraphFactory(section__plan=plan, text="Redundancies in Corbeck", number="7.7")
    for role, user in the_six_roles(directorate).items():
        allowed = finders is None or role in finders
        client = client_of(user)
        for typed in ("7.7", "corbek"):
            page = page_of(client, typed)
            assert (count_in(page) == "1 result") == allowed, (role, typed)
            assert ("<mark>" in page) == allowed, (role, typed)
            assert ("Redundancies" in page) == allowed, (role, typed)
            assert ("2017/18" in page) == allowed, (role, typed)


def test_one_must_have_signed_in_to_search(client):
    response = client.get(reverse("plans:search"), {"q": "translation"})
    assert response.status_code == 302
    assert "sign-in" in response["Location"]


def test_the_search_is_reached_from_every_page_and_is_no_list_of_plans(everywhere):
    assert 'href="/plans/search/"' in everywhere.get(reverse("plans:list")).content.decode()
    page = page_of(everywhere, "translation")
    assert 'href="/plans/search/" aria-current="page"' in page
    assert 'href="/plans/" aria-current' not in page


# What it costs


def test_a_search_costs_as_many_queries_for_many_results_as_for_few(everywhere):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            page_of(everywhere, "translation")
        return len(queries)

    for year in range(3):
        ParagraphFactory(section__plan=PlanFactory(first_year=2010 + year), text="Translation")
    few = cost()
    for year in range(15):
        ParagraphFactory(section__plan=PlanFactory(first_year=2010 + year), text="Translation")
    assert cost() == few
    assert Plan.objects.count() == 18
