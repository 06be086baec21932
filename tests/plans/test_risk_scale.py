"""Risk scores, bands and scales: 5 × 5, uneven, lettered, and the risk without a score."""

from datetime import date

import pytest

from plans.models import RiskBand, RiskScale, RiskScaleStep
from plans.reading import PlanReading
from plans.risk_grid import band_faults, matrix_of
from tests.factories import (
    ObjectiveFactory,
    ObjectiveRiskFactory,
    PlanFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
)

pytestmark = pytest.mark.django_db

LETTERS = [("A", 1), ("B", 2), ("C", 3), ("D", 4)]
UNEVEN = [("1", 1), ("2", 2), ("3", 3), ("5", 5)]


def row_of(risk):
    """The risk as the plan prints it under an objective."""
    objective = ObjectiveFactory(block__appendix__plan=risk.plan)
    ObjectiveRiskFactory(objective=objective, risk=risk)
    [row] = PlanReading(risk.plan).risks
    return row


# The default scale


@pytest.mark.parametrize(
    ("impact", "probability", "score", "band"),
    [
        (1, 1, 1, "Green"),
        (2, 2, 4, "Green"),
        (5, 1, 5, "Yellow"),
        (3, 3, 9, "Yellow"),
        (2, 5, 10, "Amber"),
        (4, 3, 12, "Amber"),
        (3, 5, 15, "Amber"),
        (4, 4, 16, "Red"),
        (5, 5, 25, "Red"),
    ],
)
def test_a_score_is_impact_times_probability_and_has_a_band(impact, probability, score, band):
    risk = RiskFactory()
    RiskAssessmentFactory(risk=risk, at=(impact, probability))
    row = row_of(risk)
    assert (row.score, row.band.name) == (score, band)
    assert (risk.score, risk.band.name) == (score, band)


def test_every_score_of_the_default_scale_lies_in_one_band():
    scale = RiskScale.in_force()
    bands = list(scale.bands.all())
    matrix = matrix_of(scale.steps_of("impact"), scale.steps_of("probability"), bands)
    assert len(matrix) == 5
    assert band_faults(matrix, bands) == []


def test_the_default_scale_has_the_words_of_the_handbook():
    scale = RiskScale.in_force()
    assert [str(step) for step in scale.steps_of("impact")] == [
        "1 Insignificant",
        "2 Minor",
        "3 Moderate",
        "4 Significant",
        "5 Major",
    ]
    assert [str(step) for step in scale.steps_of("probability")] == [
        "1 Rare",
        "2 Unlikely",
        "3 Moderate",
        "4 Likely",
        "5 Almost certain",
    ]


# Not scored


def test_a_risk_without_a_score_prints_an_empty_score_never_0():
    risk = RiskFactory()
    row = row_of(risk)
    assert (row.impact, row.probability, row.score, row.band) == (None, None, None, None)
    assert risk.score is None
    assert risk.band is None


@pytest.mark.parametrize("given", ["impact", "probability"])
def test_with_only_one_of_the_two_known_there_is_no_score(given):
    risk = RiskFactory()
    other = "probability" if given == "impact" else "impact"
    RiskAssessmentFactory(risk=risk, at=(5, 5), **{other: None})
    row = row_of(risk)
    assert getattr(row, given).value == 5
    assert (getattr(row, other), row.score, row.band) == (None, None, None)


def test_the_latest_assessment_counts():
    risk = RiskFactory()
    RiskAssessmentFactory(risk=risk, at=(5, 5), assessed_on=date(2026, 6, 1))
    RiskAssessmentFactory(risk=risk, at=(2, 2), assessed_on=date(2026, 9, 1))
    RiskAssessmentFactory(risk=risk, at=(4, 4), assessed_on=date(2026, 3, 1))
    assert row_of(risk).score == 4


def test_of_two_assessments_of_one_day_the_later_made_counts():
    risk = RiskFactory()
    RiskAssessmentFactory(risk=risk, at=(5, 5))
    RiskAssessmentFactory(risk=risk, at=(2, 2))
    assert row_of(risk).score == 4


# Scales of the council's own


def test_an_uneven_scale_multiplies_what_its_steps_count():
    plan = PlanFactory(risk_scale=RiskScaleFactory(impacts=UNEVEN, probabilities=UNEVEN))
    risk = RiskFactory(plan=plan)
    RiskAssessmentFactory(risk=risk, at=("5", "3"))
    assert row_of(risk).score == 15
    assert plan.risk_scale.step("impact", "4") is None


def test_a_scale_of_letters_is_read_by_its_letters():
    scale = RiskScaleFactory(
        impacts=LETTERS, probabilities=LETTERS, bands=[("green", 1, 8), ("red", 9, 16)]
    )
    risk = RiskFactory(plan=PlanFactory(risk_scale=scale))
    RiskAssessmentFactory(risk=risk, at=("d", " D "))
    row = row_of(risk)
    assert (row.impact.label, row.score, row.band.colour) == ("D", 16, "red")
    assert scale.step("impact", "E") is None
    assert scale.step("impact", 4) is None


def test_the_same_label_on_the_other_axis_is_another_step():
    scale = RiskScaleFactory(impacts=[("1", 1), ("2", 10)], probabilities=[("1", 1), ("2", 2)])
    assert scale.step("impact", 2).value == 10
    assert scale.step("probability", 2).value == 2


def test_a_score_between_two_bands_has_no_band():
    scale = RiskScaleFactory(bands=[("green", 1, 4), ("red", 16, 25)])
    assert scale.band(4).colour == "green"
    assert scale.band(10) is None
    assert scale.band(16).colour == "red"


