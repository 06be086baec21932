"""A leaver's open work passes to a successor, and history keeps the name."""

import pytest
import time_machine
from django.urls import reverse

from core.models import AuditAct
from plans.handover import open_parts_of
from plans.models import CriticalAction, Plan, Risk
from tests.factories import (
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    PersonFactory,
    PlanFactory,
    RiskFactory,
    bring_to,
)
from tests.plans.handover.people import admin, link_all, page_of, plan_of, save
from tests.plans.pages.people import client_of, holder

pytestmark = pytest.mark.django_db


def day(value: str) -> dict[str, str]:
    numbers = value.split()
    return {f"left_on_{box}": n for box, n in zip(("day", "month", "year"), numbers, strict=True)}


# What is open


def test_open_is_every_part_that_names_the_person_in_a_plan_that_still_runs(leaver):
    plan = PlanFactory()
    block = OutcomeBlockFactory(appendix__plan=plan, number="3", outcome_text="Stay safe")
    objective = ObjectiveFactory(block=block, ref="Ob 1", text="Fewer incidents")
    parts = [
        block,
        objective,
        CriticalActionFactory(objective=objective, ref="1.1", text="Train", finish_text="May 2026"),
        IndicatorFactory(objective=objective, refs=["NI 1", "T 2"], measure="Trained"),
        RiskFactory(plan=plan, ref="R1", text="Nobody comes"),
    ]
    over = ObjectiveFactory(block__appendix__plan=PlanFactory(first_year=2025))
    CriticalActionFactory(objective=objective)
    for part in [*parts, over]:
        part.people.add(leaver)
    assert [str(part) for part in open_parts_of(leaver, Plan.objects.filter(pk=plan.pk))] == [
        "Outcome 3 Stay safe",
        "Objective Ob 1 Fewer incidents",
        "Action 1.1 Train",
        "KPI NI 1 T 2 Trained",
        "Risk R1 Nobody comes",
    ]
    page = admin().get(page_of(leaver))
    assert [plan for plan, _, _ in page.context["plans"]] == [plan]


def test_a_plan_is_open_until_its_last_day_is_over(leaver, objective):
    for moment, count in (("2027-03-31 22:00Z", 1), ("2027-04-01 12:00Z", 0)):
        with time_machine.travel(moment):
            assert len(admin().get(page_of(leaver)).context["plans"]) == count


def test_where_nothing_is_open_the_page_says_so(leaver):
    page = admin().get(page_of(leaver)).content.decode()
    assert "No open part of a plan that you may hand over names Dave Perrett" in page


@pytest.mark.parametrize("status", CriticalAction.Status.values)
def test_a_finished_action_is_not_open(leaver, objective, status):
    CriticalAction.objects.update(status=status)
    parts = open_parts_of(leaver, Plan.objects.all())
    assert bool(parts) == (status not in ("complete", "cancelled"))


def test_everything_is_ticked_at_first_and_shown_with_its_printed_cell(leaver, objective):
    page = admin().get(page_of(leaver)).content.decode()
    assert page.count(" checked") == 1
    assert "Dave Perrett / EP&amp;L / Ann Lee / TF" in page


# Handing over


def test_a_leaver_s_actions_pass_to_the_successor_and_the_links_follow(
    leaver, successor, objective
):
    action = objective.actions.get()
    before = {person.name for person in action.people.all()}
    response = save(admin(), leaver)
    assert response.url == page_of(leaver)
    action.refresh_from_db()
    assert action.responsible == "Jane Porter / EP&L / Ann Lee / TF"
    assert {person.name for person in action.people.all()} == before - {leaver.name} | {
        successor.name
    }
    divisions = set(action.divisions.all())
    link_all(plan_of(objective))
    assert {person.name for person in action.people.all()} == {"Ann Lee", "Jane Porter"}
    assert set(action.divisions.all()) == divisions


def test_who_is_named_there_already_stands_there_once(leaver, successor, objective):
    action = objective.actions.get()
    action.responsible = "Dave Perrett / EP&L / Jane Porter / TF"
    action.save()
    action.people.add(successor)
    save(admin(), leaver)
    action.refresh_from_db()
    assert action.responsible == "EP&L / Jane Porter / TF"
    assert leaver not in action.people.all()


