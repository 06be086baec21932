"""Packs, frozen papers and what follows them, for tests."""

import hashlib
from datetime import date

import factory
from django.db import connection, transaction

from reports.models import (
    Annex,
    AnnualReport,
    CoverOption,
    CoverReport,
    CoverSection,
    CoverTemplate,
    Meeting,
    Pack,
    PackPart,
    PackStep,
    Paper,
    PaperAnswer,
    PaperFile,
    PaperText,
    Publication,
    Question,
    QuestionTopic,
    Recommendation,
    ReportedAssessment,
)
from tests.factories.council import CommitteeFactory, DirectorateFactory, PersonFactory
from tests.factories.plans import PlanFactory
from tests.factories.row import RowFactory


class MeetingFactory(RowFactory):
    """A meeting far enough ahead of most tests."""

    class Meta:
        model = Meeting

    committee = factory.SubFactory(CommitteeFactory)
    day = date(2027, 3, 17)


class PackFactory(RowFactory):
    """A draft pack of a directorate for the committee before which its plans come."""

    class Meta:
        model = Pack

    title = factory.Sequence(lambda n: f"Equality and diversity plan {n}")
    directorate = factory.SubFactory(
        DirectorateFactory, committee=factory.SubFactory(CommitteeFactory)
    )
    committee = factory.SelfAttribute("directorate.committee")
    meeting = factory.SubFactory(MeetingFactory, committee=factory.SelfAttribute("..committee"))


class CoverReportFactory(RowFactory):
    """A cover report for noting, with its sections still to be added."""

    class Meta:
        model = CoverReport

    pack = factory.SubFactory(PackFactory)
    shape = "purpose"
    asks_for = "noting"
    title = factory.SelfAttribute("pack.title")
    report_of = "Assistant Director, Education"
    signed_by = "Amina Yusuf"
    signed_post = "Assistant Director, Education"
    contact_name = "Dale Porter"
    contact_email = "dale.porter@ellenshaw.example"

    @factory.post_generation
    def complete(self, create, extracted, **kwargs):
        """With `complete=True` it has each section that a committee expects."""
        if extracted:
            for kind in ("purpose", "finance", "law", "equality"):
                CoverSectionFactory(report=self, kind=kind, heading=kind.capitalize())


class CoverSectionFactory(RowFactory):
    """A section with one paragraph."""

    class Meta:
        model = CoverSection

    report = factory.SubFactory(CoverReportFactory)
    position = factory.Sequence(lambda n: n + 1)
    heading = "Background"
    text = "The Council looks at its plan each year."


class CoverOptionFactory(RowFactory):
    """A way the committee could decide."""

    class Meta:
        model = CoverOption

    report = factory.SubFactory(CoverReportFactory, asks_for="decision")
    position = factory.Sequence(lambda n: n + 1)
    title = "Agree the plan"


class CoverTemplateFactory(RowFactory):
    """A template without sections yet."""

    class Meta:
        model = CoverTemplate

    name = factory.Sequence(lambda n: f"Template {n}")
    shape = "purpose"
    asks_for = "noting"
    title = "Equality and diversity plan {period}"


class PackPartFactory(RowFactory):
    """A cover report as part of a pack."""

    class Meta:
        model = PackPart

    pack = factory.SubFactory(PackFactory)
    position = factory.Sequence(lambda n: n + 1)
    kind = "cover-report"
    target_id = factory.LazyAttribute(
        lambda row: CoverReportFactory(pack=row.pack, complete=True).pk
    )


class AnnexFactory(RowFactory):
    """Some bytes as if they had been examined; not a PDF that can be bound."""

    class Meta:
        model = Annex

    pack = factory.SubFactory(PackFactory)
    file_name = "survey.pdf"
    content = b"%PDF-1.7"
    sha256 = factory.LazyAttribute(lambda row: hashlib.sha256(row.content).hexdigest())
    pages = 1
    is_tagged = True


class AnnualReportFactory(RowFactory):
    """An annual report on a plan."""

    class Meta:
        model = AnnualReport

    plan = factory.SubFactory(PlanFactory)
    title = factory.LazyAttribute(lambda row: f"Annual report on {row.plan.title}")


class ReportedAssessmentFactory(RowFactory):
    """An equality impact assessment that an annual report lists."""

    class Meta:
        model = ReportedAssessment

    report = factory.SubFactory(AnnualReportFactory)
    position = factory.Sequence(lambda n: n + 1)
    title = "Home to school transport"


class QuestionTopicFactory(RowFactory):
    """A topic after those that are there."""

    class Meta:
        model = QuestionTopic

    name = factory.Sequence(lambda n: f"Topic {n}")
    position = factory.Sequence(lambda n: n + 100)


