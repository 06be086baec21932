"""What the database refuses of assessments, controls and acceptances."""

from datetime import date

import pytest
from django.db import connection, transaction

from plans.models import Plan, RiskAcceptance, RiskAssessment, RiskControl
from tests.factories import (
    RiskAcceptanceFactory,
    RiskAssessmentFactory,
    RiskControlFactory,
    UserFactory,
)
from tests.factories.plans import take_steps
from tests.plain_rows import add, change, refused
from tests.plans.risks.scoring import scored

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 1)


def step(risk):
    return risk.plan.risk_scale.step("impact", 1)


def remove(*rows) -> None:
    """Remove rows past every form; what is checked at the end is checked."""
    with transaction.atomic(), connection.cursor() as cursor:
        for row in rows:
            row.delete()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def test_an_assessment_and_an_acceptance_are_never_rewritten(risk):
    with refused("never rewritten"):
        change(RiskAssessmentFactory(risk=risk), reason="Another one")
    with refused("never rewritten"):
        change(RiskAcceptanceFactory(risk=risk), ends_on=date(2030, 1, 1))


@pytest.mark.parametrize("factory", [RiskAssessmentFactory, RiskAcceptanceFactory])
def test_in_an_approved_plan_they_go_only_with_their_risk(risk, factory):
    row = factory(risk=risk)
    with refused("stays with its approved plan"):
        remove(row)
    remove(risk)
    assert not RiskAssessment.objects.exists()
    assert not RiskAcceptance.objects.exists()


def test_in_a_draft_a_slip_can_be_taken_back(risk):
    take_steps(risk.plan, Plan.Status.DRAFT)
    remove(RiskAssessmentFactory(risk=risk), RiskAcceptanceFactory(risk=risk))


def test_only_the_first_score_of_a_kind_stands_without_a_reason(risk):
    bare = {"risk": risk, "assessed_on": DAY, "reason": ""}
    RiskAssessmentFactory(risk=risk, reason="")
    RiskAssessmentFactory(risk=risk, reason="", kind="target")
    with refused("only with a reason"):
        add(RiskAssessment(impact=step(risk), **bare))
    with refused("only with a reason"):
        add(RiskAssessment(impact=step(risk), kind="target", **bare))
    add(RiskAssessment(impact=step(risk), kind="inherent", **bare))


def test_the_second_half_of_a_first_score_needs_no_reason(risk):
    RiskAssessmentFactory(risk=risk, probability=None, reason="")
    add(RiskAssessmentFactory.build(risk=risk, reason=""))


def test_an_assessment_is_inherent_current_or_target(risk):
    with refused("assessment_kind_known"):
        add(RiskAssessment(risk=risk, impact=step(risk), assessed_on=DAY, kind="residual"))


def test_a_control_says_something_and_only_a_mitigation_is_done(risk):
    with refused("control_says_something"):
        add(RiskControl(risk=risk, kind="control"))
    with refused("control_kind_known"):
        add(RiskControl(risk=risk, kind="hope", text="x"))
    with refused("a_mitigation_is_what_gets_done"):
        add(RiskControl(risk=risk, kind="control", text="x", done_on=DAY))
    RiskControlFactory(risk=risk, mitigation=True, done_on=DAY)


@pytest.mark.parametrize(
    ("rule", "given"),
    [
        ("a_named_person_accepts", {"accepted_by_name": ""}),
        ("accepting_needs_a_reason", {"reason": ""}),
        ("acceptance_ends_after_it_begins", {"ends_on": date(2026, 4, 1)}),
    ],
)
def test_an_acceptance_has_a_person_a_reason_and_an_end(risk, rule, given):
    user = UserFactory()
    with refused(rule):
        add(RiskAcceptanceFactory.build(risk=risk, recorded_by=user, **given))


def test_a_score_is_the_latest_of_its_kind(risk):
    scored(risk, (4, 4), kind="inherent")
    scored(risk, (1, 1), kind="target")
    now = scored(risk, (3, 3), (3, 4))
    assert [each.score for each in (now.inherent, now.current, now.target)] == [16, 12, 1]
    assert now.score == 12
