"""Progress in the plan format: what a plan's file tells of its year end, in and out again."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from plans.exchange.exporting import export_plan
from plans.exchange.importing import preview_plan
from plans.models import CriticalAction, Plan, ProgressUpdate, ReportingPeriod
from plans.reporting.acts_on_periods import close_period
from plans.reporting.acts_on_updates import NothingConfirmed, Report, confirm, report_progress
from plans.reporting.report import PeriodReport
from plans.reporting.standing import PeriodReports
from tests.factories import (
    DirectorateFactory,
    ReportingPeriodFactory,
    RoleAssignmentFactory,
    bring_to,
)
from tests.plans.documents import document, objective_of, whole
from tests.plans.exchange.imports import imported
from tests.plans.exchange.test_round_trip import through_database, through_json, through_xlsx
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture
def amina() -> User:
    """Who imports the plan, and leads it besides."""
    directorate = DirectorateFactory(name="Children's Services")
    user = RoleAssignmentFactory(
        role="officer", directorate=directorate, user__name="Amina Yusuf"
    ).user
    RoleAssignmentFactory(user=user, role="plan_lead", directorate=directorate)
    return user


@pytest.fixture
def year_end(amina: User) -> ReportingPeriod:
    """The open year end of an approved plan whose file told of it."""
    plan = bring_to(imported(actor=amina).plan, Plan.Status.PUBLISHED)
    return period_of(plan, kind="year_end", name="Year end")


def period_of(plan: Plan, **how) -> ReportingPeriod:
    return ReportingPeriodFactory(plan=plan, start=plan.start, finish=plan.finish, **how)


def with_progress(*words: str) -> dict:
    """A plan with an action for each of these."""
    data = whole()
    actions = objective_of(data)["actions"]
    actions[:] = [actions[0] | {"ref": f"1.{n}", "progress": said} for n, said in enumerate(words)]
    return data


def progress_of(plan: Plan) -> list[str]:
    """What the plan's file tells of its actions now."""
    [appendix] = export_plan(Plan.objects.get(pk=plan.pk)).appendices
    return [action.progress for action in appendix.outcomes[0].objectives[0].actions]


def page_of(name: str, user: User, *args: int) -> str:
    return client_of(user).get(reverse(f"plans:{name}", args=args)).content.decode()


def test_progress_becomes_an_update_of_the_year_end(amina):
    imported(actor=amina)
    update = ProgressUpdate.objects.get()
    assert update.commentary == "Begun in May"
    assert (update.author, update.author_name) == (amina, "Amina Yusuf")
    assert update.is_of_year_end
    assert update.action.year_end_progress == "Begun in May"


def test_it_says_nothing_of_the_status_and_confirms_nothing(amina):
    imported(with_progress("Complete: all are trained"), actor=amina)
    assert CriticalAction.objects.get().status == CriticalAction.Status.NOT_STARTED
    assert not ProgressUpdate.objects.get().reviews.exists()


def test_only_actions_with_progress_get_an_update():
    imported(with_progress("Begun", "", "Done\nSince May"))
    told = ProgressUpdate.objects.values_list("action__ref", "commentary")
    assert list(told) == [("1.0", "Begun"), ("1.2", "Done\nSince May")]


@pytest.mark.parametrize("there_and_back", [through_json, through_xlsx, through_database])
def test_progress_survives_every_way_there_and_back(there_and_back):
    read = document(with_progress("Begun", "", "Done\nSince May"))
    [appendix] = there_and_back(read).appendices
    actions = appendix.outcomes[0].objectives[0].actions
    assert [action.progress for action in actions] == ["Begun", "", "Done\nSince May"]


def test_a_draft_that_is_replaced_keeps_no_progress_of_before(amina):
    imported(with_progress("Begun", "Begun too"), actor=amina)
    plan = imported(with_progress("Done"), actor=amina, replace_draft=True).plan
    assert ProgressUpdate.objects.get().commentary == "Done"
    assert progress_of(plan) == ["Done"]


def test_the_preview_counts_what_becomes_an_update():
    result = preview_plan(document(with_progress("Begun", "", "Done")), actor=None)
    assert ("Updates of the year end", 2) in result.counted
    assert not ProgressUpdate.objects.exists()


# How it is marked


def test_an_imported_update_says_so_and_who_imported_it(year_end, amina):
    plan, action = year_end.plan, CriticalAction.objects.get()
    for page in (
        page_of("action_progress", amina, plan.pk, action.pk),
        page_of("period", amina, plan.pk, year_end.pk),
    ):
        assert "Begun in May" in page
        assert "Imported by Amina Yusuf, " in page
    [row] = PeriodReport(year_end).actions
    assert (row["commentary"], row["author"]) == ("Begun in May", "Imported by Amina Yusuf")


def test_what_the_command_imported_names_nobody(amina):
    plan = imported().plan
    update = ProgressUpdate.objects.get()
    assert (update.author, update.by_whom) == (None, "Imported")
    page = page_of("action_progress", amina, plan.pk, update.action_id)
    assert "Imported, " in page


def test_a_report_between_periods_is_not_taken_for_an_imported_one(amina):
    plan = bring_to(imported(with_progress(""), actor=amina).plan, Plan.Status.PUBLISHED)
    report = Report("on_track", "Begun")
    action = CriticalAction.objects.get()
    update = report_progress(action, report, plan=plan, period=None, actor=amina)
    assert (update.is_imported, update.by_whom) == (False, "Amina Yusuf")


# What it counts for


def test_it_is_a_report_for_the_year_end_and_for_no_quarter(year_end):
    quarter = period_of(year_end.plan)
    assert [report.state for report in PeriodReports(year_end).rows] == ["Reported"]
    assert [report.state for report in PeriodReports(quarter).rows] == ["Not reported"]


def test_another_than_who_imported_it_confirms_it(year_end, amina):
    update = ProgressUpdate.objects.get()
    with pytest.raises(NothingConfirmed):
        confirm(year_end, [update.pk], actor=amina)
    confirm(year_end, [update.pk], actor=holder("plan_lead", year_end.plan.directorate))
    assert PeriodReports(year_end).rows[0].state == "Confirmed"


def test_what_is_reported_for_the_year_end_is_printed_in_its_stead_and_both_stay(year_end, amina):
    action = CriticalAction.objects.get()
    report = Report("complete", "All are trained")
    report_progress(action, report, plan=year_end.plan, period=year_end, actor=amina)
    action = CriticalAction.objects.get()
    assert action.year_end_progress == "All are trained"
    assert progress_of(year_end.plan) == ["All are trained"]
    assert action.updates.count() == 2


def test_what_was_carried_unreported_is_in_no_file_and_comes_back_as_nobody_s_report(amina):
    plan = bring_to(imported(with_progress(""), actor=amina).plan, Plan.Status.PUBLISHED)
    year_end = period_of(plan, kind="year_end", name="Year end")
    close_period(year_end, actor=amina)
    assert CriticalAction.objects.get().year_end_progress == ProgressUpdate.NOT_CONFIRMED
    assert progress_of(plan) == [""]
    again = export_plan(Plan.objects.get(pk=plan.pk))
    again.start, again.finish = date(2030, 4, 1), date(2031, 3, 31)
    through_database(again)
    assert not ProgressUpdate.objects.exclude(carried=True).exists()
