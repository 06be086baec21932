"""The list of risks across plans: scores, bands of each plan's own scale, empty scores last."""

from datetime import date

import pytest

from plans.models import Risk
from tests.factories import (
    DivisionFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    RiskAssessmentFactory,
    RiskFactory,
    RiskScaleFactory,
)
from tests.plans.lists.pages import RISKS, cells, rows

pytestmark = pytest.mark.django_db


def risk(text: str, *scores: tuple[int, int], **given) -> Risk:
    made = RiskFactory(text=text, **given)
    for number, score in enumerate(scores):
        RiskAssessmentFactory(risk=made, at=score, assessed_on=date(2026, 4, number + 1))
    return made


def listed(**query) -> list[str]:
    return [one.text for one in rows(RISKS, **query)]


@pytest.fixture
def _scored():
    risk("Unscored")
    risk("Low", (1, 1))
    risk("Now high", (1, 1), (5, 5))
    risk("Now middling", (5, 5), (3, 3))
    half = RiskFactory(text="Half")
    RiskAssessmentFactory(risk=half, probability=None)


@pytest.mark.usefixtures("_scored")
def test_the_highest_score_comes_first_and_the_unscored_last_either_way():
    down = ["Now high", "Now middling", "Low"]
    assert listed()[:3] == down
    assert listed(sort="-score")[:3] == down
    assert listed(sort="score")[:3] == down[::-1]
    assert set(listed(sort="score")[3:]) == {"Unscored", "Half"}


@pytest.mark.usefixtures("_scored")
def test_the_score_sorted_by_is_the_score_that_the_plan_shows():
    for one in rows(RISKS):
        assert one.score_now == one.score, one.text
        assert one.assessed_now == (one.current.assessed_on if one.current else None)


@pytest.mark.usefixtures("_scored")
def test_an_unscored_risk_has_an_empty_score_and_no_band():
    shown = {one["text"].split(">")[1].split("<")[0]: one for one in cells(RISKS)}
    assert shown["Unscored"]["score"] == ""
    assert "app-chip" not in shown["Unscored"]["band"]
    assert shown["Now high"]["score"] == "25"
    assert "app-chip--red" in shown["Now high"]["band"]


@pytest.mark.usefixtures("_scored")
def test_a_band_or_a_lowest_score_narrows_the_list():
    assert listed(band="Red") == ["Now high"]
    assert listed(band="Green") == ["Low"]
    assert set(listed(band="not-scored")) == {"Unscored", "Half"}
    assert listed(score=9) == ["Now high", "Now middling"]
    assert listed(score="nine", band="Red") == ["Now high"]


def test_a_band_is_that_of_the_plan_s_own_scale():
    strict = RiskScaleFactory(bands=[("green", 1, 2), ("red", 3, 25)])
    risk("Of the strict plan", (1, 4), plan__risk_scale=strict)
    risk("Of another", (1, 4))
    assert listed(band="Red") == ["Of the strict plan"]
    assert listed(band="Green") == ["Of another"]


def test_a_risk_that_threatens_two_objectives_is_one_row_that_names_both():
    block = OutcomeBlockFactory(outcome_text="Stay safe")
    plan = block.appendix.plan
    both = risk("Both", (2, 2), plan=plan)
    first = ObjectiveRiskFactory(risk=both, objective__block=block, objective__ref="Ob 1")
    ObjectiveRiskFactory(risk=both, objective__block=block, objective__ref="Ob 2")
    risk("None", (2, 2), plan=plan)
    assert listed(outcome="Stay safe") == ["Both"]
    [row] = cells(RISKS, outcome="Stay safe")
    assert row["objectives"] == "Ob 1, Ob 2"
    assert f"#risk-{first.pk}" in row["text"]


def test_words_directorate_year_and_division_narrow_the_list():
    wanted = risk("Wanted barrier", ref="CSR 1", responsible="Cora Dunn")
    division = DivisionFactory()
    wanted.divisions.add(division)
    risk("Other", plan__first_year=2024)
    for query in (
        {"words": "csr barrier cora"},
        {"directorate": wanted.plan.directorate_id},
        {"year": "2026/27"},
        {"division": division.pk},
    ):
        assert listed(**query) == ["Wanted barrier"], query
