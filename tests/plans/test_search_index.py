"""The index of the search follows every change, and no input breaks it."""

import pytest
from django.db import connection

from core.audit import act
from core.undo import put_back
from plans.audit_actions import PART_REMOVED
from plans.models import (
    Bullet,
    CriticalAction,
    Indicator,
    Objective,
    OutcomeBlock,
    Paragraph,
    Plan,
    Risk,
    SearchEntry,
    Section,
)
from plans.reading import PlanReading
from plans.search import LONGEST, find, ranked, tidy_words
from tests.factories import (
    AppendixFactory,
    BulletFactory,
    CriticalActionFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    ParagraphFactory,
    PlanFactory,
    ProgressUpdateFactory,
    SectionFactory,
)
from tests.plans.searching import EVERYTHING, found, kinds, paragraph

pytestmark = pytest.mark.django_db


def index_as_stored() -> set[tuple]:
    return set(
        SearchEntry.objects.values_list(
            "kind", "part_id", "plan_id", "anchor", "ref", "heading", "main", "others"
        )
    )


def index_as_it_should_be() -> set[tuple]:
    tables = {
        "plan": "plan",
        "section": "section",
        "paragraph": "paragraph",
        "appendix": "appendix",
        "outcome": "outcomeblock",
        "objective": "objective",
        "action": "criticalaction",
        "kpi": "indicator",
        "risk": "risk",
    }
    rows: set[tuple] = set()
    with connection.cursor() as cursor:
        for kind, table in tables.items():
            cursor.execute(
                "SELECT %s, parts.* FROM plans_search_parts(%s, array("  # noqa: S608  (our own names)
                f"SELECT id FROM plans_{table})) AS parts",
                [kind, kind],
            )
            rows.update(cursor.fetchall())
    return rows


# The index follows


def test_a_bulk_change_is_found_at_once():
    action = CriticalActionFactory(text="Before")
    CriticalAction.objects.update(text="Afterwards", planned_outcome="Elsewhere")
    assert kinds("afterwards") == kinds("elsewhere") == ["action"]
    assert not SearchEntry.objects.filter(part_id=action.pk, main="Before").exists()


def test_a_bullet_belongs_to_its_paragraph():
    bullet = BulletFactory(text="Kingfisher")
    assert kinds("kingfisher") == ["paragraph"]
    bullet.delete()
    assert kinds("kingfisher") == []


def test_of_the_progress_the_last_word_is_found():
    action = CriticalActionFactory()
    ProgressUpdateFactory(action=action, commentary="Kingfisher")
    ProgressUpdateFactory(action=action, commentary="Heron")
    assert (kinds("kingfisher"), kinds("heron")) == ([], ["action"])


def test_a_risk_is_found_once_and_only_where_it_threatens_an_objective():
    link = ObjectiveRiskFactory(risk__text="Kingfisher")
    other = ObjectiveFactory(block=link.objective.block)
    ObjectiveRiskFactory(objective=other, risk=link.risk)
    assert kinds("kingfisher") == ["risk"]
    link.delete()
    assert SearchEntry.objects.get(kind="risk").anchor != f"risk-{link.pk}"
    Risk.objects.get().objective_risks.all().delete()
    assert kinds("kingfisher") == []


def test_what_is_removed_is_found_no_more_and_what_is_put_back_is():
    plan = PlanFactory(full=True)
    before = index_as_stored()
    with act(PART_REMOVED, actor=None, target=plan) as removal:
        Objective.objects.get().delete()
        plan.risks.all().delete()
    assert not SearchEntry.objects.filter(kind__in=["objective", "action", "kpi", "risk"])
    put_back(removal)
    assert index_as_stored() == before


def test_a_plan_that_is_removed_leaves_nothing():
    PlanFactory(full=True).delete()
    assert not SearchEntry.objects.exists()


@pytest.mark.parametrize("part", ["block", "objective"])
def test_what_moves_within_its_plan_is_found_there_with_all_under_it(part):
    plan = PlanFactory(full=True)
    appendix = AppendixFactory(plan=plan, full=True)
    blocks = OutcomeBlock.objects.exclude(appendix=appendix)
    if part == "block":
        blocks.update(appendix=appendix, position=99)
    else:
        Objective.objects.filter(block__in=blocks).update(block=appendix.blocks.get(), position=99)
    assert index_as_stored() == index_as_it_should_be()
    assert SearchEntry.objects.filter(plan=plan, kind="action").count() == 2


def test_whatever_changes_the_index_says_what_the_plan_says():
    plan = PlanFactory(full=True)
    Section.objects.update(heading="Changed", number="7")
    Bullet.objects.update(text="Changed")
    Indicator.objects.update(refs=["A 1"])
    Risk.objects.update(text="Changed")
    OutcomeBlockFactory(appendix=plan.appendices.get())
    CriticalAction.objects.all().delete()
    Plan.objects.update(contact_name="Changed")
    assert index_as_stored() == index_as_it_should_be()
    assert len(index_as_stored()) == 10


def test_a_paragraph_is_found_by_the_number_that_is_printed():
    plan = PlanFactory(numbering=Plan.Numbering.AUTOMATIC)
    first = SectionFactory(plan=plan, number="")
    second = SectionFactory(plan=plan, number="4.")
    for section in (first, second, first):
        ParagraphFactory(section=section, number="typed")

    def printed() -> None:
        reading = PlanReading(Plan.objects.get())
        stored = dict(SearchEntry.objects.filter(kind="paragraph").values_list("part_id", "ref"))
        assert stored == {p.pk: reading.paragraph_number(p) for p in Paragraph.objects.all()}

    printed()
    assert found("4.1")[0] == ("paragraph", "4.1")
    Paragraph.objects.first().delete()
    printed()
    SectionFactory(plan=plan, number="", position=first.position - 1 if first.position else 0)
    printed()
    second.number = "9"
    second.save()
    printed()
    first.delete()
    printed()
    plan.numbering = Plan.Numbering.TYPED
    plan.save()
    printed()


# What could break it


def test_no_text_is_too_long_to_be_saved():
    words = " ".join(f"{number:x}é-{number:o}ü" for number in range(900))[:10_000]
    bullets = ParagraphFactory(text=words)
    Bullet.objects.bulk_create(
        Bullet(paragraph=bullets, position=place, text=words.replace("é", chr(200 + place)))
        for place in range(12)
    )
    assert SearchEntry.objects.filter(kind="paragraph").count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        "'",
        '"',
        "\\",
        "%",
        "-",
        "!",
        "&|()",
        ":*",
        "the of and",
        '"""',
        "or or",
        "a'b\\c",
        "\U0001f600",
    ],
)
def test_odd_input_is_only_not_found(typed):
    paragraph("Something")
    finding = find(EVERYTHING.all(), typed)
    assert list(ranked(finding.entries, finding.question)) == []


def test_what_no_text_can_hold_is_left_aside_and_what_is_too_long_cut():
    assert tidy_words(" a\x00b\ud800 \n c ") == ("a b c", False)
    words, cut = tidy_words("word " * 2_000)
    assert len(words) <= LONGEST
    assert cut
