"""A committee with papers of two years, and the people who read them."""

from datetime import date

from council.models import Committee, Directorate
from reports.models import Paper
from tests.factories import CommitteeFactory, DirectorateFactory
from tests.factories.papers import (
    CoverReportFactory,
    MeetingFactory,
    PackFactory,
    PackPartFactory,
    PublicationFactory,
    freeze_pack,
)

THIS_YEAR, LAST_YEAR = date(2026, 11, 25), date(2025, 11, 26)


def directorate_of(committee: Committee | None = None) -> Directorate:
    return DirectorateFactory(committee=committee or CommitteeFactory())


def paper_of(
    directorate: Directorate,
    day: date = THIS_YEAR,
    *,
    kinds: tuple[str, ...] = (),
    to: tuple[str, ...] = ("committee",),
    title: str = "Equality plan",
    late: bool = False,
    **frozen: object,
) -> Paper:
    """A frozen paper of a directorate for its committee's meeting on a day, published."""
    meeting = directorate.committee.meetings.filter(day=day).first()
    pack = PackFactory(
        title=title,
        directorate=directorate,
        meeting=meeting or MeetingFactory(committee=directorate.committee, day=day),
    )
    cover = CoverReportFactory(pack=pack, asks_for="decision")
    for place, kind in enumerate(("cover-report", *kinds), start=1):
        answers = kind == "answers"
        PackPartFactory(
            pack=pack, kind=kind, position=place, target_id=None if answers else cover.pk
        )
    paper = freeze_pack(pack, **frozen)
    for audience in to:
        told = {"late_reason": "Flood", "urgency": "It runs out"} if late else {}
        PublicationFactory(paper=paper, audience=audience, is_late=late, **told)
    return paper
