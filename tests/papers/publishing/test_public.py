"""What everybody reads: public papers and nothing else, without a sign-in or a cookie."""

from datetime import date, datetime
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from tests.factories.accounts import RoleAssignmentFactory
from tests.factories.council import CouncilFactory, DirectorateFactory
from tests.factories.papers import (
    MeetingFactory,
    PackFactory,
    PublicationFactory,
    freeze_pack,
    frozen_paper,
)
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
TODAY = date(2027, 3, 9)
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
LISTS = ("/papers/", "/papers/2026-27/", "/papers/feed/", "/sitemap.xml", "/robots.txt")


def made_public(paper, **publication):
    PublicationFactory(paper=paper)
    PublicationFactory(paper=paper, audience="public", **publication)
    return paper


def public_paper(title="Equality plan", **kwargs):
    pack = PackFactory(title=title)
    return made_public(freeze_pack(pack, **kwargs))


def page(paper) -> str:
    return reverse("papers:public_paper", args=[paper.pk])


def xml(response) -> ET.Element:
    return ET.fromstring(response.content)  # noqa: S314


class TestWhoReads:
    def test_everybody_does_without_a_cookie_and_the_same_page(self, client):
        paper = public_paper()
        browser = signed_in(RoleAssignmentFactory(admin=True).user)
        for address in (*LISTS, page(paper)):
            response = client.get(address)
            assert response.status_code == 200, address
            assert not response.cookies, address
            assert "csrf" not in response.text, address
            assert browser.get(address).content == response.content, address
            assert response["Cache-Control"] == "public, no-cache"

    def test_what_is_not_public_is_not_there(self, client):
        of_committee, unpublished = frozen_paper(), frozen_paper()
        PublicationFactory(paper=of_committee)
        for paper in (of_committee, unpublished):
            assert client.get(page(paper)).status_code == 404
            assert client.get(f"{page(paper)}paper.pdf").status_code == 404
        assert client.get("/papers/2026-27/").status_code == 404
        assert "No paper is published yet" in client.get("/papers/").text
        assert of_committee.title not in client.get("/papers/feed/").text
        assert page(of_committee) not in client.get("/sitemap.xml").text

    def test_the_public_version_is_shown_and_never_that_of_the_committee(self, client):
        paper = public_paper(exempt=True)
        assert client.get(f"{page(paper)}paper.pdf").content.endswith(b"open public")

    @pytest.mark.parametrize("address", ["/papers/2026-28/", "/papers/2026/27/", "/papers/x/"])
    def test_an_address_that_names_no_year_is_not_there(self, client, address):
        public_paper()
        assert client.get(address).status_code in (302, 404)

    def test_nobody_posts(self, client):
        for address in (*LISTS, page(public_paper())):
            assert client.post(address).status_code == 405

    def test_what_a_browser_has_is_not_sent_again(self, client):
        address = page(public_paper())
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")


class TestThePaper:
    def test_its_words_stand_under_its_title_with_the_pdf_beside_them(self, client):
        paper = public_paper(
            html='<article><h2 id="heading-1">Aims</h2></article>', texts=[("Aims", "Fair")]
        )
        told = client.get(page(paper)).text
        assert told.count("<h1") == 1
        assert '<article><h2 id="heading-1">Aims</h2></article>' in told
        assert 'href="#heading-1"' in told
        assert f'href="{page(paper)}paper.pdf"' in told
        assert paper.files.get(audience="public").sha256 in told

    def test_a_title_is_shown_as_it_was_typed(self, client):
        paper = public_paper(title="<script>alert(1)</script> & more")
        for address in (page(paper), "/papers/", "/papers/2026-27/"):
            told = client.get(address).text
            assert "<script" not in told
            assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in told
        entry = xml(client.get("/papers/feed/")).find(f"{ATOM}entry")
        assert entry.find(f"{ATOM}title").text == "<script>alert(1)</script> & more"

    def test_there_is_neither_a_script_nor_a_style_in_it(self, client):
        told = client.get(page(public_paper())).text
        assert "<script" not in told
        assert " style=" not in told
        assert "<style" not in told

    def test_a_late_one_says_why(self, client):
        paper = frozen_paper()
        made_public(paper, is_late=True, late_reason="Figures came late.", urgency="April.")
        assert "Figures came late." in client.get(page(paper)).text

    def test_it_takes_five_queries(self, client, django_assert_num_queries):
        paper = public_paper(texts=[("Aims", "Fair")] * 9)
        with django_assert_num_queries(5):
            client.get(page(paper))


