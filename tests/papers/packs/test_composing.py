"""A pack put together: which parts, in whose words, and what the digest of each sees."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core.dates import in_words
from reports.models import PackAnswer, PackPart
from reports.packs.composing import NotComposed, compose
from reports.packs.digest import digest_of
from tests.factories.papers import AnnexFactory, PackPartFactory, QuestionFactory
from tests.papers.packs.making import a_pack, a_ready_pack, changed_meanwhile, plan_of, with_plan

pytestmark = pytest.mark.django_db
PUBLIC, COMMITTEE = "public", "committee"


def open_part(pack, audience=COMMITTEE):
    return compose(pack, "open", audience)


def told(composition, place=-1) -> str:
    return composition.parts[place].written.told


def test_a_side_has_its_own_parts_in_their_order():
    pack = a_ready_pack()
    with_plan(a_pack())
    annex = PackPartFactory(
        pack=pack, kind="annex", target_id=None, annex=AnnexFactory(pack=pack), is_exempt=True
    )
    kinds = [each.part.kind for each in open_part(pack).parts]
    assert kinds == ["cover-report", "plan"]
    assert [each.part for each in compose(pack, "exempt", COMMITTEE).parts] == [annex]


def test_the_exempt_side_is_never_for_the_public():
    pack = a_ready_pack()
    PackPart.objects.filter(pack=pack).update(is_exempt=True)
    with pytest.raises(NotComposed, match="committee only"):
        compose(pack, "exempt", PUBLIC)


def test_a_side_without_parts_is_not_composed():
    with pytest.raises(NotComposed, match="no parts"):
        compose(a_ready_pack(), "exempt", COMMITTEE)


def test_a_part_whose_subject_is_gone_is_named():
    pack = a_ready_pack()
    plan_of(pack.parts.get(kind="plan")).delete()
    with pytest.raises(NotComposed, match="“Plan” is made of is not there"):
        open_part(pack)


def test_the_title_that_a_pack_gives_a_part_overrides_its_own():
    pack = a_pack()
    part = with_plan(pack, title="The plan for agreement")
    assert "<h1>The plan for agreement</h1>" in told(open_part(pack))
    PackPart.objects.filter(pk=part.pk).update(title="")
    assert f"<h1>{plan_of(part).title}</h1>" in told(open_part(pack))


def test_no_part_prints_the_day_on_which_it_is_made(monkeypatch):
    pack = a_ready_pack()
    today = open_part(pack)
    assert in_words(timezone.localdate()) not in told(today)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: tomorrow)
    assert open_part(pack).digests == today.digests


def test_a_plan_alone_still_prints_the_day_while_it_changes():
    from reports.documents import KINDS
    from reports.documents.writing import Council

    plan = plan_of(with_plan(a_pack()))
    html = KINDS["plan"].write(plan, "officer").html(Council.current(), {})
    assert in_words(timezone.localdate()) in html


def test_the_audience_reaches_each_kind(monkeypatch):
    from dataclasses import replace

    from reports.documents import KINDS

    pack = a_ready_pack()
    asked = []
    kind = KINDS["plan"]

    def write(subject, audience):
        asked.append(audience)
        return kind.write(subject, audience)

    monkeypatch.setitem(KINDS, "plan", replace(kind, write=write))
    compose(pack, "open", COMMITTEE)
    compose(pack, "open", PUBLIC)
    assert asked == [COMMITTEE, PUBLIC]


def test_a_part_that_says_something_else_has_another_digest_and_no_other_part_has():
    pack = a_ready_pack()
    part = pack.parts.get(kind="plan")
    before = open_part(pack).digests
    changed_meanwhile(part)
    after = open_part(pack).digests
    assert {key for key in before if before[key] != after[key]} == {f"2/{part.pk}"}


def test_answers_are_printed_under_their_topics():
    pack = a_pack()
    question = QuestionFactory(topic__name="Voice of children", text="How do children tell us?")
    PackAnswer.objects.create(pack=pack, question=question, text="In two panels.\n\nAnd a survey.")
    PackPartFactory(pack=pack, kind="answers", target_id=None)
    html = told(open_part(pack))
    places = [html.index(words) for words in ("Voice of", "How do children", "In two", "And a")]
    assert places == sorted(places)


def test_the_exempt_title_page_says_why_it_is_not_published():
    pack = a_pack(exempt_paragraph=2, public_interest="It would name a family.")
    PackPartFactory(pack=pack, is_exempt=True)
    statement = " ".join(compose(pack, "exempt", COMMITTEE).front.context["exempt"])
    assert "paragraph 2 of Part 1 of Schedule 12A" in statement
    assert "It would name a family." in statement


class TestDigest:
    def test_it_sees_words_and_not_the_look(self):
        one = "<head><style>p { color: red }</style></head><p class='a'>Ten of  20</p>"
        other = "<head><style>p { color: blue }</style></head><div>Ten of\n20</div>"
        assert digest_of(one) == digest_of(other)

    @pytest.mark.parametrize(
        "html", ["<p>Ten of 21</p>", "<p>Ten of 20</p>!", '<a href="/x">Ten of 20</a>']
    )
    def test_it_sees_every_word_and_link(self, html):
        assert digest_of("<p>Ten of 20</p>") != digest_of(html)

    def test_it_sees_the_bytes_of_an_annex(self):
        assert digest_of("<p>Annex</p>", b"one") != digest_of("<p>Annex</p>", b"other")
