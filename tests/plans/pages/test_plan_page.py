"""The plan as a document on screen: nothing of it is lost, and it costs few queries."""

import html
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.models import Appendix, CriticalAction, Plan
from tests.factories import ObjectiveFactory, OutcomeBlockFactory, PlanFactory
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db
DEMO = Path(settings.BASE_DIR) / "config" / "demo"


def texts_of(value, key="") -> list[str]:
    """Every printed text of a plan document."""
    if isinstance(value, dict):
        return [text for k, item in value.items() for text in texts_of(item, k)]
    if isinstance(value, list):
        return [text for item in value for text in texts_of(item, key)]
    hidden = ("format", "layout", "polarity", "start", "finish", "impact", "probability")
    return [] if key in hidden and not isinstance(value, str) else [str(value)]


def words(text: str) -> str:
    return " ".join(text.split())


def shown(response) -> str:
    """The words of a page, without its markup."""
    from django.utils.html import strip_tags

    body = response.content.decode().replace("<br>", " ").replace("</p>", " </p>")
    return words(html.unescape(strip_tags(body)))


@pytest.mark.parametrize("name", ["childrens-services-2025-26", "childrens-services-2026-27"])
def test_every_cell_of_a_plan_is_on_its_page(name):
    file = DEMO / f"{name}.json"
    plan = import_plan(read_plan_file(file.name, file.read_bytes()), actor=None).plan
    page = shown(client_of(holder("officer", plan.directorate)).get(plan.get_absolute_url()))
    document = json.loads(file.read_text(encoding="utf-8"))
    for key in ("format", "start", "finish", "council"):
        document.pop(key)
    for appendix in document["appendices"]:
        appendix.pop("layout")
        for outcome in appendix["outcomes"]:
            for objective in outcome["objectives"]:
                for kpi in objective.get("kpis") or []:
                    kpi.pop("polarity", None)
    missing = [text for text in texts_of(document) if words(text) not in page]
    assert missing == []


@pytest.mark.parametrize("layout", list(Appendix.Layout))
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


@pytest.mark.parametrize("page", ["plan", "risks", "warnings", "history", "export_xlsx"])
def test_the_queries_of_a_page_do_not_grow_with_the_plan(page, django_assert_max_num_queries):
    few, many = PlanFactory(full=True), PlanFactory(full=True)
    block = CriticalAction.objects.get(objective__block__appendix__plan=many).objective.block
    for _ in range(12):
        ObjectiveFactory(block=block, full=True)
    counts = [queries_of(plan, page) for plan in (few, many)]
    assert counts[0] == counts[1]
    assert counts[0] <= 40


def queries_of(plan: Plan, page: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(holder("plan_lead", plan.directorate))
    address = reverse(f"plans:{page}", args=[plan.pk])
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_the_queries_of_the_list_do_not_grow_with_the_number_of_plans():
    client = client_of(holder("officer"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (1, 15):
        PlanFactory.create_batch(number)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("plans:list"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
