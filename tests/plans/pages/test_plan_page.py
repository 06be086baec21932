"""The plan as a document on screen: nothing of it is lost, and it costs few queries."""

import html

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from plans.models import CriticalAction, Layout, Plan
from tests.factories import ObjectiveFactory, OutcomeBlockFactory, PlanFactory
from tests.plans import demo
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def words(text: str) -> str:
    return " ".join(text.split())


def shown(response) -> str:
    """The words of a page, without its markup."""
    body = response.content.decode().replace("<br>", " ").replace("</p>", " </p>")
    return words(html.unescape(strip_tags(body)))


@pytest.mark.parametrize("name", demo.NAMES)
def test_every_cell_of_a_plan_is_on_its_page(name):
    plan = demo.demo_plan(name)
    page = shown(client_of(holder("officer", plan.directorate)).get(plan.get_absolute_url()))
    assert [text for text in demo.printed_texts(name) if words(text) not in page] == []


@pytest.mark.parametrize("layout", list(Layout))
def test_each_layout_shows_an_objective_without_actions(layout):
    plan = PlanFactory()
    block = OutcomeBlockFactory(appendix__plan=plan, appendix__layout=layout)
    objective = ObjectiveFactory(block=block, text="An objective that stands alone")
    page = shown(client_of(holder("officer", plan.directorate)).get(plan.get_absolute_url()))
    assert objective.text in page


def test_a_plan_without_any_text_says_so():
    plan = PlanFactory()
    page = shown(client_of(holder("officer", plan.directorate)).get(plan.get_absolute_url()))
    assert "This plan has no text yet." in page


def test_markup_in_a_text_is_shown_as_text():
    plan = PlanFactory(title="<script>alert(1)</script>")
    ObjectiveFactory(block__appendix__plan=plan, text="<img src=x onerror=alert(2)>")
    body = client_of(holder("officer", plan.directorate)).get(plan.get_absolute_url())
    assert b"<script>alert(1)" not in body.content
    assert b"<img src=x" not in body.content
    assert "&lt;img src=x onerror=alert(2)&gt;" in body.content.decode()


@pytest.mark.parametrize("page", ["plan", "risks", "readiness", "history", "export_xlsx"])
def test_the_queries_of_a_page_do_not_grow_with_the_plan(page):
    few, many = PlanFactory(full=True), PlanFactory(full=True)
    block = CriticalAction.objects.get(objective__block__appendix__plan=many).objective.block
    for _ in range(12):
        ObjectiveFactory(block=block, full=True)
    counts = [queries_of(plan, page) for plan in (few, many)]
    assert counts[0] == counts[1]
    assert counts[0] <= 40


def queries_of(plan: Plan, page: str) -> int:
    client = client_of(holder("plan_lead", plan.directorate))
    address = reverse(f"plans:{page}", args=[plan.pk])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_queries_of_the_list_do_not_grow_with_the_number_of_plans():
    client = client_of(holder("officer"))
    counts = []
    for number in (1, 15):
        PlanFactory.create_batch(number)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("plans:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
