"""An annual report as it is read: what was written, and the figures of the other apps.

The screen and the printed report are made of this and show the same. Figures about people
come from what was published and from nothing else, whoever reads.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from incidents.tables.published import headings_of
from plans.models import ReportingPeriod
from plans.reporting.report import PeriodReport
from reports.annual_reports.divisions import DivisionLine, divisions_of
from reports.annual_reports.schools import SchoolsOfYear, schools_by_phase
from reports.models import AnnualReport, ReportedAssessment
from reports.profile_sections import kind_of, sections_of
from workforce.models import PublishedProfile
from workforce.publishing.latest import latest_of

Record = dict[str, Any]
PUBLIC = "public"
KEY_TABLES = ("staff", "comparison")
"""Of a profile's tables those that are key facts of a year; the rest is in the profile itself."""
RETURNS_TABLE = "years"


class AnnualReading:
    """An annual report with all that it tells, for an audience."""

    def __init__(self, report: AnnualReport, audience: str = "") -> None:
        self.report = report
        self.plan = report.plan
        self.audience = audience

    # Key facts

    @cached_property
    def divisions(self) -> list[DivisionLine]:
        return divisions_of(self.plan.directorate, public=self.audience == PUBLIC)

    @cached_property
    def schools(self) -> SchoolsOfYear:
        return schools_by_phase(self.plan.year)

    @cached_property
    def profile(self) -> PublishedProfile | None:
        """What was published last of the chosen snapshot."""
        snapshot = self.report.workforce
        return latest_of(snapshot) if snapshot else None

    @cached_property
    def workforce(self) -> Record | None:
        """The published record, with the tables that are key facts."""
        if self.profile is None:
            return None
        record = self.profile.record
        tables = [table for table in record["tables"] if kind_of(table) in KEY_TABLES]
        return {**record, "tables": tables}

    @property
    def workforce_sections(self) -> list[Record]:
        return sections_of(self.workforce) if self.workforce else []

    @property
    def workforce_not_told(self) -> str:
        """Why there are no figures of the workforce, in a sentence."""
        if self.workforce:
            return ""
        if snapshot := self.report.workforce:
            return f"The workforce figures are not published yet ({snapshot})."
        return "No workforce figures were chosen for this report."

    # Racist incidents

    @cached_property
    def returns(self) -> Record | None:
        """The published record, with the table that sets the years side by side."""
        if self.report.returns is None:
            return None
        record = self.report.returns.record
        tables = [table for table in record["tables"] if table["key"] == RETURNS_TABLE]
        return {**record, "tables": tables}

    @property
    def returns_headings(self) -> list[str]:
        return headings_of(self.returns) if self.returns else []

    @property
    def returns_columns(self) -> int:
        """How many columns the table has, that of the rows among them."""
        return len(self.returns_headings) + 1

    @property
    def returns_not_told(self) -> str:
        """Why there are no figures of the returns, in a sentence."""
        return "" if self.returns else "No published returns were chosen for this report."

    # What was done

    @cached_property
    def assessments(self) -> list[ReportedAssessment]:
        return list(self.report.assessments.all())

    @cached_property
    def year_end(self) -> ReportingPeriod | None:
        """The reporting period of the whole year."""
        found = self.plan.reporting_periods.filter(kind=ReportingPeriod.Kind.YEAR_END).first()
        if found is not None:
            found.plan = self.plan
        return found

    @property
    def is_closed(self) -> bool:
        """Whether the year end is closed, so that progress is told for good."""
        return self.year_end is not None and self.year_end.is_closed

    @cached_property
    def progress(self) -> PeriodReport | None:
        """The progress of every action: of a closed year end the record of that day."""
        return PeriodReport(self.year_end) if self.year_end else None
