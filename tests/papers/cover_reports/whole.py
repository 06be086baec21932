"""Who and what the tests of cover reports begin with."""

from typing import Any

from accounts.models import User
from reports.models import CoverReport, Pack
from tests.accounts.people import somebody_who_is
from tests.factories import PlanFactory
from tests.factories.papers import (
    CoverOptionFactory,
    CoverReportFactory,
    CoverSectionFactory,
    PackFactory,
)

HEADINGS = {
    "purpose": "Purpose of report",
    "background": "Background",
    "options": "Options considered",
    "finance": "Finance",
    "law": "Law",
    "equality": "Equality impact",
    "recommendation": "Recommendation",
}


def people_around(pack: Pack) -> dict[str, User]:
    """Somebody of each role that can meet a pack, tied to it or not."""
    return {
        "officer": somebody_who_is("officer", directorate=pack.directorate),
        "plan_lead": somebody_who_is("plan_lead", directorate=pack.directorate),
        "leadership_team": somebody_who_is("leadership_team", directorate=pack.directorate),
        "committee_clerk": somebody_who_is("committee_clerk", committee=pack.committee),
        "committee_member": somebody_who_is("committee_member", committee=pack.committee),
        "school_respondent": somebody_who_is("school_respondent"),
        "admin": somebody_who_is("admin"),
        "officer elsewhere": somebody_who_is("officer", directorate=PackFactory().directorate),
        "clerk elsewhere": somebody_who_is("committee_clerk"),
    }


def writer_of(pack: Pack) -> User:
    """An officer who writes a pack."""
    return somebody_who_is("officer", directorate=pack.directorate)


def plan_of(pack: Pack, **how: Any) -> Any:
    """A plan of the pack's directorate with a part of every kind."""
    return PlanFactory(full=True, directorate=pack.directorate, **how)


def complete_report(**how: Any) -> CoverReport:
    """A report for decision that lacks nothing: two paragraphs in the background, one in each
    other section, three options."""
    report = CoverReportFactory(asks_for="decision", **how)
    for position, (kind, heading) in enumerate(HEADINGS.items(), start=1):
        text = "First.\n\nSecond." if kind == "background" else f"On {kind}."
        CoverSectionFactory(report=report, position=position, kind=kind, heading=heading, text=text)
    for position, (title, more) in enumerate(
        [
            ("Agree the plan", {"is_recommended": True}),
            ("Agree it with changes", {}),
            ("Leave last year’s plan in place", {"does_nothing": True}),
        ],
        start=1,
    ):
        CoverOptionFactory(
            report=report, position=position, title=title, text=f"For {position}.", **more
        )
    return report
