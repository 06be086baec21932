"""Parts bound into one document: one contents page, page numbers that go on, one tag tree."""

import io
import re

import pikepdf
import pytest

from reports.annexes import inspect
from reports.binding import BoundAnnex, BoundPart, bind
from reports.documents.writing import Written
from reports.rendering import render_pdf
from tests.judges import assert_accessible_pdf
from tests.pdf_structure import read_structure
from tests.reports.told import words

pytestmark = pytest.mark.django_db


def part(key, title, paragraphs):
    """A part of ours: the booklet's frame around a few headed sections."""
    context = {"reading": {"sections": []}, "plan": {}, "words": paragraphs}
    return BoundPart(key, Written("tests/part.html", context, title, "Ellenshaw Council"))


@pytest.fixture
def templates(settings, tmp_path):
    folder = tmp_path / "tests"
    folder.mkdir()
    (folder / "part.html").write_text(
        '{% extends "pdf/base.html" %}{% block body %}{% for each in words %}'
        '<section class="new-page"><h2{% if forloop.first %} id="same"{% endif %}>'
        "Section {{ forloop.counter }}</h2>"
        "<p>{{ each }}</p></section>{% endfor %}{% endblock %}"
    )
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [*engine["DIRS"], tmp_path]}]


def front(title="A pack"):
    facts = {"committee": "Scrutiny", "side": "Part A (open)", "meeting": "17 March 2027"}
    return Written("pdf/pack.html", facts, title, "Ellenshaw Council")


def annex(key, content, name):
    found = inspect(content)
    context = {
        "file_name": f"{name}.pdf",
        "pages": found.pages,
        "placeholders": range(found.pages),
        "is_tagged": found.is_tagged,
    }
    divider = Written("pdf/annex.html", context, name, "Ellenshaw Council")
    return BoundAnnex(key, divider, content, found.pages)


def test_a_pack_is_one_document_from_its_first_word_to_its_last(templates):
    own = render_pdf(f"<h1>Survey</h1><p>{words('survey', 40)}</p>", title="Survey").content
    bound = bind(
        front(),
        [
            part("p1", "First part", [words("first", 30), words("second", 900)]),
            annex("p2", own, "Survey of parents"),
            part("p3", "Last part", [words("last", 30)]),
        ],
        draft=True,
    )
    structure = read_structure(bound.content)
    said = structure.only("Document").text

    assert_accessible_pdf(bound.content)
    assert bound.claims_accessibility
    for prefix, count in (("first", 30), ("second", 900), ("survey", 40), ("last", 30)):
        found = [int(n) for n in re.findall(rf"\b{prefix}(\d+)\b", said)]
        assert found == list(range(count)), prefix
    assert said.index("second899") < said.index("survey0") < said.index("last0")
    assert said.count("Contents") == 1


def test_the_same_parts_give_the_same_bytes(templates):
    parts = [part("p1", "First part", [words("first", 30)])]

    assert bind(front(), parts, draft=False).content == bind(front(), parts, draft=False).content


def test_the_watermark_is_no_part_of_what_is_compared(templates):
    parts = [part("p1", "First part", [words("first", 30)])]
    draft, final = (bind(front(), parts, draft=each) for each in (True, False))

    assert draft.content != final.content
    assert draft.digest == final.digest
    assert bind(front(), [part("p1", "First part", ["other"])], draft=False).digest != final.digest


def test_what_alters_the_words_of_parts_alters_the_title_page_and_the_titles_too(templates):
    def post_for_name(root):
        for element in root.iter():
            element.text = (element.text or "").replace("Dale Porter", "Equality Officer")

    own = render_pdf("<h1>Survey</h1>", title="Survey").content
    bound = bind(
        front("Plan of Dale Porter").but(correction="Dale Porter was left out"),
        [annex("p1", own, "Survey by Dale Porter")],
        draft=True,
        change=post_for_name,
    )
    with pikepdf.open(io.BytesIO(bound.content)) as pdf:
        assert str(pdf.docinfo.Title) == "Plan of Equality Officer"
    said = read_structure(bound.content).only("Document").text
    assert "Plan of Equality Officer" in said
    assert "Equality Officer was left out" in said
    assert "Dale Porter" not in said
    assert {passage.part for passage, _ in bound.texts} == {"Survey by Equality Officer"}
