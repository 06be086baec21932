"""Pasting actions into an objective: the box, the preview, and adding all or nothing."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditAct
from council.models import Person
from plans.acts_on_parts import paste_actions
from plans.models import Objective, Plan
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    ObjectiveFactory,
    PlanFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder, the_six_roles

pytestmark = pytest.mark.django_db

TABLE = (
    "Ref\tCritical action\tStart\tFinish\tResponsible officer/division\tLinkages\n"
    "1.1\tTrain all staff\tApr 2026\tMar 2027\tZara Quill / ZZ\tCYPP\n"
    "1.2\tAsk families\tMay 2026\tOngoing\tAll managers\t"
)


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory(ref="Ob 3")


def plan_of(objective: Objective) -> Plan:
    return objective.block.appendix.plan


def officer_of(plan: Plan):
    return client_of(holder("officer", plan.directorate))


def url_of(objective: Objective, plan: Plan | None = None) -> str:
    return reverse("plans:paste_actions", args=[(plan or plan_of(objective)).pk, objective.pk])


def preview(client, objective: Objective, text: str):
    return client.post(url_of(objective), {"step": "preview", "text": text})


def form_of(page) -> dict[str, str]:
    """What a browser would send back with the preview as it stands."""
    html = page.content.decode()
    form = html[
        html.index('data-module="app-paste-preview"') : html.index(
            "</form>", html.index("app-paste-preview")
        )
    ]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form, re.DOTALL):
        attributes = dict(re.findall(r'([a-z-]+)="([^"]*)"', tag))
        if attributes.get("type") != "checkbox" or " checked" in tag:
            sent[attributes["name"]] = unescape(attributes.get("value", "on"))
    for name, words in re.findall(
        r'<textarea name="([^"]+)"[^>]*>(.*?)</textarea>', form, re.DOTALL
    ):
        sent[name] = unescape(words).strip()
    for name, options in re.findall(r'<select name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        sent[name] = re.search(r'value="([^"]*)" selected', options)[1]
    return sent


def test_a_table_becomes_actions_after_its_preview(objective):
    present = CriticalActionFactory(objective=objective, position=4)
    client = officer_of(plan_of(objective))
    page = preview(client, objective, TABLE)
    assert "Train all staff" in page.content.decode()
    assert list(objective.actions.all()) == [present]

    response = client.post(url_of(objective), form_of(page) | {"step": "add"})
    _, first, second = objective.actions.all()
    page_of_objective = url_of(objective).removesuffix("paste/")
    assert response.url == f"{page_of_objective}#action-{first.pk}"
    assert (first.ref, first.text, first.responsible) == (
        "1.1",
        "Train all staff",
        "Zara Quill / ZZ",
    )
    assert (str(first.start_on), str(first.finish_on)) == ("2026-04-01", "2027-03-31")
    assert [person.name for person in first.people.all()] == ["Zara Quill"]
    assert [division.code for division in first.divisions.all()] == ["ZZ"]
    assert [strategy.name for strategy in first.strategies.all()] == ["CYPP"]
    assert (second.finish_text, second.finish_on, second.position) == ("Ongoing", None, 6)


def test_the_audit_trail_tells_one_act_with_the_number_of_actions(objective):
    client = officer_of(plan_of(objective))
    client.post(url_of(objective), form_of(preview(client, objective, TABLE)) | {"step": "add"})
    entry = AuditAct.objects.get(action="actions.pasted")
    assert entry.target_id == plan_of(objective).pk
    assert entry.note == "2 actions to Ob 3"
    assert entry.changes.filter(table_name="plans_criticalaction").count() == 2


def test_the_objective_s_page_leads_to_the_box(objective):
    plan = plan_of(objective)
    client = officer_of(plan)
    page = client.get(reverse("plans:write_objective", args=[plan.pk, objective.pk]))
    assert f'href="{url_of(objective)}"' in page.content.decode()
    assert "Table or list" in client.get(url_of(objective)).content.decode()


def test_only_who_may_write_the_plan_pastes_into_it():
    plan = PlanFactory(directorate__committee=CommitteeFactory())
    objective = ObjectiveFactory(block__appendix__plan=plan)
    sent = {"step": "add", "text": "Ask", "column-0": "text", "previewed": "text"}
    for person, user in the_six_roles(plan.directorate).items():
        allowed = person in ("officer", "plan_lead")
        client = client_of(user)
        assert (client.get(url_of(objective)).status_code == 200) == allowed, person
        before = objective.actions.count()
        client.post(url_of(objective), sent)
        assert objective.actions.count() == before + allowed, person


def test_an_approved_plan_takes_no_paste_even_if_it_was_approved_after_the_preview(objective):
    plan = plan_of(objective)
    client = officer_of(plan)
    sent = form_of(preview(client, objective, TABLE)) | {"step": "add"}
    bring_to(plan, "approved")
    assert client.post(url_of(objective), sent).status_code == 403
    assert client.get(url_of(objective)).status_code == 403
    assert not objective.actions.exists()


def test_an_objective_of_another_plan_is_not_found(objective):
    other = PlanFactory(directorate=plan_of(objective).directorate, first_year=2030)
    client = officer_of(other)
    assert client.get(url_of(objective, other)).status_code == 404


def test_what_was_pasted_is_shown_where_the_objective_was_removed_meanwhile(objective):
    plan, url = plan_of(objective), url_of(objective)
    client = officer_of(plan)
    sent = form_of(preview(client, objective, TABLE)) | {"step": "add"}
    stale = Objective.objects.get(pk=objective.pk)
    objective.delete()
    page = client.post(url, sent)
    assert page.status_code == 410
    assert "The objective was removed" in page.content.decode()
    assert "1.2\tAsk families\tMay 2026" in page.content.decode()
    with pytest.raises(Objective.DoesNotExist):
        paste_actions([], stale, plan=plan, actor=holder("officer", plan.directorate))


def test_one_faulty_row_is_named_and_nothing_is_added_until_it_is_mended(objective):
    client = officer_of(plan_of(objective))
    faulty = TABLE.replace("Mar 2027", "Mar 2025")
    page = client.post(
        url_of(objective), form_of(preview(client, objective, faulty)) | {"step": "add"}
    )
    assert "Row 2, Finish: The finish must not be before the start" in page.content.decode()
    assert not objective.actions.exists()
    sent = form_of(page)
    assert sent["row-1-finish_text"] == "Mar 2025"
    client.post(url_of(objective), sent | {"step": "add", "row-1-finish_text": "Mar 2028"})
    assert [action.finish_text for action in objective.actions.all()] == ["Mar 2028", "Ongoing"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"{'x' * 10_001}\tApr 2026", "Row 1, Critical action: Critical action must be 10000"),
        (f"Ask\t{'x' * 501}", "Row 1, Finish: Finish must be 500"),
        (
            "A\x01sk\tApr 2026",
            "Row 1, Critical action: Remove the characters that cannot be kept: U+0001",
        ),
        ("\tApr 2026", "Row 1, Critical action: Enter the critical action, or leave the row out"),
    ],
)
def test_a_row_keeps_the_rules_of_every_action(objective, row, message):
    client = officer_of(plan_of(objective))
    sent = {"step": "add", "text": f"{row}\nTell\tMay 2026", "row-0-add": "on"}
    sent |= {"column-0": "text", "column-1": "finish_text", "previewed": "text,finish_text"}
    page = client.post(url_of(objective), sent)
    assert message in page.content.decode()
    assert not objective.actions.exists()
    # Left out, the row stops nobody.
    del sent["row-0-add"]
    sent["row-0-shown"] = "1"
    client.post(url_of(objective), sent)
    assert [action.text for action in objective.actions.all()] == ["Tell"]


def test_the_columns_are_what_the_person_says_they_are(objective):
    client = officer_of(plan_of(objective))
    sent = form_of(preview(client, objective, TABLE))
    assert sent["column-4"] == "responsible"
    sent |= {"column-4": "leave_out", "column-5": "milestones"}
    page = client.post(url_of(objective), sent | {"step": "update"})
    assert "Row 2: Responsible officer/division: Zara Quill / ZZ" in page.content.decode()
    client.post(url_of(objective), form_of(page) | {"step": "add"})
    first = objective.actions.first()
    assert (first.responsible, first.milestones) == ("", "CYPP")
    assert not Person.objects.filter(name="Zara Quill").exists()


def test_columns_that_were_changed_are_previewed_before_anything_is_added(objective):
    client = officer_of(plan_of(objective))
    sent = form_of(preview(client, objective, TABLE)) | {"step": "add", "column-4": "linkages"}
    page = client.post(url_of(objective), sent)
    assert "You changed the columns: check the actions, then add" in page.content.decode()
    assert not objective.actions.exists()
    client.post(url_of(objective), form_of(page) | {"step": "add"})
    assert objective.actions.first().linkages == "Zara Quill / ZZ, CYPP"


def test_the_row_of_headings_can_be_an_action_after_all(objective):
    client = officer_of(plan_of(objective))
    sent = form_of(preview(client, objective, TABLE))
    del sent["headings"]
    page = client.post(url_of(objective), sent | {"step": "update"})
    client.post(url_of(objective), form_of(page) | {"step": "add"})
    assert objective.actions.first().ref == "Ref"


def test_the_critical_action_must_be_one_of_the_columns(objective):
    client = officer_of(plan_of(objective))
    sent = form_of(preview(client, objective, TABLE)) | {"column-1": "milestones"}
    page = client.post(url_of(objective), sent | {"step": "add"}).content.decode()
    assert "Choose which column is the critical action" in page
    assert not objective.actions.exists()


def test_with_no_row_ticked_nothing_is_added(objective):
    client = officer_of(plan_of(objective))
    sent = form_of(preview(client, objective, TABLE))
    sent = {name: words for name, words in sent.items() if not name.endswith("-add")}
    page = client.post(url_of(objective), sent | {"step": "add"}).content.decode()
    assert "Tick at least one action to add" in page
    assert not AuditAct.objects.filter(action="actions.pasted").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (" \n\t\n", "Paste a table or a list"),
        ("Ask\n" * 201, "Paste fewer rows at a time: this has 201, and 200 is the most"),
        ("\t".join("x" * 21), "Paste fewer columns at a time: this has 21, and 20 is the most"),
        ("x" * 200_001, "Paste less at a time: this has 200,001 characters"),
    ],
)
def test_the_box_says_what_it_cannot_take_and_keeps_it(objective, text, message):
    page = preview(officer_of(plan_of(objective)), objective, text).content.decode()
    assert message in page
    assert text.strip() in page


def test_the_pasted_text_comes_back_to_the_box_as_it_was(objective):
    client = officer_of(plan_of(objective))
    text = '\t"Ask\n<b>them</b>"\tApr 2026\n\x07Tell\t\tMay 2026'
    sent = form_of(preview(client, objective, text))
    page = client.post(url_of(objective), sent | {"step": "change"}).content.decode()
    box = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)[1]
    assert unescape(box) == text.replace("\x07", "")


def test_the_preview_asks_the_database_no_more_for_many_rows_than_for_one(objective):
    client = officer_of(plan_of(objective))

    def queries(text: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert preview(client, objective, text).status_code == 200
        return len(captured)

    assert queries("Ask\tApr 2026\n" * 60) == queries("Ask\tApr 2026\nTell\tMay 2026")
