"""Reviews in the rest of the product: history, putting back, files, My work, reminders."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from core.models import AuditAct
from plans.acts_on_parts import remove, undo_removal
from plans.exchange.exporting import export_plan
from plans.handover import open_parts_of
from plans.history.entries import entries_of_part, entries_of_plan
from plans.history.telling import tell
from plans.models import Plan, Risk
from plans.parts import KINDS
from plans.reporting.risk_reviews import reviews_of, reviews_waiting
from plans.risks.acts import review
from tests.factories import (
    PersonFactory,
    RiskAcceptanceFactory,
    RiskAssessmentFactory,
    RiskControlFactory,
    UserFactory,
)
from tests.factories.plans import take_steps
from tests.plans.pages.people import client_of, holder
from tests.plans.risks.conftest import TODAY
from tests.plans.risks.scoring import address, found, scored, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(plan) -> User:
    return holder("plan_lead", plan.directorate)


# History


def told(plan: Plan, risk: Risk | None = None) -> list[str]:
    """The latest act in sentences."""
    key = (risk._meta.db_table, str(risk.pk)) if risk else None
    entries = entries_of_part(plan, key) if key else entries_of_plan(plan)
    acts = [entry for entry in entries if not entry.is_outside]
    sentences = tell(plan, acts[:1], part=key)[0].sentences
    return ["".join(run.text for run in sentence) for sentence in sentences]


def test_the_history_tells_a_review_with_its_reason_and_the_score_before(plan, risk, lead):
    scored(risk, (2, 4))
    scored(risk, (1, 1), kind="target")
    review(risk, found(risk, (3, 4)), plan=plan, actor=lead)
    sentence = (
        f"{lead} scored risk R 1: impact 3 Moderate, probability 4 Likely (was 2 × 4), "
        "“Two providers left”"
    )
    assert told(plan) == [sentence] == told(plan, risk)
    review(risk, found(risk, (1, 2), kind="target"), plan=plan, actor=lead)
    assert told(plan) == [
        f"{lead} set the target score of risk R 1: impact 1 Insignificant, probability 2 "
        "Unlikely (was 1 × 1), “Two providers left”"
    ]


def test_the_history_tells_controls_and_acceptances(plan, risk, lead):
    scored(risk, (5, 5))
    client = client_of(lead)
    given = {"kind": "mitigation", "text": "A contract", "due_text": "Sep 2026"}
    client.post(address("control_add", risk), given)
    assert told(plan) == [
        f"{lead} added a further mitigation to risk R 1: “A contract”, due Sep 2026"
    ]
    control = risk.controls.get()
    url = address("control_change", risk, control.pk)
    given |= {"revision": control.revision, "text": "Two contracts"}
    given |= {"done_on_day": "1", "done_on_month": "10", "done_on_year": "2026"}
    client.post(url, given)
    assert told(plan, risk) == [
        f"{lead} finished a further mitigation of risk R 1: “Two contracts”, on 1 October 2026",
        "Also changed a further mitigation of risk R 1: “Two contracts” (the wording)",
    ]
    accepting = {"accepted_by_name": "Ruth Amos", "reason": "No money"}
    for name, day in (("starts_on", (25, 11, 2026)), ("ends_on", (31, 3, 2027))):
        accepting |= {f"{name}_{b}": n for b, n in zip(("day", "month", "year"), day, strict=True)}
    client.post(address("risk_accept", risk), accepting)
    assert told(plan) == [
        f"{lead} recorded that a score of 25 is accepted of risk R 1: by Ruth Amos until 31 "
        "March 2027, “No money”"
    ]


# Putting back, the past, files, handing over


def test_a_removed_risk_comes_back_with_all_that_was_made_of_it(plan, risk, lead):
    take_steps(plan, Plan.Status.DRAFT)
    scored(risk, (2, 4), (3, 4))
    person = PersonFactory()
    RiskControlFactory(risk=risk, mitigation=True).people.add(person)
    RiskAcceptanceFactory(risk=risk)
    plan.refresh_from_db()
    entry = remove(KINDS["risk"], risk.objective_risks.get(), plan=plan, actor=lead)
    assert not Risk.objects.exists()
    undo_removal(AuditAct.objects.get(pk=entry.pk), plan=plan, actor=lead)
    back = Risk.objects.get()
    assert back.movement.words == "up from 8 to 12"
    assert back.controls.get().people.get() == person
    assert back.acceptances.count() == 1


def test_a_file_has_the_current_score_only(plan, risk):
    scored(risk, (2, 4))
    scored(risk, (1, 1), kind="target")
    [part] = export_plan(plan).appendices[0].outcomes[0].objectives[0].risks
    assert (part.impact, part.probability) == ("2", "4")


def test_what_a_leaver_owns_and_has_not_done_is_handed_over(plan, risk):
    leaver = PersonFactory(name="Ida Cox")
    todo = RiskControlFactory(risk=risk, text="A contract", responsible="Ida Cox")
    done = RiskControlFactory(risk=risk, mitigation=True, done_on=TODAY)
    for control in (todo, done):
        control.people.add(leaver)
    [part] = open_parts_of(leaver, Plan.objects.all())
    assert (part.part, str(part)) == (todo, "Control or mitigation A contract")


# What waits


@pytest.fixture
def named(risk) -> User:
    """Who is named for the risk."""
    user = UserFactory(person=PersonFactory())
    risk.people.add(user.person)
    return user


def reviewed_on(risk: Risk, day: date) -> None:
    """In red, and so to be reviewed a month later."""
    RiskAssessmentFactory(risk=risk, at=(5, 5), assessed_on=day)


@pytest.mark.parametrize(
    ("day", "waits"),
    [
        (date(2026, 10, 24), "overdue"),
        (date(2026, 10, 25), "due"),
        (date(2026, 11, 30), "due"),
        (date(2026, 12, 1), ""),
    ],
)
def test_my_work_lists_the_reviews_that_are_overdue_or_due_this_quarter(
    risk, named, time_machine, day, waits
):
    if day > TODAY:
        time_machine.move_to(day)
    reviewed_on(risk, day)
    found = reviews_of(named, TODAY)
    assert ["overdue" if each.is_overdue else "due" for each in found] == ([waits] if waits else [])


def test_my_work_leads_to_the_risk_and_is_silent_for_others(risk, named):
    reviewed_on(risk, date(2026, 9, 1))
    page = client_of(named).get("/plans/my-work/").content.decode()
    assert "Risk reviews that wait for you" in page
    assert f'href="{address("risk", risk)}"' in page
    other = UserFactory(person=PersonFactory())
    assert "Risk reviews" not in client_of(other).get("/plans/my-work/").content.decode()


def waiting() -> list[str]:
    return [each.recipient.email for each in reviews_waiting(TODAY)]


def test_a_review_due_today_is_not_late(risk, named):
    reviewed_on(risk, date(2026, 10, 25))
    assert waiting() == []


def test_who_is_named_is_reminded_of_an_overdue_review_until_it_is_made(plan, risk, named):
    reviewed_on(risk, date(2026, 10, 24))
    [told] = reviews_waiting(TODAY)
    assert (told.recipient.email, told.due_on) == (named.email, date(2026, 11, 24))
    assert told.path == address("risk", risk)
    assert told.still_waits()
    client_of(named).post(address("risk_score", risk, "current"), typed(risk, (4, 5)))
    assert not told.still_waits()
    assert waiting() == []


def test_where_nobody_named_can_be_reached_the_plan_s_lead_is_reminded(risk, named, lead):
    reviewed_on(risk, date(2026, 9, 1))
    named.person.left_on = TODAY - timedelta(days=1)
    named.person.save()
    assert waiting() == [lead.email]
