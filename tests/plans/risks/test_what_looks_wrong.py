"""What looks wrong in a risk is pointed out: in the plan's warnings and on the risk's page."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from plans.models import Risk, RiskAcceptance
from plans.risks.acts import accept
from plans.warned.risks import looks_wrong
from tests.factories import (
    PlanFactory,
    RiskAcceptanceFactory,
    RiskControlFactory,
    RiskFactory,
    RiskScaleFactory,
)
from tests.plans.lists.pages import RISKS, rows
from tests.plans.pages.people import holder, the_six_roles
from tests.plans.risks.conftest import TODAY
from tests.plans.risks.scoring import scored
from tests.plans.warned.telling import told

pytestmark = pytest.mark.django_db
NOT_ACCEPTED = (
    "the score 20 is above the council’s appetite of 15, and nobody has accepted it for today"
)


def wrong(risk: Risk) -> list[str]:
    """What the risk's page says, which the plan's warnings say too."""
    words = looks_wrong(Risk.objects.get(pk=risk.pk), TODAY)
    assert told(risk.plan) == [f"Risk R 1: {each}" for each in words]
    return words


# Target and lowered scores


def test_a_target_above_the_current_score_is_pointed_out(risk):
    scored(risk, (2, 2))
    scored(risk, (1, 5), kind="target")
    assert wrong(risk) == ["the target score 5 is above the current score 4"]


def test_a_target_as_high_as_the_score_or_without_one_is_not(risk):
    scored(risk, (2, 2), kind="target")
    assert wrong(risk) == []
    scored(risk, (2, 2))
    assert wrong(risk) == []


def test_a_score_lowered_without_a_control_is_pointed_out(risk):
    scored(risk, (3, 4), (2, 4))
    assert wrong(risk) == [
        "the score was lowered from 12 to 8, but no control is in place and no mitigation is done"
    ]
    scored(risk, (5, 5), kind="inherent")
    RiskControlFactory(risk=risk, mitigation=True)
    assert len(wrong(risk)) == 1


@pytest.mark.parametrize("given", [{}, {"mitigation": True, "done_on": TODAY}])
def test_with_a_control_in_place_or_a_mitigation_done_it_is_not(risk, given):
    RiskControlFactory(risk=risk, **given)
    scored(risk, (3, 4), (2, 4))
    assert wrong(risk) == []


def test_a_score_that_rose_or_stayed_needs_no_control(risk):
    scored(risk, (2, 4), (3, 4), (4, 3))
    assert wrong(risk) == []


# Appetite and acceptance


def test_a_risk_above_the_appetite_and_not_accepted_is_pointed_out(risk):
    scored(risk, (4, 5))
    assert wrong(risk) == [NOT_ACCEPTED]
    assert rows(RISKS, appetite="not-accepted") == [risk]


def test_a_risk_at_the_appetite_or_without_a_score_is_not(risk):
    assert wrong(risk) == []
    scored(risk, (3, 5))
    assert wrong(risk) == []
    assert rows(RISKS, appetite="not-accepted") == []


def test_where_the_scale_sets_no_appetite_nothing_has_to_be_accepted():
    bold = RiskFactory(ref="R 1", plan=PlanFactory(risk_scale=RiskScaleFactory()))
    scored(bold, (5, 5))
    assert wrong(bold) == []
    assert rows(RISKS, appetite="not-accepted") == []


@pytest.mark.parametrize(
    ("given", "holds"),
    [
        ({"score": 20}, True),
        ({"score": 19}, False),
        ({"starts_on": TODAY}, True),
        ({"starts_on": TODAY + timedelta(days=1)}, False),
        ({"ends_on": TODAY}, True),
        ({"ends_on": TODAY - timedelta(days=1)}, False),
    ],
)
def test_an_acceptance_covers_its_score_from_its_first_to_its_last_day(risk, given, holds):
    scored(risk, (4, 5))
    RiskAcceptanceFactory(risk=risk, **given)
    assert wrong(risk) == ([] if holds else [NOT_ACCEPTED])
    assert rows(RISKS, appetite="not-accepted") == ([] if holds else [risk])


def acceptance() -> RiskAcceptance:
    return RiskAcceptance(
        accepted_by_name="Ruth Amos", reason="No money", starts_on=TODAY, ends_on=date(2027, 3, 31)
    )


def test_those_who_lead_the_reporting_or_consider_the_plan_record_who_accepts(plan, risk):
    scored(risk, (4, 5))
    for name, user in the_six_roles(plan.directorate).items():
        if name in ("plan_lead", "leadership_team"):
            made = accept(acceptance(), risk=risk, plan=plan, actor=user)
            assert (made.score, made.recorded_by_name) == (20, str(user))
        else:
            with pytest.raises(PermissionDenied):
                accept(acceptance(), risk=risk, plan=plan, actor=user)


def test_only_a_risk_above_the_appetite_is_accepted(plan, risk):
    lead = holder("plan_lead", plan.directorate)
    scored(risk, (3, 5))
    with pytest.raises(ValidationError, match="not above"):
        accept(acceptance(), risk=risk, plan=plan, actor=lead)
