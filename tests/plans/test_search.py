"""Search: what is found, in which order, and that the index follows every change."""

import pytest

from plans.models import (
    Plan,
    SearchEntry,
)
from plans.search import FEW, find, ranked
from tests.factories import (
    AppendixFactory,
    BulletFactory,
    CriticalActionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    ObjectiveRiskFactory,
    OutcomeBlockFactory,
    ParagraphFactory,
    PlanFactory,
    ProgressUpdateFactory,
    RoleAssignmentFactory,
    SectionFactory,
    take_steps,
)
from tests.plans.searching import EVERYTHING, found, kinds, paragraph

pytestmark = pytest.mark.django_db


# What is found


def test_every_text_of_a_plan_is_found_in_its_part():
    plan = PlanFactory(
        title="Aardvark",
        contact_name="Badger",
        contact_post="Cheetah",
        contact_address="Dingo\nErmine",
        contact_telephone="01632 960111",
        contact_email="ferret@council.example",
    )
    section = SectionFactory(plan=plan, heading="Gibbon")
    BulletFactory(paragraph=ParagraphFactory(section=section, text="Hamster"), text="Ibex")
    appendix = AppendixFactory(plan=plan, title="Jackal", introduction="Kangaroo")
    block = OutcomeBlockFactory(
        appendix=appendix, outcome_text="Lemur", aim_text="Marmot", responsible="Narwhal"
    )
    objective = ObjectiveFactory(
        block=block, text="Ocelot", responsible="Penguin", linkages="Quoll"
    )
    action = CriticalActionFactory(
        objective=objective,
        text="Raccoon",
        equality_action="Salamander",
        milestones="Tapir",
        planned_outcome="Urial",
        responsible="Vicuna",
        linkages="Walrus",
    )
    ProgressUpdateFactory(action=action, commentary="Xerus")
    IndicatorFactory(
        objective=objective,
        refs=["YK 1", "ZB 2"],
        measure="Yakking",
        unit="Zebras",
        baseline_text="Albatross",
        responsible="Buzzard",
    )
    ObjectiveRiskFactory(
        objective=objective,
        risk__ref="CM 3",
        risk__text="Cormorant",
        risk__responsible="Dunlin",
        responsible="Eagle",
    )
    expected = {
        "plan": "Aardvark Badger Cheetah Dingo Ermine 960111 ferret",
        "section": "Gibbon",
        "paragraph": "Hamster Ibex",
        "appendix": "Jackal Kangaroo",
        "outcome": "Lemur Marmot Narwhal",
        "objective": "Ocelot Penguin Quoll",
        "action": "Raccoon Salamander Tapir Urial Vicuna Walrus Xerus",
        "kpi": "YK1 ZB2 Yakking Zebras Albatross Buzzard",
        "risk": "CM3 Cormorant Dunlin Eagle",
    }
    for kind, words in expected.items():
        for word in words.split():
            assert kinds(word) == [kind], word


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Pupils who were bullied", "bullying"),
        ("Visit the café of Nuñez", "cafe nunez"),
        ("Visit the cafe", "café"),
        ("The children’s panel", "childrens"),
        ("The childrens panel", "children's"),
        ("Ask O'Brien", "obrien"),
        ("Ask OBrien", "o’brien"),
        ("Leads and/or deputies", "deputies"),
        ("End of it.Begin again", "begin"),
        ("Write to ewa@council.example", "ewa"),
        ("In 2011/12", "2011"),
        ("Raise it by 10-15", "15"),
        ("See <wheelchair> users", "wheelchair"),
        ("Short breaks for carers", '"short breaks"'),
        ("Short breaks for carers", "“short breaks”"),
        ("Only carers", "zebra or carers"),
        ("Only carers", "carers -zebra"),
    ],
)
def test_words_are_found_however_they_are_written(text, typed):
    paragraph(text)
    assert kinds(typed) == ["paragraph"]


@pytest.mark.parametrize(
    "typed", ['"breaks short"', "short zebra", "short -breaks", '-"short breaks"']
)
def test_a_part_that_does_not_hold_what_was_asked_is_not_found(typed):
    section = SectionFactory(heading="")
    paragraph("Short breaks for carers", section=section)
    assert ("paragraph", "1.1") not in found(typed)


# In which order


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("1.5", ("action", "1.5")),
        ("action 1.5", ("action", "1.5")),
        ("Ob 3", ("objective", "E&D / Ob 3")),
        ("ob3", ("objective", "E&D / Ob 3")),
        ("NI 111", ("kpi", "NI 111 / T_F 001")),
        ("t_f 001", ("kpi", "NI 111 / T_F 001")),
        ("“NI 111”", ("kpi", "NI 111 / T_F 001")),
        ("Risk CSD 7", ("risk", "CSD 7.")),
        ("Appendix 2", ("appendix", "2")),
        ("a", ("action", "(a)")),
    ],
)
def test_the_part_of_the_very_ref_comes_first(typed, first):
    objective = ObjectiveFactory(ref="E&D / Ob 3", block__appendix__number="2")
    CriticalActionFactory(objective=objective, ref="1.5")
    CriticalActionFactory(objective=objective, ref="(a)")
    IndicatorFactory(objective=objective, refs=["NI 111", "T_F 001"])
    ObjectiveRiskFactory(objective=objective, risk__ref="CSD 7.")
    for _ in range(2):
        paragraph("1.5 Ob 3 NI 111 T_F 001 CSD 7 appendix 2 action risk " * 5, number="9")
    assert found(typed)[0] == first


