"""Reviewing a risk: who may, why, when next, and how the score moved."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from core.models import AuditAct
from plans.models import Risk
from plans.risks.acts import review
from tests.factories import (
    PersonFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
    UserFactory,
)
from tests.plans.lists.pages import RISKS, cells, page, rows
from tests.plans.pages.people import holder, the_six_roles
from tests.plans.risks.conftest import TODAY
from tests.plans.risks.scoring import found, scored

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(plan):
    return holder("officer", plan.directorate)


def reviewed(risk, actor, at=(3, 4), **given):
    made = review(risk, found(risk, at, **given), plan=risk.plan, actor=actor)
    return made, Risk.objects.get(pk=risk.pk)


# Who, why and when


def test_a_review_of_an_approved_plan_keeps_who_when_and_why_beside_what_was_before(risk, officer):
    scored(risk, (2, 4))
    made, now = reviewed(risk, officer)
    assert (made.assessor_name, made.reason) == (str(officer), "Two providers left")
    assert made.assessed_on == date(2026, 11, 20)
    assert [each.score for each in now.assessments.all()] == [8, 12]
    entry = AuditAct.objects.first()
    assert entry.action == "risk.reviewed"
    assert entry.actor_name == str(officer)


def test_writers_and_who_is_named_for_the_risk_review_it_and_nobody_else(plan, risk):
    named = UserFactory(person=PersonFactory())
    risk.people.add(named.person)
    people = the_six_roles(plan.directorate) | {"named": named}
    for name, user in people.items():
        if name in ("officer", "plan_lead", "named"):
            reviewed(risk, user)
        else:
            with pytest.raises(PermissionDenied):
                reviewed(risk, user)


def test_a_review_says_why_even_if_nothing_changed(risk, officer):
    scored(risk, (3, 4))
    with pytest.raises(ValidationError, match="why"):
        reviewed(risk, officer, reason="")
    _, now = reviewed(risk, officer, reason="Nothing new since April")
    assert now.movement.words == "unchanged at 12"
    assert now.current.reason == "Nothing new since April"


def test_nobody_reviews_on_a_day_to_come(risk, officer):
    with pytest.raises(ValidationError, match="to come"):
        reviewed(risk, officer, assessed_on=TODAY + timedelta(days=1))
    reviewed(risk, officer, assessed_on=TODAY)


def test_what_was_found_on_an_earlier_day_is_kept_and_is_not_the_score_now(risk, officer):
    scored(risk, (1, 1), (2, 2))
    _, now = reviewed(risk, officer, at=(5, 5), assessed_on=date(2026, 4, 15))
    assert now.score == 4
    assert now.movement.words == "down from 25 to 4"


# Movement


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([(2, 4), (3, 4)], "↑ up from 8 to 12"),
        ([(3, 4), (2, 4)], "↓ down from 12 to 8"),
        ([(3, 4), (2, 4), (4, 2)], "→ unchanged at 8"),
        ([(3, 4)], "None"),
        ([], "None"),
    ],
)
def test_movement_is_an_arrow_with_words(risk, scores, told):
    assert str(scored(risk, *scores).movement) == told


def test_a_score_that_is_not_known_any_more_has_not_moved(risk):
    scored(risk, (2, 4))
    RiskAssessmentFactory(risk=risk, probability=None, assessed_on=TODAY)
    now = Risk.objects.get()
    assert now.score is None
    assert now.movement is None


# The next review


def due(assessed_on: date, months: int = 1, **given) -> Risk:
    """A risk in a band that is reviewed so often."""
    scale = RiskScaleFactory()
    scale.bands.update(review_months=months)
    plan = PlanFactory(approved=True, risk_scale=scale, **given)
    made = RiskFactory(plan=plan)
    RiskAssessmentFactory(risk=made, at=(1, 1), assessed_on=assessed_on)
    return Risk.objects.get(pk=made.pk)


@pytest.mark.parametrize(
    ("assessed_on", "months", "expected"),
    [
        (date(2026, 4, 15), 3, date(2026, 7, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_the_next_review_is_so_many_calendar_months_later_in_the_list_too(
    assessed_on, months, expected
):
    made = due(assessed_on, months)
    assert made.next_review == expected
    assert Risk.objects.with_scores().get().review_now == expected


def test_the_band_says_how_often(risk):
    assert scored(risk, (5, 5)).next_review == date(2026, 5, 1)
    assert scored(risk, (1, 1), (1, 1)).next_review == date(2027, 5, 1)


def test_a_risk_without_a_score_has_no_next_review(risk):
    RiskAssessmentFactory(risk=risk, probability=None)
    assert Risk.objects.get().next_review is None
    assert Risk.objects.with_scores().get().review_now is None
    assert cells(RISKS)[0]["review"] == "—"


def overdue_in_list() -> set[Risk]:
    return set(rows(RISKS, review="overdue"))


def test_a_review_is_overdue_the_day_after_and_only_while_its_plan_runs():
    last_day, late = due(date(2026, 10, 25)), due(date(2026, 10, 24))
    over = due(date(2025, 4, 1), first_year=2025)
    to_come = due(date(2026, 10, 1), first_year=2027)
    told = {r for r in (last_day, late, over, to_come) if r.review_is_overdue(TODAY)}
    assert told == {late} == overdue_in_list()


def test_a_late_review_does_not_move_its_day(time_machine):
    made = due(date(2026, 6, 1))
    time_machine.move_to("2027-02-01")
    assert made.next_review == date(2026, 7, 1)


def test_due_this_quarter_is_from_its_first_to_its_last_day():
    days = [date(2026, 8, 30), date(2026, 9, 1), date(2026, 11, 30), date(2026, 12, 1)]
    risks = [due(day) for day in days]
    assert set(rows(RISKS, review="quarter")) == set(risks[1:3])


def test_the_list_shows_movement_target_and_next_review(risk):
    scored(risk, (1, 2), kind="target")
    scored(risk, (2, 4), (3, 4))
    row = page(RISKS).context["table"].page[0]
    shown = {name: str(row.get_cell(name)) for name in ("movement", "target", "review")}
    assert shown == {
        "movement": "↑ up from 8 to 12",
        "target": "2",
        "review": "1 August 2026",
    }
