"""Search inside papers: what is found, by whom, and in which order."""

import pytest
from django.db import connection
from django.urls import reverse

from plans.models import SearchWord
from reports.committee.readable import passages_readable_by
from reports.committee.search import find, hits, ranked
from reports.models import PaperText
from tests.accounts.people import browser_of, everybody_but, somebody_who_is
from tests.factories import UserFactory
from tests.factories.papers import PublicationFactory, freeze_pack
from tests.papers.committee.made import LAST_YEAR, directorate_of, paper_of

pytestmark = pytest.mark.django_db
SEARCH = "/committee/search/"
TEXTS = [
    ("Attendance", "Pupils of every group attend as often as others."),
    ("Bullying", "Schools recorded what was said about bullied pupils."),
]


@pytest.fixture
def directorate():
    return directorate_of()


@pytest.fixture
def member(directorate):
    return somebody_who_is("committee_member", committee=directorate.committee)


def found(user, words: str) -> list[str]:
    finding = find(passages_readable_by(user), words)
    return [each.heading for each in ranked(finding.passages, finding.words)]


def test_everybody_who_signed_in_may_search():
    for user in [*everybody_but("officer"), somebody_who_is("officer")]:
        assert browser_of(user).get(SEARCH).status_code == 200
        assert browser_of(user).get(SEARCH, {"q": "bullying"}).status_code == 200


def test_a_passage_is_found_by_its_words_and_by_their_stems(directorate, member):
    paper_of(directorate, texts=TEXTS)
    assert found(member, "attended") == ["Attendance"]
    assert found(member, "bully") == ["Bullying"]
    assert found(member, "pupils -bullying") == ["Attendance"]
    assert found(member, '"every group"') == ["Attendance"]
    assert found(member, '"group every"') == []


def test_what_says_more_of_it_comes_first(directorate, member):
    texts = [
        ("Background", "Much is said of other things, and once of housing."),
        ("Housing", "Housing is short. Housing waits."),
    ]
    paper_of(directorate, texts=texts)
    assert found(member, "housing") == ["Housing", "Background"]


def test_a_passage_is_found_once_though_each_audience_has_its_document(directorate):
    paper_of(directorate, texts=TEXTS, to=("committee", "public"))
    for user in (
        somebody_who_is("officer"),
        somebody_who_is("committee_member", committee=directorate.committee),
        UserFactory(),
    ):
        assert found(user, "bullying") == ["Bullying"]


@pytest.mark.parametrize(
    ("to", "who"),
    [
        ((), {"officer", "clerk"}),
        (("committee",), {"officer", "clerk", "member"}),
        (("committee", "public"), {"officer", "clerk", "member", "member elsewhere", "nobody"}),
    ],
)
def test_what_is_found_is_what_one_may_read(directorate, member, to, who):
    people = {
        "officer": somebody_who_is("officer", directorate=directorate),
        "clerk": somebody_who_is("committee_clerk", committee=directorate.committee),
        "member": member,
        "member elsewhere": somebody_who_is("committee_member"),
        "nobody": UserFactory(),
        "officer elsewhere": somebody_who_is("officer", directorate=directorate_of()),
    }
    if "public" in to:
        who = who | {"officer elsewhere"}
    paper_of(directorate, texts=TEXTS, to=to)
    assert {name for name, user in people.items() if found(user, "bullying")} == who


def exempt_found_by(user) -> bool:
    texts = passages_readable_by(user).filter(file__side="exempt")
    return texts.exists()


def test_the_exempt_part_is_found_by_who_reads_part_b_and_by_nobody_else(directorate, member):
    paper_of(directorate, texts=TEXTS, exempt=True, to=("committee", "public"))
    clerk = somebody_who_is("committee_clerk", committee=directorate.committee)
    writer = somebody_who_is("officer", directorate=directorate)
    assert all(map(exempt_found_by, (member, clerk, writer, somebody_who_is("officer"))))
    elsewhere = [somebody_who_is(role) for role in ("committee_member", "admin")]
    elsewhere.append(somebody_who_is("officer", directorate=directorate_of()))
    assert not any(map(exempt_found_by, [*elsewhere, UserFactory()]))


def test_a_hit_in_part_b_is_marked_and_leads_to_its_text(directorate, member):
    paper = paper_of(directorate, texts=TEXTS, exempt=True)
    page = browser_of(member).get(SEARCH, {"q": "bullying"}).content.decode()
    assert "Part B (exempt)" in page
    assert f"{reverse('papers:paper_text', args=[paper.pk, 'exempt'])}#heading-2" in page


