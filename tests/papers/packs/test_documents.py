"""The PDF of a pack: drafts on screen and by command, and one that is really laid out."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse

from reports.annexes import inspect
from reports.documents import KINDS
from reports.models import Annex, Document, Pack, PackPart
from reports.packs.acts_on_parts import add_annex
from reports.packs.composing import Composition, compose
from reports.rendering import render_pdf
from tests.factories.papers import PackPartFactory, freeze_pack
from tests.judges import assert_accessible_pdf
from tests.papers.packs.making import a_pack, a_person, a_ready_pack, bound_quickly
from tests.pdf_structure import read_structure
from tests.signing_in import signed_in

pytestmark = pytest.mark.django_db
PACK = KINDS["pack"]


def with_annex(pack: Pack, **part) -> PackPart:
    content = render_pdf("<h1>Survey</h1><p>What parents said.</p>", title="Survey").content
    new = PackPart(pack=pack, kind="annex", **part)
    actor = a_person("officer", pack)
    return add_annex(new, content, "survey.pdf", inspect(content), actor=actor)


def test_a_pack_is_one_accessible_pdf_and_the_same_each_time():
    pack = a_pack(title="Plan and survey")
    PackPartFactory(pack=pack, title="Covering report")
    with_annex(pack, title="Survey of parents")
    composition = compose(pack, "open", "committee")

    def refuse(_execute, sql, *_rest):
        raise AssertionError(f"asked while it is laid out: {sql}")

    with connection.execute_wrapper(refuse):
        bound = composition.bind(draft=True)
    again = compose(Pack.objects.get(), "open", "committee").bind(draft=True)
    said = read_structure(bound.content).only("Document").text

    assert_accessible_pdf(bound.content)
    assert bound.claims_accessibility
    assert bound.content == again.content
    assert [passage.heading for passage, _ in bound.texts][:1] == ["Covering report"]
    places = [
        said.index(words)
        for words in ("Plan and survey", "Part A (open)", "Contents", "What?", "What parents said")
    ]
    assert places == sorted(places)


def test_the_exempt_part_says_on_its_first_page_that_it_is_not_published():
    pack = a_pack(exempt_paragraph=1, public_interest="It would name a family.")
    PackPartFactory(pack=pack, is_exempt=True)
    content = compose(pack, "exempt", "committee").bind(draft=False).content
    said = read_structure(content).only("Document").text
    assert_accessible_pdf(content)
    assert "Part B (exempt): not for publication" in said
    assert "It would name a family." in said


@pytest.mark.parametrize("role", ["officer", "plan_lead", "leadership_team", "committee_clerk"])
def test_who_sees_a_pack_may_have_its_draft(role):
    pack = a_ready_pack()
    assert PACK.subject_for(a_person(role, pack), pack.pk, {"side": "open"})


@pytest.mark.parametrize("role", ["committee_member", "school_respondent", "admin"])
def test_who_does_not_see_a_pack_has_no_draft(role):
    from tests.accounts.people import somebody_who_is

    pack = a_ready_pack()
    scope = {"committee": pack.committee} if role == "committee_member" else {}
    assert PACK.subject_for(somebody_who_is(role, **scope), pack.pk, {"side": "open"}) is None


@pytest.mark.parametrize(
    "parameters",
    [
        {"side": "exempt", "audience": "public"},
        {"side": "exempt", "audience": "committee"},
        {"side": "open", "audience": "officer"},
        {"side": "both"},
    ],
)
def test_a_side_that_there_is_not_has_no_draft(parameters):
    pack = a_ready_pack()
    assert PACK.subject_for(a_person("officer", pack), pack.pk, parameters) is None


def test_a_draft_is_asked_for_on_the_page_of_the_pack():
    pack = a_ready_pack()
    client = signed_in(a_person("officer", pack))
    address = reverse("reports:make", args=["pack", pack.pk])
    assert client.post(address, {"side": "open", "audience": "public"}).status_code == 302
    document = Document.objects.get()
    assert document.parameters == {"side": "open", "audience": "public"}
    assert document.title == f"{pack}: Part A (open), for the public"


def test_what_was_frozen_is_given_as_it_was_frozen():
    pack = a_ready_pack()
    paper = freeze_pack(pack)
    made_of = PACK.subject_for(a_person("officer", pack), pack.pk, {"audience": "public"})
    file = paper.files.get(audience="public")
    assert PACK.compose(made_of, "officer").content == bytes(file.content)


class TestCommand:
    @pytest.fixture(autouse=True)
    def quickly(self, monkeypatch):
        monkeypatch.setattr(Composition, "bind", bound_quickly)

    def made(self, pack, tmp_path, *options) -> bytes:
        path = tmp_path / "pack.pdf"
        call_command("render_report", "pack", str(pack.pk), f"--output={path}", *options)
        return path.read_bytes()

    def test_it_makes_the_open_part_for_the_audience(self, tmp_path):
        made = self.made(a_ready_pack(), tmp_path, "--audience=public")
        assert b"Part A (open)" in made
        assert b"draft=True" in made

    def test_it_makes_the_exempt_part_for_the_committee(self, tmp_path):
        pack = a_ready_pack()
        PackPart.objects.filter(kind="plan").update(is_exempt=True)
        assert b"Part B (exempt)" in self.made(pack, tmp_path, "--with=exempt")
        with pytest.raises(CommandError, match="committee only"):
            self.made(pack, tmp_path, "--with=exempt", "--audience=public")

    def test_it_says_that_a_pack_has_no_such_part(self, tmp_path):
        with pytest.raises(CommandError, match="has no part “exempt”"):
            self.made(a_ready_pack(), tmp_path, "--with=exempt")


def test_the_bytes_of_an_annex_are_not_copied_into_the_trail():
    with_annex(a_pack())
    assert "content" in Annex.audit_omits
