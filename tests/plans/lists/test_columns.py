"""Choosing the columns of a list: remembered for the person, never part of a link."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ColumnChoice
from tests.factories import CriticalActionFactory
from tests.plans.lists.pages import ACTIONS, KPIS, page
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_action():
    CriticalActionFactory(text="Leaflet")


def shown(name, user, **query) -> list[str]:
    return [column.name for column in page(name, user, **query).context["table"].columns]


def choose(name, user, *columns, **more):
    return client_of(user).post(reverse(name), {"columns": columns, **more})


def test_who_has_chosen_nothing_sees_the_usual_columns():
    table = page(ACTIONS).context["table"]
    assert [column.name for column in table.columns] == list(table.usual)


def test_a_choice_is_remembered_for_the_person_and_the_list():
    user, other = holder("officer"), holder("officer")
    choose(ACTIONS, user, "text", "milestones", "linkages")
    assert shown(ACTIONS, user) == ["text", "milestones", "linkages"]
    assert shown(ACTIONS, user, words="leaflet", sort="-ref") == ["text", "milestones", "linkages"]
    assert "milestones" not in shown(ACTIONS, other)
    assert "measure" in shown(KPIS, user)
    choose(ACTIONS, user, "status")
    assert shown(ACTIONS, user) == ["text", "status"]
    assert ColumnChoice.objects.count() == 1


def test_the_column_that_names_the_row_is_always_there():
    user = holder("officer")
    choose(ACTIONS, user)
    assert shown(ACTIONS, user) == ["text"]
    html = page(ACTIONS, user).content.decode()
    assert "Action (always shown)" in html


def test_the_usual_columns_come_back():
    user = holder("officer")
    choose(ACTIONS, user, "milestones")
    choose(ACTIONS, user, "milestones", usual="1")
    assert shown(ACTIONS, user) == shown(ACTIONS, holder("officer"))
    assert not ColumnChoice.objects.exists()


def test_after_choosing_one_is_back_at_the_list_as_it_was_filtered():
    address = f"{reverse(ACTIONS)}?words=leaflet&sort=-text"
    response = client_of(holder("officer")).post(address, {"columns": ["status"]})
    assert (response.status_code, response.url) == (302, address)


def test_columns_that_do_not_exist_are_left_aside():
    user = holder("officer")
    choose(ACTIONS, user, "password", "\x00", "status", "status")
    assert ColumnChoice.objects.get().columns == ["status"]
    ColumnChoice.objects.update(columns=["gone", "status"])
    assert shown(ACTIONS, user) == ["text", "status"]


def test_a_choice_goes_with_the_filters_through_the_form():
    html = page(ACTIONS, words="leaflet").content.decode()
    assert '<form method="post" action="/plans/actions/?words=leaflet">' in html


def test_a_choice_needs_the_person_s_own_form():
    client = Client(enforce_csrf_checks=True)
    client.force_login(holder("officer"), backend="django.contrib.auth.backends.ModelBackend")
    assert client.post(reverse(ACTIONS), {"columns": ["status"]}).status_code == 403
    assert not ColumnChoice.objects.exists()
