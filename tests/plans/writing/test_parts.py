"""Writing a plan part by part: adding, changing, ordering, moving, removing, putting back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditAct
from council.models import Person
from plans.models import (
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    OutcomeBlock,
    Plan,
    Risk,
    Section,
)
from tests.factories import (
    CommitteeFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    ParagraphFactory,
    PlanFactory,
    SectionFactory,
    bring_to,
)
from tests.plans.pages.people import client_of, holder, the_six_roles
from tests.plans.writing.pages import officer_of, plan_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def objective() -> Objective:
    return ObjectiveFactory()


def test_a_plan_is_written_from_nothing():
    plan = PlanFactory()
    client = officer_of(plan)

    def add(kind, parent, **typed):
        response = client.post(url("part_add", plan, kind, parent), typed)
        assert response.status_code == 302, response.content.decode()

    add("section", plan.pk, number="1", heading="Introduction")
    section = Section.objects.get()
    add("paragraph", section.pk, number="1.1", text="It begins", bullets="one\n\n two ")
    add("appendix", plan.pk, number="1", title="Actions", layout="detailed")
    add("outcome", plan.appendices.get().pk, outcome_text="Stay safe")
    add(
        "objective", OutcomeBlock.objects.get().pk, ref="Ob 1", text="Listen", start_text="Apr 2026"
    )
    objective = Objective.objects.get()
    add("action", objective.pk, ref="1.1", text="Ask", responsible="Zara Quill / ZZ")
    counted = {"measures": "level", "frequency": "quarter"}
    add("kpi", objective.pk, measure="Answers", refs="NI 1\nT_F 2", target_2026_27="-1%", **counted)
    add("risk", objective.pk, ref="R 1", text="Nobody answers")

    assert [b.text for b in section.paragraphs.get().bullets.all()] == ["one", "two"]
    assert str(objective.start_on) == "2026-04-01"
    action = CriticalAction.objects.get()
    assert [person.name for person in action.people.all()] == ["Zara Quill"]
    assert [division.code for division in action.divisions.all()] == ["ZZ"]
    kpi = Indicator.objects.get()
    assert kpi.refs == ["NI 1", "T_F 2"]
    assert [(t.year, t.text) for t in kpi.targets.all()] == [("2026/27", "-1%")]
    assert Risk.objects.get().score is None
    assert AuditAct.objects.filter(action="part.added", target_id=plan.pk).count() == 8


def test_words_in_a_cell_stay_words(objective):
    plan = plan_of(objective)
    typed = {"text": "Train", "responsible": "All managers", "finish_text": "Ongoing"}
    officer_of(plan).post(url("part_add", plan, "action", objective.pk), typed)
    action = CriticalAction.objects.get()
    assert (action.responsible, action.finish_text, action.finish_on) == (
        "All managers",
        "Ongoing",
        None,
    )
    assert not Person.objects.filter(criticalactions=action).exists()


def test_a_finish_before_the_start_is_told_beside_the_field_and_changes_nothing(objective):
    plan = plan_of(objective)
    typed = {"text": "Typed words", "start_text": "May 2026", "finish_text": "Apr 2026"}
    page = officer_of(plan).post(url("part_add", plan, "action", objective.pk), typed)
    assert "The finish must not be before the start" in page.content.decode()
    assert "Typed words" in page.content.decode()
    assert not CriticalAction.objects.exists()


def test_the_form_opens_in_place_of_the_card_and_the_card_comes_back(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    client, address = officer_of(plan), url("part_edit", plan, "action", action.pk)
    script = {"HTTP_HX_REQUEST": "true"}
    form = client.get(address, **script).content.decode()
    assert "<html" not in form
    assert "As it was" in form
    card = client.post(address, {"text": "As it is", "revision": 1}, **script).content.decode()
    assert "<html" not in card
    assert "As it is" in card
    action.refresh_from_db()
    assert action.text == "As it is"


def test_two_officers_on_one_action_both_versions_are_shown_and_nothing_is_lost(objective):
    action = CriticalActionFactory(objective=objective, text="As it was")
    plan = plan_of(objective)
    address = url("part_edit", plan, "action", action.pk)
    officer_of(plan).post(address, {"text": "By the first", "revision": 1})
    page = officer_of(plan).post(address, {"text": "By the second", "revision": 1})
    text = page.content.decode()
    assert "By the first" in text
    assert "By the second" in text
    action.refresh_from_db()
    assert action.text == "By the first"


def test_parts_change_places_and_stay_at_the_ends(objective):
    plan = plan_of(objective)
    first, second, third = CriticalActionFactory.create_batch(3, objective=objective)
    client = officer_of(plan)
    client.post(url("part_move", plan, "action", third.pk), {"up": "1"})
    assert list(objective.actions.all()) == [first, third, second]
    client.post(url("part_move", plan, "action", first.pk), {"up": "1"})
    client.post(url("part_move", plan, "action", second.pk), {"down": "1"})
    assert list(objective.actions.all()) == [first, third, second]
    client.post(url("part_move", plan, "action", first.pk), {"down": "1"})
    assert list(objective.actions.all()) == [third, first, second]


def test_an_objective_is_removed_after_a_question_and_put_back_with_everything_under_it():
    plan = PlanFactory(full=True)
    objective = Objective.objects.get(block__appendix__plan=plan)
    before = counts(plan)
    client = officer_of(plan)
    address = url("part_remove", plan, "objective", objective.pk)
    assert "Remove this objective?" in client.get(address).content.decode()
    assert Objective.objects.filter(pk=objective.pk).exists()
    client.post(address)
    assert counts(plan) == (0, 0, 0, 0, 0)
    entry = AuditAct.objects.get(action="part.removed")
    page = client.get(url("write", plan)).content.decode()
    assert url("part_undo", plan, entry.pk) in page
    client.post(url("part_undo", plan, entry.pk))
    assert counts(plan) == before
    assert Objective.objects.filter(pk=objective.pk).exists()


def counts(plan: Plan) -> tuple[int, ...]:
    of = "objective__block__appendix__plan"
    return (
        Objective.objects.filter(block__appendix__plan=plan).count(),
        CriticalAction.objects.filter(**{of: plan}).count(),
        Indicator.objects.filter(**{of: plan}).count(),
        ObjectiveRisk.objects.filter(**{of: plan}).count(),
        Risk.objects.filter(plan=plan).count(),
    )


def test_what_was_removed_last_can_be_put_back_though_another_was_added_since(objective):
    plan = plan_of(objective)
    first = CriticalActionFactory(objective=objective, position=0)
    client = officer_of(plan)
    client.post(url("part_remove", plan, "action", first.pk))
    client.post(url("part_add", plan, "action", objective.pk), {"text": "The new one"})
    entry = AuditAct.objects.get(action="part.removed")
    client.post(url("part_undo", plan, entry.pk))
    assert [action.text for action in objective.actions.all()] == [first.text, "The new one"]


def test_putting_back_twice_or_under_what_is_gone_is_told_and_does_no_harm(objective):
    plan = plan_of(objective)
    action = CriticalActionFactory(objective=objective)
    client = officer_of(plan)
    client.post(url("part_remove", plan, "action", action.pk))
    entry = AuditAct.objects.get(action="part.removed")
    client.post(url("part_undo", plan, entry.pk))
    page = client.post(url("part_undo", plan, entry.pk), follow=True).content.decode()
    assert "It cannot be put back" in page
    assert CriticalAction.objects.count() == 1
    client.post(url("part_remove", plan, "action", action.pk))
    last = AuditAct.objects.filter(action="part.removed").first()
    client.post(url("part_remove", plan, "objective", objective.pk))
    page = client.post(url("part_undo", plan, last.pk), follow=True).content.decode()
    assert "It cannot be put back" in page


def test_one_risk_threatens_several_objectives_and_leaves_only_with_the_last(objective):
    plan = plan_of(objective)
    link = ObjectiveRiskFactory(objective=objective)
    other = ObjectiveFactory(block=objective.block)
    client = officer_of(plan)
    client.post(url("risk_link", plan, other.pk), {"risk": link.risk_id})
    assert set(link.risk.objectives.all()) == {objective, other}
    assert (
        "Also threatens" in client.get(url("write_objective", plan, objective.pk)).content.decode()
    )
    client.post(url("part_remove", plan, "risk", link.pk))
    assert Risk.objects.filter(pk=link.risk_id).exists()
    client.post(url("part_remove", plan, "risk", other.objective_risks.get().pk))
    assert not Risk.objects.filter(pk=link.risk_id).exists()


def test_a_new_score_is_a_new_assessment(objective):
    plan = plan_of(objective)
    client = officer_of(plan)

    def step(axis, value):
        return plan.risk_scale.steps.get(axis=axis, value=value).pk

    typed = {"ref": "R 1", "text": "Risk", "impact": step("impact", 4)}
    typed["probability"] = step("probability", 3)
    client.post(url("part_add", plan, "risk", objective.pk), typed)
    risk = Risk.objects.get()
    assert risk.score == 12
    link = objective.objective_risks.get()
    typed |= {"probability": step("probability", 2), "revision": risk.revision}
    page = client.post(url("part_edit", plan, "risk", link.pk), typed)
    assert "Enter why the score changes" in page.content.decode()
    assert Risk.objects.get().score == 12
    typed |= {"reason": "Two more trainers"}
    client.post(url("part_edit", plan, "risk", link.pk), typed)
    assert risk.current.reason == "Two more trainers"
    assert Risk.objects.get().score == 8
    assert risk.assessments.count() == 2


def test_a_risk_of_the_same_ref_and_text_is_to_be_linked_not_written_again(objective):
    plan = plan_of(objective)
    risk = ObjectiveRiskFactory(objective=objective, risk__ref="R 1").risk
    typed = {"ref": risk.ref, "text": risk.text}
    page = officer_of(plan).post(url("part_add", plan, "risk", objective.pk), typed)
    assert "link it instead" in page.content.decode()
    assert Risk.objects.count() == 1


def test_an_emptied_target_is_no_target_any_more(objective):
    plan = plan_of(objective)
    kpi = IndicatorFactory(objective=objective, target="51%")
    typed = {"measure": "M", "measures": "level", "frequency": "year", "revision": 1}
    typed |= {"target_2026_27": "", "target_2027_28": "0"}
    officer_of(plan).post(url("part_edit", plan, "kpi", kpi.pk), typed)
    assert [(t.year, t.text) for t in kpi.targets.all()] == [("2027/28", "0")]


@pytest.mark.parametrize("status", ["submitted", "approved", "published", "withdrawn"])
def test_what_was_submitted_or_approved_is_not_written(objective, status):
    plan = plan_of(objective)
    bring_to(plan, status)
    action = CriticalActionFactory(objective=objective, text="As approved")
    client = officer_of(plan)
    for name, args, typed in (
        ("part_add", ("action", objective.pk), {"text": "x"}),
        ("part_edit", ("action", action.pk), {"text": "x", "revision": 1}),
        ("part_remove", ("action", action.pk), {}),
    ):
        assert client.post(url(name, plan, *args), typed).status_code == 403, name
    assert [a.text for a in CriticalAction.objects.all()] == ["As approved"]


def test_only_those_who_write_the_plan_reach_its_writing_pages():
    plan = PlanFactory(full=True)
    objective = Objective.objects.get(block__appendix__plan=plan)
    section = Section.objects.get(plan=plan)
    pages = [
        url("write", plan),
        url("write_section", plan, section.pk),
        url("write_objective", plan, objective.pk),
        url("part_add", plan, "action", objective.pk),
        url("part_edit", plan, "objective", objective.pk),
        url("part_remove", plan, "section", section.pk),
        url("part_relocate", plan, "objective", objective.pk),
        url("part_presence", plan, "objective", objective.pk, "form"),
        url("risk_link", plan, objective.pk),
    ]
    plan.directorate.committee = CommitteeFactory()
    plan.directorate.save()
    for role, user in the_six_roles(plan.directorate).items():
        for page in pages:
            allowed = role in ("officer", "plan_lead")
            assert (client_of(user).get(page).status_code == 200) == allowed, (role, page)


def test_a_part_of_another_plan_is_not_found_under_this_one():
    plan, other = PlanFactory(), PlanFactory(full=True)
    foreign = Objective.objects.get(block__appendix__plan=other)
    client = client_of(holder("officer"))
    assert client.get(url("part_edit", plan, "objective", foreign.pk)).status_code == 404
    assert client.post(url("part_add", plan, "action", foreign.pk), {}).status_code == 404
    assert client.get(url("part_edit", plan, "poster", foreign.pk)).status_code == 404


def test_the_queries_of_the_writing_pages_do_not_grow(objective):
    plan = plan_of(objective)
    section = SectionFactory(plan=plan)
    client = officer_of(plan)
    pages = [
        url("write", plan),
        url("write_section", plan, section.pk),
        url("write_objective", plan, objective.pk),
    ]

    def queries() -> list[int]:
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as captured:
                client.get(page)
            found.append(len(captured))
        return found

    def grow(number: int) -> None:
        for _ in range(number):
            ParagraphFactory(section=section, full=True)
            CriticalActionFactory(objective=objective)
            IndicatorFactory(objective=objective, target="1", actual="2")
            ObjectiveRiskFactory(objective=objective, scored=True)
            ObjectiveFactory(block=objective.block)

    grow(1)
    few = queries()
    grow(5)
    assert queries() == few
