"""The matrix at any past date, and the scores over time: always by the plan's own scale."""

from datetime import date, timedelta

import pytest

from plans.models import Risk, RiskAssessment, RiskScale
from plans.reading import PlanReading
from plans.risks.history_chart import HistoryChart
from tests.factories import (
    PersonFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
    UserFactory,
)
from tests.plans.pages.people import client_of, holder
from tests.plans.risks.conftest import TODAY
from tests.plans.risks.scoring import scored

pytestmark = pytest.mark.django_db


def standing(plan, day: date | None) -> tuple[int | None, str]:
    """The score and band of the plan's risk in its cell of the matrix, if it stands in one."""
    reading = PlanReading(plan, on=day)
    there = [cell for _, row in reading.matrix for cell in row if cell.risks]
    [row] = reading.risks
    assert [cell.score for cell in there] == ([] if row.score is None else [row.score])
    return row.score, row.band.name if row.band else ""


def test_the_matrix_of_a_day_has_the_last_scores_up_to_and_including_it(plan, risk):
    scored(risk, (2, 4), (3, 4), (5, 5))  # 1 April, 1 May, 1 June
    assert standing(plan, date(2026, 3, 31)) == (None, "")
    assert standing(plan, date(2026, 4, 1)) == (8, "Yellow")
    assert standing(plan, date(2026, 5, 31)) == (12, "Amber")
    assert standing(plan, None) == (25, "Red")


def test_a_target_never_stands_in_the_matrix(plan, risk):
    scored(risk, (1, 1), kind="target")
    assert standing(plan, None) == (None, "")


def test_a_new_scale_never_recolours_the_past(plan, risk):
    scored(risk, (3, 4))
    RiskScaleFactory(in_force_from=TODAY, bands=[("green", 1, 12), ("red", 13, 25)])
    assert RiskScale.in_force() != plan.risk_scale
    assert standing(plan, date(2026, 4, 1)) == (12, "Amber") == standing(plan, None)


def shown(plan, **query) -> str:
    response = client_of(holder("officer")).get(f"/plans/{plan.pk}/risks/", query, follow=True)
    return " ".join(response.content.decode().split())


def test_the_page_says_which_day_is_shown(plan, risk):
    scored(risk, (2, 4), (3, 4))
    then = shown(plan, on="2026-04-30")
    assert "as they were scored on <strong>30 April 2026</strong>" in then
    assert "Score 8, impact" in then
    typed = {"on_day": "30", "on_month": "4", "on_year": "2026"}
    assert "as they were scored on <strong>30 April 2026</strong>" in shown(plan, **typed)
    assert "Score 12, impact" in shown(plan)


@pytest.mark.parametrize("on", ["2027-01-01", "2026-11-25", "yesterday", ""])
def test_without_a_day_that_is_past_today_is_shown(plan, risk, on):
    scored(risk, (2, 4), (3, 4))
    page = shown(plan, on=on)
    assert "as they are scored today" in page
    assert "Score 12, impact" in page


def test_a_day_to_come_is_told_beside_its_boxes(plan, risk):
    page = shown(plan, on_day="1", on_month="1", on_year="2027")
    assert "The day must be today or in the past" in page


def test_who_follows_a_risk_is_led_to_it_and_told_what_looks_wrong(plan, risk):
    scored(risk, (5, 5))
    assert f'href="/plans/{plan.pk}/risk/{risk.pk}/"' in shown(plan)
    assert "The score 25 is above the council’s appetite of 15" in shown(plan)
    reader = UserFactory(person=PersonFactory())
    RiskFactory(plan=plan).people.add(reader.person)  # named for another risk
    page = client_of(reader).get(f"/plans/{plan.pk}/risks/").content.decode()
    assert f"/risk/{risk.pk}/" not in page
    assert "appetite of 15, and" not in page


# Inherent and target scores in tables


@pytest.mark.parametrize("kind", ["inherent", "target"])
def test_the_tables_have_a_column_of_their_own_only_where_the_plan_has_such_scores(
    plan, risk, kind
):
    scored(risk, (3, 4))
    head = f"{kind.capitalize()} score</th>"
    client = client_of(holder("officer"))
    assert head not in client.get(f"/plans/{plan.pk}/").content.decode()
    scored(risk, (1, 2), kind=kind)
    page = client.get(f"/plans/{plan.pk}/").content.decode()
    assert head in page
    assert ">Current score and band</th>" in page


# The chart


def chart(risk: Risk) -> HistoryChart:
    return HistoryChart(Risk.objects.get(pk=risk.pk), TODAY)


def test_a_line_goes_level_until_the_next_assessment_and_on_until_today(risk):
    RiskAssessmentFactory(risk=risk, at=(1, 5), assessed_on=date(2026, 5, 25))
    RiskAssessmentFactory(risk=risk, at=(5, 5), assessed_on=date(2026, 8, 25))
    [line] = chart(risk).lines
    first, second = line.marks
    assert line.path == f"M{first.x} {first.y}H{second.x}V{second.y}H{HistoryChart.right}"
    assert (first.x, first.label, second.label) == (HistoryChart.left, "5", "25")
    assert second.x == pytest.approx((HistoryChart.left + HistoryChart.right) / 2, abs=1)
    assert second.y < first.y


def test_a_score_lies_in_the_stripe_of_its_band(risk):
    for at in ((1, 1), (1, 5), (2, 5), (3, 5), (4, 4), (5, 5)):
        RiskAssessmentFactory(risk=risk, at=at)
    drawn = chart(risk)
    [line] = drawn.lines
    assessments = risk.assessments.all()
    for mark, each in zip(line.marks, assessments, strict=True):
        [stripe] = [b for b in drawn.bands if b.y <= mark.y <= b.y + b.height]
        assert stripe.name == risk.plan.risk_scale.band(each.score).name, each.score


def test_where_a_score_is_not_known_the_line_ends_and_nothing_is_drawn_as_0(risk):
    RiskAssessmentFactory(risk=risk, at=(2, 2), assessed_on=date(2026, 4, 1))
    RiskAssessmentFactory(risk=risk, probability=None, assessed_on=date(2026, 5, 1))
    [line] = chart(risk).lines
    assert len(line.marks) == 1
    assert not line.path.endswith(f"H{HistoryChart.right}")


def test_each_kind_of_score_has_its_own_line_told_apart_in_words(risk):
    for kind in RiskAssessment.Kind:
        scored(risk, (2, 2), kind=kind)
    assert len({line.style for line in chart(risk).lines}) == 3


def test_a_risk_scored_today_for_the_first_time_has_no_line_yet(risk):
    RiskAssessmentFactory(risk=risk, assessed_on=TODAY)
    assert not chart(risk).is_worth_drawing
    RiskAssessmentFactory(risk=risk, assessed_on=TODAY - timedelta(days=1))
    assert chart(risk).is_worth_drawing


def test_uneven_scales_are_drawn_up_to_their_highest_score():
    scale = RiskScaleFactory(
        impacts=[("1", 1), ("2", 2), ("5", 5)],
        probabilities=[("A", 1), ("B", 3)],
        bands=[("green", 1, 5), ("red", 6, 15)],
    )
    made = RiskFactory(plan=PlanFactory(risk_scale=scale))
    RiskAssessmentFactory(risk=made, at=("5", "B"))
    drawn = chart(made)
    [mark] = drawn.lines[0].marks
    assert drawn.bands[-1].y <= mark.y
    assert mark.label == "15"