def test_only_what_is_ticked_passes(leaver, successor, objective):
    other = CriticalActionFactory(objective=objective, responsible="Dave Perrett")
    other.people.add(leaver)
    save(admin(), leaver, parts=[f"action-{other.pk}"])
    assert set(CriticalAction.objects.filter(people=leaver)) == {objective.actions.first()}
    assert set(CriticalAction.objects.filter(people=successor)) == {other}


def test_a_risk_passes_at_each_place_where_it_is_printed(leaver, successor, objective):
    link = ObjectiveRiskFactory(objective=objective, responsible="Dave Perrett / TF")
    risk = link.risk
    risk.people.add(leaver)
    second = ObjectiveRiskFactory(
        objective=ObjectiveFactory(block=objective.block), risk=risk, responsible="Ann Lee"
    )
    save(admin(), leaver, parts=[f"risk-{risk.pk}"])
    for row in (link, second, risk):
        row.refresh_from_db()
    assert (link.responsible, second.responsible) == ("Jane Porter / TF", "Ann Lee")
    assert set(Risk.objects.get().people.all()) == {successor}
    assert risk.revision == 2


def test_the_history_of_each_plan_names_both_and_the_trail_keeps_the_old_cell(
    leaver, successor, objective
):
    other = ObjectiveFactory(responsible="Dave Perrett")
    other.people.add(leaver)
    save(admin(), leaver)
    acts = AuditAct.objects.filter(action="person.handed_over")
    assert {(act.target_name, act.note) for act in acts} == {
        (str(plan_of(objective)), "Dave Perrett to Jane Porter: 1 action"),
        (str(plan_of(other)), "Dave Perrett to Jane Porter: 1 objective"),
    }
    act = acts.get(target_id=plan_of(objective).pk)
    change = act.changes.get(table_name="plans_criticalaction")
    assert change.before["responsible"] == "Dave Perrett / EP&L / Ann Lee / TF"
    assert act.changes.filter(table_name="plans_criticalaction_people").count() == 2


@pytest.mark.parametrize("status", ["approved", "published"])
def test_names_of_an_approved_plan_are_handed_over_too(leaver, successor, objective, status):
    plan = plan_of(objective)
    bring_to(plan, status)
    assert save(client_of(holder("officer", plan.directorate)), leaver).status_code == 302
    assert objective.actions.get().people.filter(pk=successor.pk).exists()
    assert Plan.objects.get(pk=plan.pk).status == status


def test_who_has_the_action_s_form_open_is_told(leaver, successor, objective):
    action = objective.actions.get()
    officer = client_of(holder("officer", plan_of(objective).directorate))
    edit = reverse("plans:part_edit", args=[plan_of(objective).pk, "action", action.pk])
    form = officer.get(edit).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    save(admin(), leaver)
    response = officer.post(edit, typed | {"text": "Anew"})
    assert "saved this while you had it open" in response.content.decode()
    assert objective.actions.get().responsible.startswith("Jane Porter")


# By hand


def test_a_cell_in_which_the_name_cannot_be_replaced_is_listed_and_left(
    leaver, successor, objective
):
    hard = CriticalActionFactory(objective=objective, responsible="With help of Dave Perrett")
    hard.people.add(leaver)
    unnamed = ObjectiveFactory(block=objective.block, responsible="D. Perrett")
    unnamed.people.add(leaver)
    officer = client_of(holder("officer", plan_of(objective).directorate))
    page = officer.get(page_of(leaver)).content.decode()
    edit = reverse("plans:part_edit", args=[plan_of(objective).pk, "action", hard.pk])
    assert f'href="{edit}"' in page
    assert "Change by hand" in page
    assert f"action-{hard.pk}" not in page
    assert save(officer, leaver).status_code == 302
    for part in (hard, unnamed):
        before = part.responsible
        part.refresh_from_db()
        assert part.responsible == before
        assert set(part.people.all()) == {leaver}


def test_by_hand_is_no_link_for_who_may_not_change_the_plan(leaver, objective):
    action = objective.actions.get()
    CriticalAction.objects.update(responsible="With help of Dave Perrett")
    page = admin().get(page_of(leaver)).content.decode()
    edit = reverse("plans:part_edit", args=[plan_of(objective).pk, "action", action.pk])
    assert "Change by hand" in page
    assert edit not in page


