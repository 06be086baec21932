"""The page of a risk and its forms."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from plans.models import Plan, Risk, RiskAcceptance, RiskControl
from tests.factories import (
    ObjectiveRiskFactory,
    PersonFactory,
    RiskAcceptanceFactory,
    RiskAssessmentFactory,
    RiskControlFactory,
    UserFactory,
)
from tests.factories.plans import take_steps
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.risks.conftest import TODAY
from tests.plans.risks.scoring import address, last, scored, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(plan) -> Client:
    return client_of(holder("plan_lead", plan.directorate))


def shown(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_who_may_open_which_page(plan, risk):
    scored(risk, (5, 5))
    control = RiskControlFactory(risk=risk)
    take_steps(plan, Plan.Status.PUBLISHED)
    named = UserFactory(person=PersonFactory())
    risk.people.add(named.person)
    review = [
        address("risk_score", risk, "current"),
        address("control_add", risk),
        address("control_change", risk, control.pk),
    ]
    read, accept = address("risk", risk), address("risk_accept", risk)
    allowed = {
        "officer": [read, *review],
        "plan_lead": [read, *review, accept],
        "leadership_team": [read, accept],
        "named": [read, *review],
    }
    for name, user in (the_six_roles(plan.directorate) | {"named": named}).items():
        client = client_of(user)
        opened = [u for u in (read, *review, accept) if client.get(u).status_code == 200]
        assert opened == allowed.get(name, []), name


def test_the_page_shows_scores_movement_next_review_controls_and_acceptance(client, risk):
    scored(risk, (5, 5), kind="inherent")
    scored(risk, (2, 4), (4, 5))
    RiskControlFactory(risk=risk, text="A list of staff", responsible="Ida Cox")
    RiskControlFactory(
        risk=risk, mitigation=True, text="A contract", due_text="Sep 2026", due_on=date(2026, 9, 30)
    )
    RiskAcceptanceFactory(risk=risk)
    page = shown(client, address("risk", risk))
    for words in (
        "up from 8 to 20",
        "1 June 2026 (every month while Red)",
        "By Ruth Amos until 31 March 2027",
        "A list of staff (Ida Cox)",
        "As the service sees it",
        "Nothing more can be done before the budget",
    ):
        assert words in page
    assert page.count("Overdue") == 2  # the review, and the mitigation
    assert "This looks wrong" not in page


def test_a_risk_not_yet_scored_prints_empty_scores_never_0(client, risk):
    page = shown(client, address("risk", risk))
    assert ">0" not in page
    assert "Once it is scored" in page
    assert "<svg" not in page


def test_what_looks_wrong_stands_at_the_top(client, risk):
    scored(risk, (5, 5))
    page = shown(client, address("risk", risk))
    assert "The score 25 is above the council’s appetite of 15" in page


def test_a_review_is_typed_and_stands_in_the_time_line(client, risk):
    scored(risk, (2, 4))
    url = address("risk_score", risk, "current")
    assert "If nothing has changed" in shown(client, url)
    assert client.post(url, typed(risk, (3, 4))).url.endswith(f"#assessment-{last(risk).pk}")
    page = shown(client, address("risk", risk))
    assert "Two providers left" in page
    assert "20 November 2026" in page


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"reason": " "}, "Enter why it is scored so"),
        ({"impact": ""}, "Select the impact"),
        ({"day": "26 11 2026"}, "must be today or in the past"),
    ],
)
def test_a_review_without_a_reason_a_step_or_of_a_day_to_come_is_not_kept(
    client, risk, given, told
):
    page = client.post(address("risk_score", risk, "current"), typed(risk, (3, 4), **given))
    assert told in page.content.decode()
    assert not risk.assessments.exists()


def test_a_first_target_needs_no_reason_and_a_second_one_does(client, risk):
    url = address("risk_score", risk, "target")
    client.post(url, typed(risk, (1, 2), reason=""))
    client.post(url, typed(risk, (1, 1), reason=""))
    assert [each.score for each in risk.assessments.filter(kind="target")] == [2]
    client.post(url, typed(risk, (1, 1)))
    assert Risk.objects.get().target.score == 1
    assert Risk.objects.get().score is None


def test_there_is_no_other_kind_of_score(client, risk):
    assert client.get(address("risk_score", risk, "residual")).status_code == 404


def test_a_mitigation_is_added_with_who_and_when_and_finished(client, plan, risk):
    person = PersonFactory(name="Ida Cox")
    given = {
        "kind": "mitigation",
        "text": "A contract",
        "responsible": "Ida Cox",
        "due_text": "Sep 2026",
    }
    client.post(address("control_add", risk), given)
    control = RiskControl.objects.get()
    assert (control.due_on, [*control.people.all()]) == (date(2026, 9, 30), [person])
    assert control.is_overdue(TODAY)
    done = given | {"done_on_day": "1", "done_on_month": "10", "done_on_year": "2026"}
    client.post(address("control_change", risk, control.pk), done | {"revision": control.revision})
    assert RiskControl.objects.get().done_on == date(2026, 10, 1)
    assert "Done on 1 October 2026" in shown(client, address("risk", risk))


def test_of_two_who_change_a_control_the_second_sees_what_the_first_saved(client, risk):
    control = RiskControlFactory(risk=risk, text="A list")
    given = {"kind": "control", "revision": control.revision}
    url = address("control_change", risk, control.pk)
    client.post(url, given | {"text": "A longer list"})
    page = client.post(url, given | {"text": "Another list"}).content.decode()
    assert "Saved meanwhile" in page
    assert RiskControl.objects.get().text == "A longer list"


def test_a_control_of_another_risk_is_not_found(client, plan, risk):
    other = RiskControlFactory(
        risk=ObjectiveRiskFactory(objective__block__appendix__plan=plan).risk
    )
    assert client.get(address("control_change", risk, other.pk)).status_code == 404


def accepting(**given) -> dict[str, str]:
    first, end = given.pop("first", "25 11 2026"), given.pop("end", "31 3 2027")
    boxes = {}
    for name, day in (("starts_on", first), ("ends_on", end)):
        for box, number in zip(("day", "month", "year"), day.split(), strict=True):
            boxes[f"{name}_{box}"] = number
    return boxes | {"accepted_by_name": "Ruth Amos", "reason": "No money"} | given


def test_a_named_person_accepts_a_risk_for_a_time(client, risk):
    scored(risk, (5, 5))
    client.post(address("risk_accept", risk), accepting())
    made = RiskAcceptance.objects.get()
    assert (made.accepted_by_name, made.score, made.ends_on) == ("Ruth Amos", 25, date(2027, 3, 31))
    assert "By Ruth Amos until 31 March 2027" in shown(client, address("risk", risk))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"accepted_by_name": ""}, "Enter who accepts the risk"),
        ({"accepted_by_name": "The leadership team"}, "not a group or a post"),
        ({"reason": ""}, "Enter why the risk is accepted"),
        ({"end": "25 11 2026"}, "The last day must be after the first"),
        ({"first": "1 1 2026", "end": "24 11 2026"}, "must not be past"),
    ],
)
def test_an_acceptance_has_one_person_a_reason_and_an_end(client, risk, given, told):
    scored(risk, (5, 5))
    page = client.post(address("risk_accept", risk), accepting(**given))
    assert told in page.content.decode()
    assert not RiskAcceptance.objects.exists()


def test_a_risk_within_the_appetite_is_not_offered_for_acceptance(client, risk):
    scored(risk, (3, 5))
    assert "Accept the risk" not in shown(client, address("risk", risk))
    assert client.get(address("risk_accept", risk)).status_code == 302


def test_the_page_takes_as_many_queries_whatever_its_history(client, risk):
    scored(risk, (1, 1))
    RiskControlFactory(risk=risk)
    RiskAcceptanceFactory(risk=risk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as context:
            shown(client, address("risk", risk))
        return len(context)

    few = queries()
    RiskAssessmentFactory.create_batch(5, risk=risk)
    RiskControlFactory.create_batch(5, risk=risk)
    RiskAcceptanceFactory.create_batch(5, risk=risk)
    assert queries() == few
