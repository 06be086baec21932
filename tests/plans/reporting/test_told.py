"""What was done in a reporting period, as the history of the plan tells it."""

import pytest

from plans.models import CriticalAction
from plans.models.commitment import commitment_lifted
from plans.reporting.acts_on_periods import close_period, reopen_period
from plans.reporting.acts_on_updates import confirm, send_back
from plans.reporting.standing import PeriodReports
from tests.factories import ReportingPeriodFactory
from tests.plans.history.test_entries import lines
from tests.plans.reporting.people import action_of, lead_of, officer_of, reported

pytestmark = pytest.mark.django_db


def test_a_year_of_reporting_reads_as_sentences():
    period = ReportingPeriodFactory(name="Quarter 1")
    with commitment_lifted():
        CriticalAction.objects.update(ref="1.5")
    officer, lead = officer_of(period), lead_of(period)
    close_period(period, actor=lead)
    reopen_period(period, reason="A school was late", actor=lead)
    reported(period, "Printed 300", "slipping", actor=officer)
    send_back(PeriodReports(period).rows[0], plan=period.plan, reason="Say how many", actor=lead)
    update = reported(period, "Printed 300 of 500", "on_track", actor=officer)
    confirm(period, [update.pk], actor=lead)
    told = [". ".join(sentences) for sentences in lines(period.plan)][:6]
    assert told == [
        f"{lead} confirmed the update on action 1.5",
        f"{officer} reported progress on action 1.5: On track, “Printed 300 of 500”",
        f"{lead} sent back the update on action 1.5: “Say how many”",
        f"{officer} reported progress on action 1.5: Slipping, “Printed 300”",
        f"{lead} reopened the reporting period “Quarter 1”: “A school was late”",
        f"{lead} closed the reporting period “Quarter 1”. Also carried 1 action without a report",
    ]
    of_action = [" ".join(entry) for entry in lines(period.plan, action_of(period))]
    assert any("sent back the update" in line for line in of_action)