def test_a_member_reads_part_b_of_what_was_published_to_the_committee_only(directorate, member):
    paper_of(directorate, texts=TEXTS, exempt=True, to=("public",))
    assert not exempt_found_by(member)
    assert found(member, "bullying") == ["Bullying"]


def test_the_words_of_a_version_that_was_replaced_are_not_found(directorate, member):
    paper = paper_of(directorate, texts=TEXTS)
    PublicationFactory(paper=freeze_pack(paper.pack, texts=[("Attendance", "Better now.")]))
    assert found(member, "bullying") == []
    assert found(member, "better") == ["Attendance"]


def test_a_hit_names_page_and_place_and_marks_the_words(directorate, member):
    paper = paper_of(directorate, texts=[*TEXTS, ("A <b>heading</b>", "With <i>bullies</i>.")])
    page = browser_of(member).get(SEARCH, {"q": "bullying"}).content.decode()
    place = reverse("papers:paper_text", args=[paper.pk, "open"])
    assert f"{place}#heading-2" in page
    assert "<mark>Bullying</mark>" in page
    assert "about <mark>bullied</mark> pupils" in page
    assert "page 2" in page
    assert "A &lt;b&gt;heading&lt;/b&gt;" in page
    assert "&lt;i&gt;<mark>bullies</mark>&lt;/i&gt;" in page


def test_results_are_narrowed_by_year_kind_and_directorate(directorate, member):
    paper_of(directorate, texts=TEXTS, kinds=("plan",))
    paper_of(directorate, LAST_YEAR, texts=TEXTS, kinds=("annual-report",))

    def number(**query) -> str:
        return browser_of(member).get(SEARCH, {"q": "bullying"} | query).context["count_words"]

    assert number() == "2 passages"
    assert number(year="2025/26") == "1 passage"
    assert number(kind="plan") == "1 passage"
    assert number(directorate=directorate.pk) == "2 passages"
    assert number(kind="thresholds") == "0 passages"


def test_a_slip_gives_way_to_a_near_word_that_one_may_read(directorate, member):
    SearchWord.objects.bulk_create([SearchWord(word="bullying"), SearchWord(word="bulletins")])
    paper_of(directorate, texts=TEXTS)
    finding = find(passages_readable_by(member), "buljying")
    assert (finding.words, finding.instead_of) == ("bullying", "buljying")
    outsider = find(passages_readable_by(UserFactory()), "buljying")
    assert (outsider.words, outsider.instead_of) == ("buljying", "")


def test_words_that_say_nothing_are_told_apart_from_words_not_found(member):
    browser = browser_of(member)
    nothing = browser.get(SEARCH, {"q": "the"}).content.decode()
    unknown = browser.get(SEARCH, {"q": "xylophone"}).content.decode()
    assert "no word in this that can be searched for" in nothing
    assert "Nothing was found in the papers" in unknown
    assert browser.get(SEARCH, {"q": "\0?! ("}).status_code == 200


@pytest.mark.parametrize("words", ["", "wombat"])
def test_the_page_says_that_uploaded_annexes_are_not_searched(member, words):
    page = browser_of(member).get(reverse("papers:search"), {"q": words}).text
    assert "Annexes that were uploaded as PDF are not searched." in page


def test_the_words_are_looked_up_in_the_index(directorate):
    paper_of(directorate, texts=TEXTS)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")  # two rows are quicker read in turn
    passages = find(PaperText.objects.order_by(), "bullying").passages
    assert "paper_text_search" in passages.explain()


def test_a_page_of_hits_is_marked_by_one_query(directorate, member, django_assert_num_queries):
    paper_of(directorate, texts=TEXTS * 5)
    passages = list(ranked(passages_readable_by(member), "bullying"))
    with django_assert_num_queries(2):
        hits(passages, "bullying")


def test_the_number_of_queries_does_not_grow_with_what_is_found(
    directorate, member, django_assert_num_queries
):
    browser = browser_of(member)
    paper_of(directorate, texts=TEXTS)
    browser.get(SEARCH, {"q": "bullying"})
    with django_assert_num_queries(11) as before:
        browser.get(SEARCH, {"q": "bullying"})
    for number in range(3):
        paper_of(directorate, texts=TEXTS, title=f"Plan {number}")
    with django_assert_num_queries(len(before)):
        browser.get(SEARCH, {"q": "bullying"})
