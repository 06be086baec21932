"""The page on which a plan is rolled forward."""

import pytest
from django.urls import reverse

from core.models import AuditAct
from plans.models import Plan
from tests.factories import DirectorateFactory, PlanFactory
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.rolling.test_rolling_forward import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan() -> Plan:
    directorate = DirectorateFactory(with_committee=True)
    return PlanFactory(full=True, published=True, directorate=directorate)


def send(client, plan, **options):
    """Send the page as a browser does, with several ticks of one name."""
    address = reverse("plans:roll_forward", args=[plan.pk])
    kind = "application/x-www-form-urlencoded"
    return client.post(address, typed(plan).urlencode(), content_type=kind, **options)


def test_only_who_writes_the_directorate_s_plans_may_roll_one_forward(plan):
    address = reverse("plans:roll_forward", args=[plan.pk])
    for role, user in the_six_roles(plan.directorate).items():
        expected = 200 if role in ("officer", "plan_lead") else 403
        assert client_of(user).get(address).status_code == expected, role
        posted = client_of(user).post(address, typed(plan, title="")).status_code
        assert posted == expected, role
    assert Plan.objects.count() == 1


def test_the_new_plan_opens_for_writing_and_the_audit_trail_says_where_from(plan):
    client = client_of(holder("officer", plan.directorate))
    response = send(client, plan, follow=True)
    new = Plan.objects.get(carried_from=plan)
    assert response.redirect_chain == [(reverse("plans:write", args=[new.pk]), 302)]
    [told] = [str(message) for message in response.context["messages"]]
    assert told.endswith("Carried: 1 objective, 1 action, 1 KPI, 2 risks")
    entry = AuditAct.objects.get(action="plan.rolled_forward")
    assert (entry.target_id, entry.note) == (new.pk, f"from {plan.title}")


def test_a_plan_rolled_forward_already_says_so_with_a_link(plan):
    client = client_of(holder("officer", plan.directorate))
    address = reverse("plans:roll_forward", args=[plan.pk])
    send(client, plan)
    page = client.get(address).content.decode()
    new = Plan.objects.get(carried_from=plan)
    assert "This plan was rolled forward already into" in page
    assert new.get_absolute_url() in page
