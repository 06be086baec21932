"""Versions of what red, amber and green mean for KPIs."""

from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core.models import AuditAct
from plans.models import RagDefinition
from tests.accounts.people import an_admin, browser_of
from tests.factories import (
    PlanFactory,
    RagDefinitionFactory,
)
from tests.plans.reference.pages import at, queries, shown

pytestmark = pytest.mark.django_db

RAG_TYPED = {
    "name": "RAG of KPIs",
    "in_force_from_day": "1",
    "in_force_from_month": "April",
    "in_force_from_year": "2027",
    "tolerance_percent": "10",
    "tolerance_points": "2.5",
    "green_words": "Target met",
    "amber_words": "Nearly",
    "red_words": "Missed",
    "grey_words": "Not rated",
}


def make(browser=None, **typed):
    based_on = RagDefinition.objects.latest("version").pk
    return (browser or browser_of(an_admin())).post(
        at("rag_definition_add"), RAG_TYPED | {"based_on": based_on} | typed
    )


def test_the_form_begins_as_the_latest_version_is():
    form = browser_of(an_admin()).get(at("rag_definition_add")).context["form"]
    assert form["green_words"].value() == RagDefinition.in_force().green_words


def test_a_new_version_is_made():
    response = make()
    made = RagDefinition.objects.get(version=2)
    assert response.url == at("rag_definition", made.pk)
    assert (made.tolerance_percent, made.tolerance_points) == (Decimal(10), Decimal("2.5"))
    assert AuditAct.objects.get(action="rag_definition.added").target_id == made.pk
    page = browser_of(an_admin()).get(at("rag_definition", made.pk)).content.decode()
    assert "10% of the target" in page
    assert "2.5 percentage points" in page


def test_plans_keep_the_version_that_they_were_made_with():
    plan = PlanFactory()
    old = plan.rag_definition
    make()
    plan.refresh_from_db()
    assert plan.rag_definition == old
    with pytest.raises(IntegrityError), transaction.atomic():
        RagDefinition.objects.filter(pk=old.pk).update(green_words="Changed")


def test_new_plans_take_a_version_from_its_first_day_on():
    make()
    with time_machine.travel("2027-03-31 12:00Z"):
        assert RagDefinition.in_force().version == 1
    with time_machine.travel("2027-04-01 12:00Z"):
        assert RagDefinition.in_force().version == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"tolerance_percent": "-1"}, "must be 0 or more"),
        ({"tolerance_points": "-1"}, "must be 0 or more"),
        ({"tolerance_percent": "x"}, "must be a number"),
        ({"tolerance_percent": "1000000"}, "digits"),
        ({"green_words": ""}, "Enter what green means"),
        ({"green_words": "x" * 301}, "must be 300 characters or fewer"),
        ({"grey_words": "x\x1b"}, "U+001B"),
        ({"in_force_from_year": "1998"}, "must not be before"),
    ],
)
def test_bad_input_is_told_and_makes_nothing(typed, message):
    assert message in shown(make(**typed))
    assert RagDefinition.objects.count() == 1


def test_who_began_before_another_version_was_made_is_told():
    begun = RagDefinition.objects.get().pk
    make()
    response = make(based_on=begun)
    assert "Version 2 was made while you had this open" in shown(response)
    assert RagDefinition.objects.count() == 2


def test_the_list_asks_the_database_equally_often():
    browser = browser_of(an_admin())

    few = queries(browser, at("rag_definitions"))
    for _ in range(5):
        RagDefinitionFactory()
    assert queries(browser, at("rag_definitions")) == few