def test_each_plan_keeps_the_scale_it_was_made_with():
    risk = RiskFactory()
    RiskAssessmentFactory(risk=risk, at=(4, 3))
    RiskScaleFactory(in_force_from=date(2026, 1, 1), bands=[("blue", 1, 25)])
    assert row_of(risk).band.name == "Amber"
    assert PlanFactory().risk_scale.band(12).name == "Blue"


def test_of_two_versions_of_one_day_the_later_is_in_force():
    RiskScaleFactory(name="Scale", version=1, in_force_from=date(2026, 1, 1))
    second = RiskScaleFactory(name="Scale", version=2, in_force_from=date(2026, 1, 1))
    assert RiskScale.in_force() == second


# Bands


def faults_of(bands: list[tuple[int, int]]) -> list[str]:
    """What is wrong with bands of these scores in 5 × 5."""
    steps = [RiskScaleStep(value=value) for value in range(1, 6)]
    rows = [
        RiskBand(name=f"Band {number}", lowest=lowest, highest=highest)
        for number, (lowest, highest) in enumerate(bands)
    ]
    return band_faults(matrix_of(steps, steps, rows), rows)


@pytest.mark.parametrize(
    ("bands", "problem"),
    [
        ([(1, 4), (6, 25)], "A score of 5 lies in no band"),
        ([(1, 5), (5, 25)], "A score of 5 lies in two bands: Band 0, Band 1"),
        ([(2, 25)], "A score of 1 lies in no band"),
        ([(1, 24)], "A score of 25 lies in no band"),
        ([(1, 15)], "Scores of 16, 20 and 25 lie in no band"),
    ],
)
def test_a_score_without_a_band_or_with_two_is_named(bands, problem):
    assert problem in faults_of(bands)


def test_a_gap_where_no_score_can_fall_does_not_matter():
    """In 5 × 5 no score is 7, 11, 13, 14, 17 … 19 or 21 … 24."""
    assert faults_of([(1, 6), (8, 10), (12, 12), (15, 16), (20, 20), (25, 25)]) == []


def test_bands_that_overlap_where_no_score_can_fall_are_told_all_the_same():
    assert faults_of([(1, 13), (13, 25)]) == ["Band 0 and Band 1 overlap: both hold 13"]
    assert faults_of([(1, 14), (13, 25)]) == ["Band 0 and Band 1 overlap: both hold 13 to 14"]


def test_faulty_scores_are_told_from_low_to_high_those_with_one_fault_together():
    assert faults_of([(1, 4), (6, 14), (12, 20)]) == [
        "Scores of 5 and 25 lie in no band",
        "A score of 12 lies in two bands: Band 1, Band 2",
    ]


# The matrix


def test_the_matrix_counts_each_risk_once_in_its_cell():
    plan = PlanFactory()
    risks = {at: RiskFactory(plan=plan) for at in ((4, 3), (5, 5), (1, 1))}
    for at, risk in risks.items():
        RiskAssessmentFactory(risk=risk, at=at)
    twin = RiskFactory(plan=plan)
    RiskAssessmentFactory(risk=twin, at=(4, 3))
    unscored = RiskFactory(plan=plan)
    first, second = ObjectiveFactory.create_batch(2, block__appendix__plan=plan)
    for risk in (*risks.values(), twin, unscored):
        ObjectiveRiskFactory(objective=first, risk=risk)
        ObjectiveRiskFactory(objective=second, risk=risk)

    matrix = PlanReading(plan).matrix
    assert [impact.value for impact, _ in matrix] == [5, 4, 3, 2, 1]
    assert all([c.probability.value for c in row] == [1, 2, 3, 4, 5] for _, row in matrix)
    there = {
        (cell.impact.value, cell.probability.value): cell.risks
        for _, row in matrix
        for cell in row
        if cell.risks
    }
    assert there == {
        (4, 3): [risks[4, 3], twin],
        (5, 5): [risks[5, 5]],
        (1, 1): [risks[1, 1]],
    }


def test_each_cell_of_the_matrix_has_the_score_and_band_of_its_step():
    scale = RiskScaleFactory(impacts=UNEVEN, probabilities=LETTERS)
    matrix = PlanReading(PlanFactory(risk_scale=scale)).matrix
    assert [[cell.score for cell in row] for _, row in matrix] == [
        [5, 10, 15, 20],
        [3, 6, 9, 12],
        [2, 4, 6, 8],
        [1, 2, 3, 4],
    ]
    assert matrix[0][1][3].band.name == "Red"


def test_the_risks_not_yet_scored_are_listed_with_the_objectives_they_threaten():
    plan = PlanFactory()
    risk = RiskFactory(plan=plan)
    half = RiskFactory(plan=plan)
    RiskAssessmentFactory(risk=half, probability=None)
    scored = RiskFactory(plan=plan, scored=True)
    first, second = ObjectiveFactory.create_batch(2, block__appendix__plan=plan)
    for objective in (first, second):
        ObjectiveRiskFactory(objective=objective, risk=risk)
    ObjectiveRiskFactory(objective=first, risk=half)
    ObjectiveRiskFactory(objective=second, risk=scored)

    reading = PlanReading(plan)
    assert reading.unscored_with_objectives == [(risk, [first, second]), (half, [first])]
    [cell] = reading.risks_by_cell
    assert (cell.cell.score, cell.risks) == (12, [(scored, [second])])
