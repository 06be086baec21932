"""When a risk of a file is the same risk again, and what its scores become."""

from copy import deepcopy
from datetime import date

import pytest
from django.utils import timezone

from plans.exchange.exporting import export_plan
from plans.models import (
    Risk,
    RiskAssessment,
)
from tests.factories import (
    RiskScaleFactory,
    RoleAssignmentFactory,
)
from tests.plans.documents import canonical, document, objective_of, whole
from tests.plans.exchange.imports import imported
from tests.plans.exchange.refusals import faults_in

pytestmark = pytest.mark.django_db


def with_risk_again(**values):
    """A whole plan whose risk stands again under a second objective, with these values."""
    data = whole()
    again = deepcopy(objective_of(data)) | {"ref": "Ob 2"}
    again["risks"][0].update(values)
    data["appendices"][0]["outcomes"].append({"objectives": [again]})
    return data


def test_a_ref_that_comes_again_with_the_same_text_is_the_same_risk():
    data = with_risk_again(responsible="Jane Porter / TF")
    plan = imported(data).plan
    risk = Risk.objects.get()
    assert risk.objectives.count() == 2
    assert RiskAssessment.objects.get().score == 12
    assert [link.responsible for link in risk.objective_risks.order_by("pk")] == [
        "Pauline Sharratt / C&F",
        "Jane Porter / TF",
    ]
    assert canonical(export_plan(plan)) == canonical(document(data))


def test_whoever_is_responsible_for_it_at_any_of_its_places_is_linked():
    """To be named is enough to read the plan."""
    imported(with_risk_again(responsible="Jane Porter / TF"))
    risk = Risk.objects.get()
    assert {person.name for person in risk.people.all()} == {"Pauline Sharratt", "Jane Porter"}
    assert {division.code for division in risk.divisions.all()} == {"C&F", "TF"}


def test_with_another_text_it_is_another_risk():
    result = imported(with_risk_again(text="Fewer schools"))
    assert Risk.objects.count() == 2
    assert "the ref stands for 2 different texts" in " ".join(map(str, result.warnings))


def test_risks_without_a_ref_are_each_their_own():
    data = with_risk_again()
    for block in data["appendices"][0]["outcomes"]:
        block["objectives"][0]["risks"][0]["ref"] = ""
    imported(data)
    assert Risk.objects.count() == 2


@pytest.mark.parametrize("scored", [0, 1])
def test_a_score_given_at_one_of_its_places_holds_for_all(scored):
    data = with_risk_again()
    places = [block["objectives"][0]["risks"][0] for block in data["appendices"][0]["outcomes"]]
    places[1 - scored] |= {"impact": "", "probability": None}
    plan = imported(data).plan
    assert RiskAssessment.objects.get().score == 12
    out = canonical(export_plan(plan))["appendices"][0]["outcomes"]
    assert [block["objectives"][0]["risks"][0]["impact"] for block in out] == ["4", "4"]


def test_an_impact_at_one_place_and_a_probability_at_another_make_a_score():
    data = with_risk_again(impact="")
    objective_of(data)["risks"][0]["probability"] = ""
    imported(data)
    assert RiskAssessment.objects.get().score == 12


def test_a_risk_not_scored_has_no_assessment():
    data = whole()
    objective_of(data)["risks"][0] |= {"impact": None, "probability": ""}
    imported(data)
    assert Risk.objects.get().score is None
    assert not RiskAssessment.objects.exists()


def test_a_score_is_dated_today_and_names_who_imported_it():
    user = RoleAssignmentFactory(role="officer", user__name="Amina Yusuf").user
    imported(actor=user)
    assessment = RiskAssessment.objects.get()
    assert assessment.assessed_on == timezone.localdate()
    assert assessment.assessor_name == "Amina Yusuf"


def test_a_scale_of_letters_takes_letters():
    letters = [("A", 1), ("B", 2), ("C", 3), ("D", 4)]
    RiskScaleFactory(in_force_from=date(2026, 1, 1), impacts=letters, probabilities=letters)
    data = whole()
    objective_of(data)["risks"][0] |= {"impact": "d", "probability": "B"}
    assert imported(data).plan.risks.get().score == 8
    place = "appendices[0].outcomes[0].objectives[0].risks[0].impact"
    objective_of(data)["risks"][0]["impact"] = 4
    data["start"], data["finish"] = "2013-04-01", "2014-03-31"
    assert faults_in(data) == [f"{place}: 4 is outside the scale (A, B, C, D)"]
