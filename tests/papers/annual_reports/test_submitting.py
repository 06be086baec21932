"""An annual report is submitted when nothing is missing, knowing what nobody confirmed."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import reopen_period
from reports.annual_reports.acts import submit, take_back
from reports.annual_reports.completeness import Completeness
from reports.models import AnnualReport
from tests.factories import ReportingPeriodFactory
from tests.factories.papers import PackFactory, PackPartFactory, move
from tests.papers.annual_reports.years import (
    action,
    author_of,
    closed,
    fresh,
    missing,
    published_profile,
    reading_of,
    snapshot_of,
    written,
    year_end,
)
from tests.plans.pages.people import client_of
from tests.plans.reporting.people import lead_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def period():
    """A year end in which the plan's one action was reported."""
    period = year_end()
    reported(period)
    return period


def untold(report):
    completeness = Completeness(reading_of(report))
    return (
        [each.ref for each in completeness.not_reported],
        [each.ref for each in completeness.not_confirmed],
    )


def posted(report, page, **typed):
    return client_of(author_of(report)).post(f"{report.get_absolute_url()}{page}/", typed)


def test_what_lacks_nothing_is_submitted_and_the_step_tells_by_whom(period):
    report = written(closed(period))
    author = author_of(report)
    submit(report, seen=0, actor=author)
    assert fresh(report).state == AnnualReport.State.SUBMITTED
    step = report.steps.get()
    assert (step.took, step.recorded_by_name, step.note) == ("submitted", author.name, "")


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ("introduction", "The introduction is not written"),
        ("vision", "The vision is not written"),
        ("workforce_text", "No workforce figures are selected, and nothing says why"),
        ("returns_text", "No published returns are selected, and nothing says why"),
    ],
)
def test_it_is_not_submitted_while_something_is_missing(period, lacks, told):
    report = written(closed(period), **{lacks: ""})
    assert missing(report) == [told]
    with pytest.raises(ValidationError, match=told):
        submit(report, seen=0, actor=author_of(report))
    answer = posted(report, "submit")
    assert told in answer.content.decode()
    assert fresh(report).is_draft


def test_figures_that_were_selected_need_no_words(period):
    snapshot = snapshot_of(period.plan.directorate)
    report = written(closed(period), workforce_text="", workforce=snapshot)
    assert missing(report) == []
    [noticed, _] = Completeness(reading_of(report)).to_look_at
    assert noticed.what == "The workforce figures are not published yet, so none are printed"
    published_profile(snapshot.directorate, snapshot.day)
    assert len(Completeness(reading_of(report)).to_look_at) == 1


def test_it_is_not_submitted_before_the_year_end_is_closed(period):
    report = written(period)
    with pytest.raises(ValidationError, match="year end of the plan is not closed"):
        submit(report, seen=0, actor=author_of(report))


def test_before_the_closing_each_action_without_an_update_for_the_year_end_is_listed(period):
    action(period, "9.1", status="on_track")
    action(period, "9.2", status="complete")  # needs no report any more
    quarter = ReportingPeriodFactory(plan=period.plan)
    report = written(period)
    assert untold(report) == (["9.1"], [])
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "Actions without an update: 1" in page
    assert quarter.name not in page


def test_after_the_closing_each_action_that_was_not_confirmed_is_listed_with_its_page(period):
    carried = action(period, "9.1", status="on_track")
    report = written(closed(period))
    assert untold(report) == ([], ["9.1"])
    [listed] = Completeness(reading_of(report)).not_confirmed
    assert listed.url == f"/plans/{period.plan.pk}/action/{carried.pk}/progress/"


def test_what_was_not_confirmed_is_submitted_by_who_says_to_have_seen_it(period):
    action(period, "9.1", status="on_track")
    report = written(closed(period))
    with pytest.raises(ValidationError, match="1 action was not confirmed"):
        submit(report, seen=0, actor=author_of(report))
    answer = posted(report, "submit", number="1")
    assert "Select that you have seen which actions were not confirmed" in answer.content.decode()
    assert posted(report, "submit", number="1", seen="on").status_code == 302
    assert report.steps.get().note == "I have seen that 1 action was not confirmed"


def test_who_saw_another_number_of_unconfirmed_actions_is_asked_again(period):
    action(period, "9.1", status="on_track")
    report = written(closed(period))
    action(period, "9.2", status="on_track")
    reopen_period(period, reason="One was forgotten", actor=lead_of(period))
    closed(period)
    answer = posted(report, "submit", number="1", seen="on")
    assert "2 actions were not confirmed: say that you have seen it" in answer.content.decode()
    assert fresh(report).is_draft
    again = answer.context["form"]
    assert (again["number"].value(), again["seen"].value()) == ("2", False)


def test_it_is_submitted_once(period):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    with pytest.raises(ValidationError, match="was submitted"):
        submit(report, seen=0, actor=author_of(report))


def test_it_is_taken_back_with_a_reason_that_stays(period):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    assert b"Enter why the report is taken back" in posted(report, "take-back", reason="").content
    with pytest.raises(ValidationError, match="Enter why"):
        take_back(report, reason="  ", actor=author_of(report))
    assert posted(report, "take-back", reason="A name is wrong").status_code == 302
    assert fresh(report).is_draft
    assert report.steps.last().note == "A name is wrong"
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "taken back by" in page
    assert "A name is wrong" in page


def test_a_draft_is_not_taken_back(period):
    report = written(period)
    with pytest.raises(ValidationError, match="draft already"):
        take_back(report, reason="So", actor=author_of(report))


@pytest.mark.parametrize("way", [["submitted"], ["submitted", "approved"]])
def test_it_is_not_taken_back_while_a_pack_with_it_is_on_its_way(period, way):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    pack = PackFactory(title="The pack of March")
    PackPartFactory(pack=pack, kind="annual-report", target_id=report.pk)
    move(pack, *way)
    answer = posted(report, "take-back", reason="A name is wrong")
    assert "“The pack of March”" in answer.content.decode()
    assert "A name is wrong" in answer.content.decode()
    assert not fresh(report).is_draft
    move(pack, "draft")
    take_back(report, reason="A name is wrong", actor=author_of(report))
    assert fresh(report).is_draft


def test_a_pack_that_holds_something_else_of_that_number_is_no_hindrance(period):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    pack = PackFactory()
    PackPartFactory(pack=pack, kind="plan", target_id=report.pk)
    move(pack, "submitted")
    take_back(report, reason="A name is wrong", actor=author_of(report))
    assert fresh(report).is_draft


def test_a_year_end_that_is_reopened_after_the_submission_is_told_to_the_author(period):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    reopen_period(period, reason="A figure is wrong", actor=lead_of(period))
    page = client_of(author_of(report)).get(report.get_absolute_url()).content.decode()
    assert "Something has changed since this report was submitted" in page
    assert "The year end of the plan is not closed" in page


def test_the_database_lets_nobody_change_what_was_submitted(period):
    report = written(closed(period))
    submit(report, seen=0, actor=author_of(report))
    for change in (
        lambda: AnnualReport.objects.update(vision="Another"),
        lambda: AnnualReport.objects.update(state="draft"),
        lambda: report.assessments.create(position=1, title="Another"),
        lambda: report.steps.update(note="Another"),
        report.delete,
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_an_action_that_left_the_plan_since_is_listed_without_a_link(period):
    gone = action(period, "9.1", status="on_track")
    report = written(closed(period))
    with commitment_lifted():
        gone.updates.all().delete()
        gone.delete()
    [listed] = Completeness(reading_of(report)).not_confirmed
    assert (listed.ref, listed.url) == ("9.1", "")
