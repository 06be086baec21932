"""What an annual report tells: people, schools and published figures, for each audience."""

from datetime import date

import pytest

from council.models import Council, School
from reports.annual_reports.divisions import divisions_of
from reports.annual_reports.schools import schools_by_phase
from reports.documents import KINDS
from tests.factories import (
    DirectorateFactory,
    DivisionFactory,
    PersonFactory,
    RollFactory,
    SchoolFactory,
)
from tests.papers.annual_reports.years import (
    TRUE,
    published_profile,
    published_returns,
    reading_of,
    snapshot_of,
    written,
    year_end,
)

pytestmark = pytest.mark.django_db


def leads(*posts, public=False, **how):
    """Who is told to lead a division in which people hold these posts."""
    division = DivisionFactory()
    for post in posts:
        PersonFactory(name=f"Ms {post[:4]}", post=post, division=division, **how)
    [line] = divisions_of(division.directorate, public=public)
    return line.leads


@pytest.mark.parametrize(
    ("posts", "told"),
    [
        (
            ["Assistant Director, Education", "Head of Inclusion", "Clerk"],
            ["Ms Assi, Assistant Director, Education"],
        ),
        (["Interim divisional director"], ["Ms Inte, Interim divisional director"]),
        (["Head of Inclusion", "Clerk"], ["Ms Head, Head of Inclusion"]),
        (["Personal assistant to the Director"], []),
        (["Headteacher of the Virtual School", "Participation Lead"], []),
        ([], []),
    ],
)
def test_who_leads_a_division_is_read_from_posts_and_nobody_is_made_up(posts, told):
    assert leads(*posts) == told


def test_who_has_left_leads_nothing():
    assert leads("Assistant Director, Education", left_on=date(2026, 5, 1)) == []


def test_the_public_reads_names_of_those_only_who_are_named_in_public_papers():
    post = "Assistant Director, Education"
    assert leads(post, public=True) == [post]
    assert leads(post, public=True, named_in_public=True) == [f"Ms Assi, {post}"]


def test_divisions_of_other_directorates_are_not_told():
    division = DivisionFactory()
    DivisionFactory()
    assert [line.division for line in divisions_of(division.directorate)] == [division]
    assert divisions_of(DirectorateFactory()) == []


def test_the_report_for_the_public_names_posts():
    report = written(year_end())
    division = DivisionFactory(directorate=report.plan.directorate)
    PersonFactory(name="Jo Bell", post="Assistant Director, Education", division=division)
    told = {
        audience: reading_of(report, audience).divisions[-1].leads
        for audience in ("officer", "committee", "public")
    }
    assert told["officer"] == told["committee"] == ["Jo Bell, Assistant Director, Education"]
    assert told["public"] == ["Assistant Director, Education"]


def test_schools_and_pupils_are_told_by_phase_and_in_total():
    for phase, pupils in (("primary", 405), ("primary", 0), ("secondary", 1_100)):
        RollFactory(school=SchoolFactory(phase=phase), year="2026/27", pupils=pupils)
    RollFactory(school=School.objects.earliest("pk"), year="2025/26", pupils=9)  # another year
    told = schools_by_phase("2026/27")
    assert [(line.name, line.schools, line.pupils) for line in told.phases] == [
        ("Primary", 2, 405),
        ("Secondary", 1, 1_100),
    ]
    assert (told.total.schools, told.total.pupils_told, told.note) == (3, "1,505", "")


def test_a_roll_that_is_not_held_is_no_roll_of_0():
    SchoolFactory(phase="special")
    told = schools_by_phase("2026/27")
    assert told.phases[0].pupils_told == ""
    assert told.note == "The 2026/27 roll of 1 school is not held: those pupils are not counted."
    RollFactory(year="2026/27", pupils=0)
    assert schools_by_phase("2026/27").total.pupils_told == "0"


def test_a_school_that_was_closed_before_the_year_is_left_out():
    SchoolFactory(closed_on=date(2026, 3, 31))
    SchoolFactory(closed_on=date(2026, 8, 31))
    assert schools_by_phase("2026/27").total.schools == 1


def test_without_schools_there_is_no_table():
    assert schools_by_phase("2026/27").phases == []


def test_workforce_figures_are_those_that_were_published_last():
    snapshot = snapshot_of(year_end().plan.directorate)
    report = written(snapshot.directorate.plans.get().reporting_periods.get(), workforce=snapshot)
    assert "not published yet" in reading_of(report).workforce_not_told
    published_profile(None, snapshot.day)  # of the whole council
    published_profile(snapshot.directorate, date(2025, 3, 31))  # of another day
    assert reading_of(report).workforce is None
    published_profile(snapshot.directorate, snapshot.day, "The first")
    published_profile(snapshot.directorate, snapshot.day, "The last")
    reading = reading_of(report)
    assert reading.workforce["organisation"] == "The last"
    assert reading.workforce_not_told == ""
    assert [table["key"] for table in reading.workforce["tables"]] == ["staff"]


def test_figures_of_the_whole_council_can_be_chosen():
    snapshot = snapshot_of(None)
    report = written(year_end(), workforce=snapshot)
    published_profile(None, snapshot.day, "Whole council")
    assert reading_of(report).workforce["organisation"] == "Whole council"


def test_the_table_of_returns_is_the_one_that_sets_years_side_by_side():
    reading = reading_of(written(year_end(), returns=published_returns()))
    assert [table["key"] for table in reading.returns["tables"]] == ["years"]
    assert (reading.returns_headings, reading.returns_columns) == (["2026/27"], 2)


def test_it_is_said_where_no_figures_were_chosen():
    reading = reading_of(written(year_end()))
    assert reading.workforce_not_told == "No workforce figures were chosen for this report."
    assert reading.returns_not_told == "No published returns were chosen for this report."
    assert reading.workforce_sections == []


@pytest.mark.parametrize("audience", ["officer", "committee", "public"])
def test_no_audience_is_told_a_hidden_figure(audience):
    period = year_end()
    snapshot = snapshot_of(period.plan.directorate)
    published_profile(snapshot.directorate, snapshot.day)
    report = written(period, workforce=snapshot, returns=published_returns())
    kind = KINDS["annual-report"]
    html = kind.write(kind.subjects().get(pk=report.pk), audience).html(Council.current(), {})
    assert html.count("[c]") > 2
    assert TRUE not in html
