"""What an officer looks for, where they look for it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.models import AuditChange
from plans.models import CriticalAction, Plan
from reports.models import Document
from tests.factories import PersonFactory, PlanFactory, UserFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_the_year_of_the_plan(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 25, 12, tzinfo=UTC))


@pytest.fixture
def plan() -> Plan:
    return PlanFactory(full=True)


@pytest.fixture
def officer(plan: Plan) -> User:
    return holder("officer", plan.directorate)


@pytest.fixture
def client(officer: User) -> Client:
    return client_of(officer)


def shown(client, name: str, *args, **query) -> str:
    return client.get(reverse(name, args=args), query).content.decode()


def test_my_work_leads_to_the_actions_that_are_due_this_month():
    user = UserFactory(person=PersonFactory())
    plan = PlanFactory(full=True)
    CriticalAction.objects.get().people.add(user.person)
    page = shown(client_of(user), "plans:my_work")
    assert f"{reverse('plans:actions')}?lead=me&amp;due=month" in page
    assert plan.title


def test_a_filtered_list_has_a_link_to_send_and_one_that_is_not_has_none(client):
    assert "Link to this filtered list" not in shown(client, "plans:actions")
    page = shown(client, "plans:actions", words="Action", due="none")
    assert (
        f'href="{reverse("plans:actions")}?words=Action&amp;due=none">Link to this filtered list'
        in page
    )


def test_a_removal_of_yesterday_is_put_back_from_the_history(plan, officer, time_machine):
    client = client_of(officer)
    action = CriticalAction.objects.get()
    client.post(reverse("plans:part_remove", args=[plan.pk, "action", action.pk]))
    time_machine.move_to(timezone.now() + timedelta(days=1))
    client = client_of(officer)
    page = client.get(reverse("plans:history", args=[plan.pk]))
    removal = next(told.removal for told in page.context["told"] if told.removal)
    undo = reverse("plans:part_undo", args=[plan.pk, removal])
    assert undo in page.content.decode()
    client.post(undo)
    assert CriticalAction.objects.get() == action


def test_who_may_not_write_the_plan_is_not_offered_to_put_anything_back(plan, client):
    action = CriticalAction.objects.get()
    client.post(reverse("plans:part_remove", args=[plan.pk, "action", action.pk]))
    team = client_of(holder("leadership_team", plan.directorate))
    page = shown(team, "plans:history", plan.pk)
    assert "Put back" not in page


def test_the_history_leads_to_what_changed_since_a_week_ago(plan, officer, time_machine):
    assert "since a week ago" not in shown(client_of(officer), "plans:history", plan.pk)
    # The trail has the clock of the database, which does not travel.
    begun = max(timezone.now(), AuditChange.objects.latest("pk").at)
    time_machine.move_to(begun + timedelta(days=8))
    today = timezone.localdate()
    client = client_of(officer)
    address = reverse("plans:compare", args=[plan.pk])
    link = f"{address}?with=state:{(today - timedelta(days=7)).isoformat()}"
    assert f'href="{link}">What changed since a week ago' in shown(client, "plans:history", plan.pk)
    assert client.get(link).context["comparison"] is not None


def test_the_list_of_documents_says_which_has_a_warning(plan):
    user = holder("officer", plan.directorate)
    for notices in ([], ["“𓀀” has no sign"]):
        Document.objects.create(
            kind="plan",
            target_id=plan.pk,
            title=plan.title,
            requested_by=user,
            state="ready",
            content=b"%PDF",
            notices=notices,
        )
    assert shown(client_of(user), "reports:documents").count("With a warning") == 1
