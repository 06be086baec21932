"""What a closed period showed stays as it was shown."""

import pytest

from plans.models import CriticalAction, Indicator, ReportingPeriod, Risk
from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import close_period, reopen_period
from plans.reporting.acts_on_updates import confirm
from tests.factories import IndicatorActualFactory, IndicatorTargetFactory, ReportingPeriodFactory
from tests.plans.reporting.people import lead_of, officer_of, reported

pytestmark = pytest.mark.django_db


@pytest.fixture
def period() -> ReportingPeriod:
    period = ReportingPeriodFactory()
    kpi = Indicator.objects.get()
    kpi.targets.all().delete()
    kpi.actuals.all().delete()
    IndicatorTargetFactory(indicator=kpi, text="50%")
    IndicatorActualFactory(indicator=kpi, text="49%")
    return period


def shown(period: ReportingPeriod) -> dict:
    return period.events.filter(kind="closed").last().frozen


def objective(period: ReportingPeriod) -> dict:
    [found] = shown(period)["objectives"]
    return found


def test_an_action_is_kept_with_the_words_and_the_colour_that_were_shown(period):
    author = officer_of(period)
    update = reported(period, "Printed 300", "slipping", actor=author)
    confirm(period, [update.pk], actor=lead_of(period))
    close_period(period, actor=lead_of(period))
    [action] = objective(period)["actions"]
    assert (action["status"], action["colour"]) == ("Slipping", "amber")
    assert (action["commentary"], action["author"]) == ("Printed 300", str(author))
    assert action["report"] == "Confirmed"


def test_what_was_not_confirmed_is_kept_in_those_words(period):
    close_period(period, actor=lead_of(period))
    [action] = objective(period)["actions"]
    assert action["commentary"] == action["report"] == "Not confirmed by the officer"


def test_kpis_and_risks_are_kept_with_rating_score_band_and_definition(period):
    close_period(period, actor=lead_of(period))
    [kpi] = objective(period)["kpis"]
    assert (kpi["target"], kpi["actual"], kpi["rating"]) == ("50%", "49%", "Amber")
    scores = {risk["score"] for risk in objective(period)["risks"]}
    assert scores == {None, Risk.objects.exclude(assessments=None).get().score}
    assert [row[1] for row in shown(period)["rag"]] == ["Green", "Amber", "Red", "Grey"]
    assert shown(period)["bands"]


def test_nothing_that_changes_later_alters_it(period):
    reported(period, "Printed 300")
    close_period(period, actor=lead_of(period))
    before = shown(period)
    with commitment_lifted():
        CriticalAction.objects.update(text="Other", responsible="Somebody else", status="complete")
        Indicator.objects.update(measure="Other")
        Risk.objects.update(text="Other")
        period.plan.title = "Other"
        period.plan.save()
    assert shown(period) == before


def test_each_closing_keeps_what_it_showed(period):
    lead = lead_of(period)
    close_period(period, actor=lead)
    reopen_period(period, reason="Late", actor=lead)
    reported(period, "Printed 300")
    close_period(period, actor=lead)
    words = [
        event.frozen["objectives"][0]["actions"][0]["commentary"]
        for event in period.events.filter(kind="closed")
    ]
    assert words == ["Not confirmed by the officer", "Printed 300"]