def test_a_word_in_the_heading_counts_more_than_in_the_text_and_that_more_than_the_rest():
    objective = ObjectiveFactory(text="Something else", responsible="Translation")
    paragraph("Translation")
    SectionFactory(heading="Translation", plan=objective.block.appendix.plan)
    assert [kind for kind, _ in found("translation")] == ["section", "paragraph", "objective"]


def test_of_equal_parts_that_of_the_newest_plan_comes_first():
    old, new = (PlanFactory(first_year=year) for year in (2020, 2025))
    for plan in (old, new):
        SectionFactory(plan=plan, heading="Translation")
    finding = find(EVERYTHING.all(), "translation")
    assert [e.plan for e in ranked(finding.entries, finding.question)] == [new, old]


# A typing slip


def test_a_word_that_stands_nowhere_gives_way_to_the_nearest_one():
    paragraph("Translation of letters")
    finding = find(EVERYTHING.all(), "transltaion letters")
    assert finding.question.typed == "Translation letters".lower()
    assert finding.instead_of == "transltaion letters"
    assert finding.entries.count() == 1


def test_where_little_is_found_a_word_that_stands_more_often_is_proposed():
    paragraph("Ask Perret")
    for _ in range(FEW):
        paragraph("Ask Perrett")
    finding = find(EVERYTHING.all(), "perret")
    assert (finding.entries.count(), finding.meant) == (1, "perrett")
    assert find(EVERYTHING.all(), "perrett").meant == ""


@pytest.mark.parametrize(
    "typed", ["translating unicorn", "transltaion or letters", "-transltaion zzz"]
)
def test_words_that_stand_somewhere_or_are_ruled_out_are_not_replaced(typed):
    paragraph("Translation")
    paragraph("Letters")
    finding = find(EVERYTHING.all(), typed)
    assert (finding.instead_of, finding.question.typed) == ("", typed)


# Who may find what


@pytest.fixture
def hidden() -> Plan:
    """A draft with words that stand in no other plan."""
    plan = PlanFactory(first_year=2019, directorate__name="Hidden")
    section = SectionFactory(plan=plan, heading="Reorganisation")
    ParagraphFactory(section=section, text="Redundancies in Corbeck", number="77.7")
    return plan


@pytest.mark.parametrize("typed", ["redundancies", "corbeck", "77.7", "reorganisation", "-zebra"])
def test_nothing_of_a_plan_one_may_not_read_is_found_or_counted(hidden, typed):
    published = PlanFactory(published=True, title="Open to all")
    respondent = RoleAssignmentFactory(school_respondent=True).user
    readable = SearchEntry.objects.readable_by(respondent)
    finding = find(readable, typed)
    assert {e.plan_id for e in finding.entries} <= {published.pk}
    owner = RoleAssignmentFactory(officer=True, directorate=hidden.directorate).user
    assert find(SearchEntry.objects.readable_by(owner), typed).entries.filter(plan=hidden).exists()


@pytest.mark.parametrize("slip", ["redundnacies", "corbek", "reorganisaton"])
def test_no_word_of_a_plan_one_may_not_read_is_offered(hidden, slip):
    SectionFactory(plan=PlanFactory(published=True), heading="Open to all")
    respondent = RoleAssignmentFactory(school_respondent=True).user
    finding = find(SearchEntry.objects.readable_by(respondent), slip)
    assert (finding.instead_of, finding.meant, finding.question.typed) == ("", "", slip)
    owner = RoleAssignmentFactory(officer=True, directorate=hidden.directorate).user
    assert find(SearchEntry.objects.readable_by(owner), slip).instead_of == slip


def test_a_word_is_offered_in_no_form_that_only_a_hidden_plan_has():
    """ "Translations" and "translated" have one stem, but they are two words."""
    SectionFactory(plan=PlanFactory(), heading="Translations")
    SectionFactory(plan=PlanFactory(published=True), heading="Translated")
    respondent = RoleAssignmentFactory(school_respondent=True).user
    finding = find(SearchEntry.objects.readable_by(respondent), "transaltions")
    assert finding.question.typed in ("translated", "transaltions")


def test_what_is_sent_back_is_found_no_more():
    plan = PlanFactory(submitted=True, directorate__with_committee=True)
    SectionFactory(plan=plan, heading="Translation")
    member = RoleAssignmentFactory(
        role="committee_member", committee=plan.directorate.committee
    ).user
    readable = SearchEntry.objects.readable_by(member)
    assert found("translation", readable)
    take_steps(plan, "draft")
    assert not found("translation", readable)