class QuestionFactory(RowFactory):
    """A question of the council's own."""

    class Meta:
        model = Question

    topic = factory.SubFactory(QuestionTopicFactory)
    text = factory.Sequence(lambda n: f"How do you know that outcome {n} is better?")
    position = factory.Sequence(lambda n: n + 1)


class RecommendationFactory(RowFactory):
    """An open recommendation to a directorate."""

    class Meta:
        model = Recommendation

    meeting = factory.SubFactory(MeetingFactory)
    committee = factory.SelfAttribute("meeting.committee")
    directorate = factory.SubFactory(
        DirectorateFactory, committee=factory.SelfAttribute("..committee")
    )
    year = factory.SelfAttribute("meeting.year")
    number = factory.Sequence(lambda n: n + 1)
    text = "Tell the committee in six months what pupils said."
    owner = factory.SubFactory(PersonFactory)
    owner_name = factory.SelfAttribute("owner.name")
    due = date(2027, 9, 30)


def move(pack: Pack, *states: str, by: str = "Amina Yusuf", note: str = "") -> Pack:
    """Take a pack through steps, as the acts do."""
    for state in states:
        PackStep.objects.create(
            pack=pack,
            from_state=pack.state,
            to_state=state,
            recorded_by_name=by,
            note=note or ("To be put right" if state == "draft" else ""),
        )
        pack.refresh_from_db()
    return pack


def freeze_pack(
    pack: Pack,
    *,
    content: bytes = b"%PDF-1.7 a paper",
    exempt: bool = False,
    html: str = "<article><h1>Plan</h1></article>",
    texts: list[tuple[str, str]] | None = None,
    answers: list[tuple[Question, str]] | None = None,
    data: dict | None = None,
    correction: str = "A figure was wrong.",
) -> Paper:
    """A frozen paper of a pack, quickly: with bytes that stand for its PDFs.

    `texts` are headings with what stands under them, each on a page of its own.
    """
    if pack.state == "frozen":
        move(pack, "draft", "submitted", "approved")
    elif pack.state == "draft":
        move(pack, "submitted", "approved")
    before = pack.papers.order_by("version").last()
    files = [("open", "committee"), ("open", "public")]
    files += [("exempt", "committee")] if exempt else []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT nextval(pg_get_serial_sequence('reports_paper', 'id'))")
            number = cursor.fetchone()[0]
        for side, audience in files:
            own = content + f" {side} {audience}".encode()
            file = PaperFile.objects.create(
                paper_id=number,
                side=side,
                audience=audience,
                content=own,
                sha256=hashlib.sha256(own).hexdigest(),
                size=len(own),
                pages=3,
                claims_accessibility=True,
                html=html,
            )
            for position, (heading, text) in enumerate(texts or [], start=1):
                PaperText.objects.create(
                    file=file,
                    position=position,
                    part=pack.title,
                    heading=heading,
                    level=2,
                    page=position,
                    anchor=f"heading-{position}",
                    text=text,
                )
        for question, text in answers or []:
            PaperAnswer.objects.create(
                paper_id=number, question=question, asked=question.text, text=text
            )
        paper = Paper.objects.create(
            pk=number,
            pack=pack,
            version=before.version + 1 if before else 1,
            replaces=before,
            correction=correction if before else "",
            title=pack.title,
            committee=pack.committee,
            committee_name=pack.committee.name,
            directorate=pack.directorate,
            directorate_name=pack.directorate.name,
            meeting=pack.meeting,
            meeting_day=pack.meeting.day,
            year=pack.meeting.year,
            kinds=[part.kind for part in pack.parts.all() if not part.is_exempt],
            asks_for=_asked_by(pack),
            data=data or {},
            written_by_name="Dale Porter",
            submitted_by_name="Dale Porter",
            approved_by_name="Amina Yusuf",
            frozen_by_name="Amina Yusuf",
        )
        move(pack, "frozen")
    return paper


def _asked_by(pack: Pack) -> list[str]:
    parts = pack.parts.filter(kind="cover-report", is_exempt=False)
    reports = CoverReport.objects.filter(pk__in=parts.values("target_id")).order_by("pk")
    return list(dict.fromkeys(reports.values_list("asks_for", flat=True)))


def frozen_paper(**kwargs: object) -> Paper:
    """A frozen paper of a new pack."""
    return freeze_pack(PackFactory(), **kwargs)


class PublicationFactory(RowFactory):
    """The publication of a paper to its committee, in time."""

    class Meta:
        model = Publication

    paper = factory.LazyFunction(frozen_paper)
    audience = "committee"
    clear_days = 5
    is_late = False
    published_by_name = "Ines Gardner"
