"""The demonstration's workforce: two extracts, a year of which only percentages were published,
who came and left, and the borough's people.

Everything comes in as officers bring it in; one figure of the old tables is a slip that is
found and explained.
"""

from __future__ import annotations

import io
from datetime import date

from accounts.models import User
from config.demo.clock import on_day
from config.demo.people import named
from config.demo.workforce_figures import (
    AS_PUBLISHED,
    BOROUGH,
    BOROUGH_ETHNICITY,
    BOROUGH_SOURCE,
    CHIEF_EXECUTIVE,
    CHILDREN,
    FLOWS,
    SLIP_EXPLAINED,
    groups_of,
)
from config.demo.workforce_lines import BME, WHITE, Staff, extract_of, shared_out
from council.models import Directorate
from workforce.acts_on_population import save_population
from workforce.acts_on_snapshots import begin_snapshot, save_counts
from workforce.checking import answer_warning, check
from workforce.extract.acts import import_extract, keep_extract, read_file, remember
from workforce.extract.meanings import COUNCIL_ONLY, Meanings
from workforce.figures import Reference
from workforce.importing.percentages import import_percentages
from workforce.models import Population, Snapshot, StaffGroup
from workforce.publishing.acts import publish_profile
from workforce.writing import GroupEntry

UPPER, LOWER = "Scale point 34 and above", "Below scale point 34"
YEAR_END = date(2026, 3, 31)


def load_workforce() -> None:
    """Everything that happened to the figures, each on its day."""
    officer = named("joanne.alder")
    with on_day(date(2025, 5, 6)):
        import_percentages(
            AS_PUBLISHED.encode(),
            "workforce-2024.csv",
            actor=officer,
            source="Annual report on equality and diversity, June 2024",
        )
    for year, day in ((2025, date(2025, 5, 12)), (2026, date(2026, 5, 11))):
        with on_day(day):
            _read_extract(year, officer)
    with on_day(date(2026, 5, 13)):
        _enter_flows(officer)
        _enter_borough(officer)
    with on_day(date(2026, 5, 18)):
        _explain_slip(officer)
    with on_day(date(2026, 6, 8)):
        publish_profile(_staff(CHILDREN, YEAR_END), actor=officer)


def _read_extract(year: int, officer: User) -> None:
    content = extract_of(groups_of(year), seed=f"Ellenshaw {year}")
    day = date(year, 3, 31)
    extract = read_file(io.BytesIO(content), f"hr-extract-{year}.csv", Meanings(day))
    keep_extract(extract, actor=officer)
    remember(extract, {("organisation", CHIEF_EXECUTIVE): COUNCIL_ONLY}, actor=officer)
    import_extract(extract, actor=officer)


def _enter_flows(officer: User) -> None:
    children = Directorate.objects.get(name=CHILDREN)
    groups = {each.name: each for each in StaffGroup.objects.all()}
    for base, (upper, lower, all_upper, all_lower) in FLOWS.items():
        for directorate, of_upper, of_lower in (
            (children, upper, lower),
            (None, all_upper, all_lower),
        ):
            snapshot = Snapshot(
                base=base,
                directorate=directorate,
                day=YEAR_END,
                way=Snapshot.Way.COUNTS,
                source="Recruitment and payroll systems",
            )
            begin_snapshot(snapshot, actor=officer)
            for name, staff in ((UPPER, of_upper), (LOWER, of_lower)):
                save_counts(snapshot, groups[name], _entry(snapshot, staff), actor=officer)


def _entry(snapshot: Snapshot, staff: Staff) -> GroupEntry:
    """A group's counts as somebody types them."""
    lists = Reference().lists_on(snapshot)

    def numbered(characteristic: str, counts: dict[str, int]) -> dict[int | str, int]:
        numbers = {each.name: each.pk for each in lists[characteristic].finest}
        return {numbers[name]: count for name, count in counts.items()}

    ethnicity = {
        **shared_out(staff.bme, BME),
        **shared_out(staff.ethnicity_known - staff.bme, WHITE),
    }
    return GroupEntry(
        staff.headcount,
        {
            "sex": numbered(
                "sex", {"Female": staff.female, "Male": staff.headcount - staff.female}
            ),
            "ethnicity": {
                **numbered("ethnicity", ethnicity),
                "prefer_not": staff.ethnicity_not_said,
            },
            "disability": numbered(
                "disability",
                {
                    "Disabled": staff.disabled,
                    "Not disabled": staff.disability_known - staff.disabled,
                },
            ),
        },
    )


def _enter_borough(officer: User) -> None:
    """What the census counted, by the lists of today."""
    lists = Reference().lists_on(Snapshot(day=YEAR_END))
    ethnicity = {
        **shared_out(BOROUGH_ETHNICITY["BME"], BME),
        **shared_out(BOROUGH_ETHNICITY["White"], WHITE),
    }
    for characteristic, counts in {**BOROUGH, "ethnicity": ethnicity}.items():
        held = lists[characteristic]
        numbers = {each.name: each.pk for each in held.finest}
        save_population(
            Population(list=held.list, year=2021, source=BOROUGH_SOURCE),
            {numbers[name]: count for name, count in counts.items()},
            actor=officer,
        )


def _explain_slip(officer: User) -> None:
    """The only warning about the council's old table, answered and printed with it."""
    snapshot = _staff(None, date(2024, 3, 31))
    (warned,) = check(snapshot).warnings
    answer_warning(snapshot, warned.slip.key, SLIP_EXPLAINED, as_footnote=True, actor=officer)


def _staff(directorate: str | None, day: date) -> Snapshot:
    kin = Snapshot.objects.filter(base=Snapshot.Base.STAFF, day=day)
    return kin.get(directorate__name=directorate) if directorate else kin.get(directorate=None)
