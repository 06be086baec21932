"""What is told of two plans: each change once, and nothing that did not change."""

import pytest

from plans.acts_on_parts import move, relocate, remove, undo_removal
from plans.comparing.compare import compare
from plans.models import (
    CriticalAction,
    Indicator,
    Objective,
    ObjectiveRisk,
    Paragraph,
    Plan,
    Section,
)
from plans.parts import KINDS
from tests.factories import (
    BulletFactory,
    CriticalActionFactory,
    IndicatorTargetFactory,
    ObjectiveFactory,
    OutcomeBlockFactory,
    PlanFactory,
    RiskAssessmentFactory,
)
from tests.plans.comparing.told import lines, outline, part, told, tree
from tests.plans.pages.people import holder


@pytest.fixture
def plan(db) -> Plan:
    return PlanFactory(full=True)


def officer(plan):
    return holder("officer", plan.directorate)


def test_a_plan_beside_itself_has_no_changes(plan):
    found = compare(outline(plan), outline(plan))
    assert found.is_empty
    assert found.summary == []
    assert found.same_in_words == (
        "1 section, 1 paragraph, 1 appendix, 1 outcome, 1 objective, 1 action, 1 KPI and 2 risks"
        " are the same"
    )


def of_title(plan):
    Plan.objects.filter(pk=plan.pk).update(title="Another")
    return "details changed: Title"


def of_a_heading(plan):
    Section.objects.update(heading="Another")
    return "section 1 Another changed: Heading"


def of_a_bullet(plan):
    BulletFactory(paragraph=Paragraph.objects.get())
    return "paragraph 1.1 changed: List"


def of_an_appendix(plan):
    plan.appendices.update(layout="summary")
    return "appendix 1 Actions changed: Layout"


def of_a_lead(plan):
    objective = Objective.objects.get()
    Objective.objects.update(responsible="Jane Porter / TF")
    return f"objective {objective} changed: Lead"


def of_a_target(plan):
    kpi = Indicator.objects.get()
    IndicatorTargetFactory(indicator=kpi, text="60%")
    return f"kpi NI 111 / T_F 001 {kpi.measure} changed: 2026/27 target"


def of_a_polarity(plan):
    Indicator.objects.update(polarity="lower")
    kpi = Indicator.objects.get()
    return f"kpi NI 111 / T_F 001 {kpi.measure} changed: What is better"


def of_a_score(plan):
    link = ObjectiveRisk.objects.first()
    RiskAssessmentFactory(risk=link.risk, at=(4, 5))
    return f"risk {link.risk} changed: Probability, Score"


def of_an_added_action(plan):
    action = CriticalActionFactory(objective=Objective.objects.get())
    return f"action {action} added"


def of_a_removed_action(plan):
    action = CriticalAction.objects.get()
    action.delete()
    return f"action {action} removed"


@pytest.mark.parametrize(
    "change",
    [
        of_title,
        of_a_heading,
        of_a_bullet,
        of_an_appendix,
        of_a_lead,
        of_a_target,
        of_a_polarity,
        of_a_score,
        of_an_added_action,
        of_a_removed_action,
    ],
)
def test_one_change_is_told_and_no_other(plan, change):
    before = outline(plan)
    expected = change(plan)
    after = outline(plan)
    assert told(before, after) == [expected]
    mirrored = {"added": "removed", "removed": "added"}
    *words, last = expected.split(" ")
    back = told(after, before)
    assert len(back) == 1
    if last in mirrored:
        assert back == [" ".join([*words, mirrored[last]])]


def test_a_part_that_was_removed_and_put_back_is_the_same(plan):
    before = outline(plan)
    user = officer(plan)
    entry = remove(KINDS["objective"], Objective.objects.get(), plan=plan, actor=user)
    assert len(told(before, outline(plan))) == 5
    undo_removal(entry, plan=plan, actor=user)
    assert told(before, outline(plan)) == []


def test_an_action_under_another_objective_has_moved_and_is_not_removed_and_added(plan):
    action = CriticalAction.objects.get()
    other = ObjectiveFactory(block=action.objective.block, ref="Ob 99")
    before, old = outline(plan), action.objective.ref
    relocate(KINDS["action"], action, other, plan=plan, actor=officer(plan))
    assert told(before, outline(plan)) == [f"action {action} moved from objective {old}"]


def test_of_a_new_order_only_what_was_moved_is_told(plan):
    objective = Objective.objects.get()
    parts = [CriticalActionFactory(objective=objective) for _ in range(4)]
    before = outline(plan)
    for _ in range(2):
        move(KINDS["action"], parts[3], up=True, plan=plan, actor=officer(plan))
        parts[3].refresh_from_db()
    assert told(before, outline(plan)) == [f"action {parts[3]} moved to another place in the order"]


def test_there_and_back_mirror_each_other(plan):
    other = PlanFactory(full=True)
    OutcomeBlockFactory(appendix=other.appendices.get(), full=True)
    one, two = outline(plan), outline(other)
    there, back = compare(one, two), compare(two, one)
    for count, mirrored in zip(there.counts, back.counts, strict=True):
        assert (count.added, count.removed) == (mirrored.removed, mirrored.added)
        assert (count.changed, count.moved) == (mirrored.changed, mirrored.moved)
    assert lines(there) != []


def test_what_was_removed_is_told_where_it_stood():
    a, b, c = (part("section", ref, text) for ref, text in [("1", "A"), ("2", "B"), ("3", "C")])
    new = part("section", "3", "C")
    found = compare(tree(a, b, c), tree(part("section", "1", "A"), new, plan=2))
    assert [each.heading for each in found.parts] == ["1 A", "2 B", "3 C"]


def test_the_summary_counts_each_kind_in_words():
    before = tree(part("objective", "1", "Listen"), part("objective", "2", "Ask"))
    after = tree(
        part("objective", "1", "Listen"),
        part("objective", "2", "Ask again"),
        part("objective", "3", "Answer", part("action", "3.1", "Write")),
        plan=2,
    )
    found = compare(before, after)
    assert found.summary == ["1 objective added, 1 changed", "1 action added"]
    assert found.same_in_words == "1 objective is the same"