def test_all_or_nothing_where_one_cell_cannot_take_this_successor(leaver, successor, objective):
    action = CriticalActionFactory(
        objective=objective, responsible="TF (Dave Perrett), Jane Porter"
    )
    action.people.add(leaver)
    response = save(admin(), leaver)
    [message] = response.context["form"].errors["parts"]
    assert "names Jane Porter already and must be changed by hand" in message
    assert CriticalAction.objects.filter(people=leaver).count() == 2
    assert not AuditAct.objects.filter(action="person.handed_over").exists()


# Bad input


@pytest.mark.parametrize(
    ("to", "message"),
    [
        ("", "Enter the name of the successor"),
        ("Nobody Known", "Nobody of the name Nobody Known works here"),
        ("Gone Away", "Nobody of the name Gone Away works here"),
        ("dave perrett", "Choose somebody other than Dave Perrett"),
    ],
)
def test_a_successor_who_is_not_there_is_told(leaver, successor, objective, to, message):
    PersonFactory(name="Gone Away", left_on="2026-11-25")
    response = save(admin(), leaver, to=to)
    assert message in response.context["form"].errors["successor"][0]
    assert f'value="{to}"' in response.content.decode() or not to
    assert objective.actions.get().people.filter(pk=leaver.pk).exists()


def test_who_leaves_only_later_can_take_over_until_then(leaver, successor, objective):
    PersonFactory(name="Soon Gone", left_on="2026-11-26")
    assert save(admin(), leaver, to="soon gone").status_code == 302


def test_of_namesakes_one_is_chosen_by_post(leaver, objective):
    PersonFactory(name="Jane Porter", post="Head of Service")
    chosen = PersonFactory(name="Jane Porter", post="Adviser")
    browser = admin()
    response = save(browser, leaver)
    assert "Enter “Jane Porter (" in response.context["form"].errors["successor"][0]
    assert "Jane Porter (Adviser)" in response.content.decode()
    save(browser, leaver, to="Jane Porter (Adviser)")
    assert chosen in objective.actions.get().people.all()
    assert objective.actions.get().responsible.startswith("Jane Porter / EP&L")


def test_nothing_ticked_is_told(leaver, successor, objective):
    response = save(admin(), leaver, parts=[])
    assert response.context["form"].errors["parts"] == ["Select what to hand over"]


def test_what_was_changed_meanwhile_is_told_and_nothing_passes(leaver, successor, objective):
    browser = admin()
    parts = browser.get(page_of(leaver)).context["form"].initial["parts"]
    other = CriticalActionFactory(objective=objective, responsible="Dave Perrett")
    other.people.add(leaver)
    save(admin(), leaver, parts=parts)
    response = save(browser, leaver, parts=[*parts, f"action-{other.pk}"])
    assert "Somebody changed a part" in response.context["form"].errors["parts"][0]
    assert leaver in other.people.all()


# Marking as left


def test_the_leaver_is_marked_as_left_in_the_same_step(leaver, successor, objective):
    save(admin(), leaver, **day("31 12 2026"))
    leaver.refresh_from_db()
    assert str(leaver.left_on) == "2026-12-31"
    assert leaver.revision == 2
    act = AuditAct.objects.get(action="people.changed")
    assert act.target_id == leaver.pk


def test_without_a_day_the_person_stays(leaver, successor, objective):
    save(admin(), leaver)
    leaver.refresh_from_db()
    assert leaver.left_on is None
    assert not AuditAct.objects.filter(action="people.changed").exists()


def test_an_officer_does_not_change_reference_data_by_handing_over(leaver, successor, objective):
    officer = client_of(holder("officer", plan_of(objective).directorate))
    assert "left_on" not in officer.get(page_of(leaver)).context["form"].fields
    save(officer, leaver, **day("31 12 2026"))
    leaver.refresh_from_db()
    assert leaver.left_on is None


def test_the_day_on_which_somebody_left_stays_where_none_is_given(leaver, successor, objective):
    leaver.left_on = "2026-10-31"
    leaver.save()
    assert (
        save(admin(), leaver, left_on_day="", left_on_month="", left_on_year="").status_code == 302
    )
    leaver.refresh_from_db()
    assert str(leaver.left_on) == "2026-10-31"