class TestVersions:
    @pytest.fixture
    def versions(self):
        CouncilFactory()
        pack = PackFactory(title="Equality plan")
        first = made_public(freeze_pack(pack))
        second = made_public(freeze_pack(pack, correction="Table 2 was wrong."))
        return first, second

    def test_a_replaced_version_stays_and_says_so_at_the_top(self, client, versions):
        first, second = versions
        told = client.get(page(first)).text
        assert told.index("This version has been replaced") < told.index("<h1")
        assert f'href="{page(second)}"' in told
        assert 'content="noindex"' in told

    def test_the_latest_says_what_was_corrected(self, client, versions):
        first, second = versions
        told = client.get(page(second)).text
        assert "Corrected version 2. What was corrected: Table 2 was wrong." in told
        assert f'href="{page(first)}"' in told
        assert "has been replaced" not in told
        assert "noindex" not in told

    def test_the_year_lists_the_paper_once_with_its_replaced_version(self, client, versions):
        first, second = versions
        told = client.get("/papers/2026-27/").text
        assert told.index(page(second)) < told.index(page(first))
        assert "Corrected version 2" in told
        assert "1 paper" in client.get("/papers/").text

    def test_a_correction_that_is_not_public_yet_is_not_told(self, client):
        pack = PackFactory()
        first = made_public(freeze_pack(pack))
        second = freeze_pack(pack)
        PublicationFactory(paper=second)
        told = client.get(page(first)).text
        assert "replaced" not in told
        assert page(second) not in told

    def test_search_engines_are_sent_to_the_latest(self, client, versions):
        _, second = versions
        places = [each.text for each in xml(client.get("/sitemap.xml")).iter(f"{SITEMAP}loc")]
        assert places == [
            "http://testserver/papers/",
            "http://testserver/papers/2026-27/",
            f"http://testserver{page(second)}",
        ]

    def test_feed_readers_are_told_of_both(self, client, versions):
        feed = xml(client.get("/papers/feed/"))
        titles = [each.find(f"{ATOM}title").text for each in feed.iter(f"{ATOM}entry")]
        assert titles == ["Equality plan (corrected version 2)", "Equality plan"]


class TestTheLists:
    def test_papers_stand_under_their_directorates_and_years(self, client):
        for year, name in ((2027, "Adult Social Care"), (2028, "Children’s Services")):
            directorate = DirectorateFactory(name=name, with_committee=True)
            meeting = MeetingFactory(committee=directorate.committee, day=date(year, 3, 17))
            pack = PackFactory(title=f"Plan of {name}", directorate=directorate, meeting=meeting)
            made_public(freeze_pack(pack))
        told = client.get("/papers/").text
        assert told.index("/papers/2027-28/") < told.index("/papers/2026-27/")
        of_year = client.get("/papers/2026-27/").text
        assert "Plan of Adult Social Care" in of_year
        assert "Children’s Services" not in of_year

    def test_the_last_published_stand_first_whenever_their_meetings_are(self, client, time_machine):
        titles = ["Plan for March", "Plan for February", "Plan for April"]
        for month, title in zip((3, 2, 4), titles, strict=True):
            directorate = DirectorateFactory(with_committee=True)
            meeting = MeetingFactory(committee=directorate.committee, day=date(2027, month, 17))
            pack = PackFactory(title=title, directorate=directorate, meeting=meeting)
            made_public(freeze_pack(pack))
            time_machine.shift(60)
        told = client.get("/papers/").text
        assert told.index(titles[2]) < told.index(titles[1]) < told.index(titles[0])

    def test_many_papers_take_as_many_queries_as_one(self, client, django_assert_num_queries):
        for number in range(4):
            public_paper(title=f"Plan {number}")
        for address, queries in (("/papers/", 3), ("/papers/2026-27/", 2), ("/papers/feed/", 2)):
            with django_assert_num_queries(queries):
                client.get(address)


class TestTheFeed:
    def test_it_is_a_sound_atom_feed(self, client):
        CouncilFactory(name="Ellenshaw Council")
        paper = public_paper()
        response = client.get("/papers/feed/")
        assert response["Content-Type"].startswith("application/atom+xml")
        feed = xml(response)
        assert feed.tag == f"{ATOM}feed"
        for place in (feed, *feed.iter(f"{ATOM}entry")):
            for needed in ("id", "title", "updated"):
                (one,) = place.findall(f"{ATOM}{needed}")
                assert one.text, needed
            assert datetime.fromisoformat(place.find(f"{ATOM}updated").text).date() == TODAY
        assert feed.find(f"{ATOM}author/{ATOM}name").text == "Ellenshaw Council"
        own = [each for each in feed.iter(f"{ATOM}link") if each.get("rel") == "self"]
        assert [each.get("href") for each in own] == ["http://testserver/papers/feed/"]
        entry = feed.find(f"{ATOM}entry")
        assert entry.find(f"{ATOM}link").get("href") == f"http://testserver{page(paper)}"

    def test_a_summary_is_safe_for_readers_that_take_it_for_html(self, client):
        directorate = DirectorateFactory(name="<b>Schools</b>", with_committee=True)
        made_public(freeze_pack(PackFactory(directorate=directorate)))
        summary = xml(client.get("/papers/feed/")).find(f"{ATOM}entry/{ATOM}summary").text
        assert "&lt;b&gt;Schools" in summary

    def test_pages_name_it(self, client):
        told = client.get("/papers/").text
        assert '<link rel="alternate" type="application/atom+xml"' in told


def test_robots_are_let_to_what_is_made_for_everybody(client):
    lines = client.get("/robots.txt").text.splitlines()
    assert "Allow: /papers/" in lines
    assert "Disallow: /" in lines
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
