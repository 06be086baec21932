"""What was frozen, published or answered stays, by whatever way somebody comes."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction

from reports.models import AnnualReportStep, PackStep, PaperFile, ReportedAssessment
from tests.factories.papers import (
    AnnexFactory,
    CoverOptionFactory,
    CoverReportFactory,
    CoverSectionFactory,
    PackFactory,
    PackPartFactory,
    PublicationFactory,
    QuestionFactory,
    RecommendationFactory,
    ReportedAssessmentFactory,
    freeze_pack,
    frozen_paper,
    move,
)

pytestmark = pytest.mark.django_db
STAY = ["paper", "paperfile", "papertext", "paperanswer", "publication", "packstep"]


def whole_paper():
    """A published paper with a row in every table that stays."""
    paper = frozen_paper(
        exempt=True, texts=[("Plan", "Words")], answers=[(QuestionFactory(), "Yes")]
    )
    PublicationFactory(paper=paper)
    return paper


def run(sql):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.mark.parametrize("table", STAY)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE reports_{table} SET id = id + 1000",
        "DELETE FROM reports_{table}",
        "TRUNCATE reports_{table} CASCADE",
    ],
)
def test_nothing_of_a_frozen_paper_changes_by_sql(table, sql):
    whole_paper()
    # A row of a paper that waits for its check at the end would hide what TRUNCATE answers.
    run("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="may not be changed"):
        run(sql.format(table=table))


def test_the_bytes_of_a_frozen_paper_cannot_be_exchanged():
    paper = whole_paper()

    with pytest.raises(IntegrityError, match="may not be changed"):
        PaperFile.objects.filter(paper=paper).update(content=b"other")


def test_no_file_is_added_to_a_frozen_paper():
    paper = frozen_paper()

    with pytest.raises(IntegrityError, match="nothing is added"):
        PaperFile.objects.create(
            paper=paper,
            side="exempt",
            audience="committee",
            content=b"late",
            sha256=hashlib.sha256(b"late").hexdigest(),
            size=4,
            pages=1,
            claims_accessibility=True,
            html="",
        )


def test_a_hash_that_is_not_of_the_bytes_is_refused():
    pack = move(PackFactory(), "submitted", "approved")

    with pytest.raises(IntegrityError, match="paper_file_hash"):
        PaperFile.objects.create(
            paper_id=0,
            side="open",
            audience="public",
            content=b"bytes",
            sha256="0" * 64,
            size=5,
            pages=1,
            claims_accessibility=True,
            html=pack.title,
        )


def test_a_pack_that_is_not_approved_is_not_frozen():
    pack = PackFactory()

    with pytest.raises(IntegrityError, match="the pack is not approved"):
        freeze_pack(move(pack, "submitted"))


def test_a_pack_moves_by_its_steps_only():
    pack = PackFactory()
    pack.state = "approved"

    with pytest.raises(IntegrityError, match="moves by its steps only"):
        pack.save()


def test_no_step_skips_another():
    pack = PackFactory()

    with pytest.raises(IntegrityError, match="no step leads from draft to frozen"):
        PackStep.objects.create(
            pack=pack, from_state="draft", to_state="frozen", recorded_by_name="A"
        )


def test_a_submitted_pack_takes_no_part_and_no_change():
    pack = move(PackFactory(), "submitted")

    with pytest.raises(IntegrityError, match="not a draft"), transaction.atomic():
        PackPartFactory(pack=pack)
    pack.title = "Another"
    with pytest.raises(IntegrityError, match="not a draft"), transaction.atomic():
        pack.save()


@pytest.mark.parametrize(
    ("factory", "of"),
    [
        (PackPartFactory, "pack"),
        (AnnexFactory, "pack"),
        (CoverReportFactory, "pack"),
        (CoverSectionFactory, "report"),
        (CoverOptionFactory, "report"),
    ],
)
def test_nothing_is_moved_out_of_a_submitted_pack_or_into_one(factory, of):
    submitted, draft = factory(), factory()
    old, new = getattr(submitted, of), getattr(draft, of)
    move(getattr(old, "pack", old), "submitted")

    for row, target in ((submitted, new), (draft, old)):
        rows = factory._meta.model.objects.filter(pk=row.pk)
        with pytest.raises(IntegrityError, match="not a draft"), transaction.atomic():
            rows.update(**{of: target})


def test_no_assessment_is_moved_out_of_a_submitted_annual_report_or_into_one():
    submitted, draft = ReportedAssessmentFactory(), ReportedAssessmentFactory()
    AnnualReportStep.objects.create(
        report=submitted.report, to_state="submitted", recorded_by_name="Amina Yusuf"
    )

    for row, target in ((submitted, draft.report), (draft, submitted.report)):
        rows = ReportedAssessment.objects.filter(pk=row.pk)
        with pytest.raises(IntegrityError, match="was submitted"), transaction.atomic():
            rows.update(report=target)


def test_a_correction_is_a_new_version_that_names_the_one_it_replaces():
    pack = PackFactory()
    first = freeze_pack(pack)
    second = freeze_pack(pack)

    assert (second.version, second.replaces) == (2, first)
    assert list(pack.papers.standing()) == [second]


def test_a_late_publication_states_why_and_how_urgent_it_is():
    with pytest.raises(IntegrityError, match="late_publication_states_why"):
        PublicationFactory(is_late=True, late_reason="The figures came late")


def test_a_paper_is_published_once_to_each_audience():
    paper = frozen_paper()
    PublicationFactory(paper=paper)
    PublicationFactory(paper=paper, audience="public")

    with pytest.raises(IntegrityError, match="published_once_to_each"):
        PublicationFactory(paper=paper)


def test_a_recommendation_has_an_owner_and_begins_open():
    with pytest.raises(IntegrityError, match="owner_id"), transaction.atomic():
        RecommendationFactory(owner=None, owner_name="Nobody")
    with pytest.raises(IntegrityError, match="moves by its steps only"), transaction.atomic():
        RecommendationFactory(state="done")
