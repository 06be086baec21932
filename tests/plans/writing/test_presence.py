"""Who else has a part open."""

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from plans.models import Plan, Presence
from tests.factories import CriticalActionFactory, ObjectiveFactory, UserFactory
from tests.plans.pages.people import client_of, holder
from tests.plans.writing.pages import SCRIPT, plan_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def action():
    return CriticalActionFactory(objective=ObjectiveFactory())


@pytest.fixture
def plan(action) -> Plan:
    return plan_of(action.objective)


def browser(plan: Plan, name: str):
    user = holder("officer", plan.directorate)
    user.name = name
    user.save()
    return client_of(user)


def shown(response) -> str:
    return response.content.decode()


def test_an_open_form_shows_who_else_has_it_open_and_since_when(action, plan):
    form = url("part_edit", plan, "action", action.pk)
    with time_machine.travel("2026-11-25 09:30Z", tick=False):
        assert "has this open" not in shown(browser(plan, "Amina Yusuf").get(form))
        page = shown(browser(plan, "Ben <b>").get(form, **SCRIPT))
    assert "Amina Yusuf has this open (since 09:30)" in page
    assert "Ben" not in page


def test_the_card_on_the_objective_s_page_tells_it_too_and_the_name_is_escaped(action, plan):
    browser(plan, "Ben <b>Bold</b>").get(url("part_edit", plan, "action", action.pk))
    page = shown(browser(plan, "Amina").get(url("write_objective", plan, action.objective.pk)))
    assert "Ben &lt;b&gt;Bold&lt;/b&gt; has this open" in page


def test_who_saves_or_goes_back_is_not_shown_any_more(action, plan):
    amina, ben = browser(plan, "Amina"), browser(plan, "Ben")
    form = url("part_edit", plan, "action", action.pk)
    amina.get(form)
    amina.get(url("write_objective", plan, action.objective.pk))
    assert "Amina has this open" not in shown(ben.get(form))
    amina.get(form, **SCRIPT)
    amina.post(form, {"text": "Saved", "revision": action.revision}, **SCRIPT)
    assert "Amina has this open" not in shown(ben.get(form))


def test_who_gives_no_sign_for_a_minute_is_forgotten_and_who_does_stays(action, plan):
    amina, ben, cora = (browser(plan, name) for name in ("Amina", "Ben", "Cora"))
    form = url("part_edit", plan, "action", action.pk)
    sign = url("part_presence", plan, "action", action.pk, "form")
    with time_machine.travel("2026-11-25 09:00:00Z", tick=False):
        amina.get(form)
        ben.get(form)
    with time_machine.travel("2026-11-25 09:00:50Z", tick=False):
        ben.get(sign, **SCRIPT)
    with time_machine.travel("2026-11-25 09:01:10Z", tick=False):
        told = shown(cora.get(sign, **SCRIPT))
    assert "Ben has this open (since 09:00)" in told
    assert "Amina" not in told
    assert {presence.user.name for presence in Presence.objects.all()} == {"Ben", "Cora"}


def test_only_who_may_write_the_plan_gives_or_reads_a_sign(action, plan):
    sign = url("part_presence", plan, "action", action.pk, "form")
    for role, status in (("leadership_team", 403), ("admin", 404)):
        directorate = plan.directorate if role == "leadership_team" else None
        assert client_of(holder(role, directorate)).get(sign).status_code == status
    assert client_of(UserFactory()).get(sign).status_code == 404
    assert not Presence.objects.exists()


@pytest.mark.parametrize("bad", [("nothing", "form"), ("action", "nowhere")])
def test_a_sign_for_what_is_no_part_or_page_is_not_found(action, plan, bad):
    kind, page = bad
    sign = url("part_presence", plan, kind, action.pk, page)
    assert browser(plan, "Amina").get(sign).status_code == 404


def test_the_queries_do_not_grow_with_those_present(action, plan):
    amina = browser(plan, "Amina")
    form = url("part_edit", plan, "action", action.pk)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            amina.get(form)
        return len(captured)

    few = queries()
    for name in "BCDE":
        browser(plan, name).get(form)
    assert queries() == few
