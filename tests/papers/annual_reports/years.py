"""A year of a plan with its annual report, and what was published to go into it."""

from datetime import date

from accounts.models import User
from council.models import Directorate
from incidents.models import PublishedReturns
from plans.models import CriticalAction, Indicator, ReportingPeriod
from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import close_period
from reports.annual_reports.completeness import Completeness
from reports.annual_reports.reading import AnnualReading
from reports.models import AnnualReport
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    ReportingPeriodFactory,
    racist,
)
from tests.factories.papers import AnnualReportFactory
from tests.factories.workforce import SnapshotFactory
from tests.plans.pages.people import holder
from tests.plans.reporting.people import lead_of
from workforce.models import PublishedProfile, Snapshot

TRUE = "true-figure"
"""What officers of those apps alone see of a hidden cell."""
LOOK = {"accent": "#1d3557", "telephone": "", "email": ""}


def year_end(**how) -> ReportingPeriod:
    """The open year end of a published plan of 2026/27 with one action, before a committee."""
    period = ReportingPeriodFactory(
        kind="year_end",
        name="Year end",
        finish=date(2027, 3, 31),
        due_on=date(2027, 4, 30),
        **how,
    )
    period.plan.directorate.committee = CommitteeFactory()
    period.plan.directorate.save()
    return period


def action(period: ReportingPeriod, ref: str, **how) -> CriticalAction:
    """One more action of the plan, after those that are there."""
    objective = Indicator.objects.get(objective__block__appendix__plan=period.plan).objective
    with commitment_lifted():
        return CriticalActionFactory(
            objective=objective,
            ref=ref,
            text=f"Action {ref}",
            position=9000 + int(ref[-1]),  # after whatever a factory numbered
            **how,
        )


def closed(period: ReportingPeriod) -> ReportingPeriod:
    close_period(period, actor=lead_of(period))
    period.refresh_from_db()
    return period


def written(period: ReportingPeriod, **texts) -> AnnualReport:
    """An annual report that lacks nothing but progress."""
    texts = {
        "introduction": "What was done.",
        "vision": "Nobody is left out.",
        "workforce_text": "No figures are held yet.",
        "returns_text": "No returns were asked for.",
        **texts,
    }
    return AnnualReportFactory(plan=period.plan, **texts)


def author_of(report: AnnualReport) -> User:
    return holder("officer", report.plan.directorate)


def fresh(report: AnnualReport) -> AnnualReport:
    """The report as another request finds it."""
    return AnnualReport.objects.get(pk=report.pk)


def reading_of(report: AnnualReport, audience: str = "") -> AnnualReading:
    return AnnualReading(fresh(report), audience)


def missing(report: AnnualReport) -> list[str]:
    """What stands in the way of submitting."""
    return [each.what for each in Completeness(reading_of(report)).blocking]


def _cells(*texts: str) -> list[dict[str, str]]:
    return [{"text": text, "true": TRUE, "reason": "It is small"} for text in texts]


def published_profile(
    directorate: Directorate | None, day: date = date(2026, 3, 31), organisation: str = "Here"
) -> PublishedProfile:
    """A profile as it left the council, with a hidden cell and tables that are no key facts."""
    tables = [
        {
            "key": key,
            "caption": caption,
            "first_heading": "Group",
            "width": 2,
            "column_groups": [{"heading": organisation, "columns": ["Headcount"]}],
            "line_groups": [
                {
                    "heading": "",
                    "lines": [
                        {"label": "Everyone", "level": 0, "earlier": False, "cells": _cells("[c]")}
                    ],
                }
            ],
            "notes": [],
        }
        for key, caption in (("staff", "Staff by group"), ("sex-2", "Women and men"))
    ]
    record = {
        "council": "Ellenshaw",
        "look": LOOK,
        "organisation": organisation,
        "about": "staff",
        "day": "31 March 2026",
        "about_figures": ["Percentages are of those whose answer is known."],
        "tables": tables,
        "charts": [],
        "notes": [],
        "markers": ["[c] confidential"],
        "on": "1 May 2026",
    }
    return PublishedProfile.objects.create(directorate=directorate, day=day, record=record)


def snapshot_of(directorate: Directorate | None, day: date = date(2026, 3, 31)) -> Snapshot:
    return SnapshotFactory(directorate=directorate, day=day)


def published_returns(
    last_year: str = "2026/27", kind=None, total: str = "117"
) -> PublishedReturns:
    """Returns as they left the council, with a hidden cell."""
    kind = kind or racist()
    table = {
        "key": "years",
        "caption": "Incidents by year",
        "sections": [
            {
                "heading": "",
                "rows": [
                    {"label": "Total number of incidents", "cells": _cells(total)},
                    {"label": "Under 8", "cells": _cells("[c]")},
                ],
            }
        ],
    }
    record = {
        "council": "Ellenshaw",
        "look": LOOK,
        "type": kind.name,
        "definition": kind.definition,
        "years": [{"name": last_year, "borough": False, "open": False}],
        "tables": [table, {**table, "key": "phase", "caption": "By school phase"}],
        "charts": [],
        "notes": ["[c] confidential"],
        "markers": ["[c] confidential"],
        "on": "1 June 2027",
    }
    return PublishedReturns.objects.create(
        type=kind, first_year=last_year, last_year=last_year, record=record
    )
