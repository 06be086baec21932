"""Importing a plan: what is made of a file, what a preview tells, and what is refused."""

from datetime import date

import pytest

from core.faults import FaultyFile
from core.models import AuditAct, AuditChange
from council.models import Directorate, Division, Person, Strategy
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan
from plans.models import (
    CriticalAction,
    Indicator,
    Objective,
    OutcomeBlock,
    Risk,
)
from tests.factories import (
    DirectorateFactory,
    PlanFactory,
    RoleAssignmentFactory,
    UserFactory,
)
from tests.plans.documents import bare, objective_of, whole
from tests.plans.exchange.imports import imported
from tests.plans.exchange.refusals import rows_of_every_table
from tests.plans.exchange.workbooks import changed, set_cells, workbook_of

pytestmark = pytest.mark.django_db


# What is made of a file


def test_a_plan_is_imported_as_a_draft_in_force_with_todays_scale_and_definition():
    plan = imported().plan
    plan.refresh_from_db()
    assert plan.status == "draft"
    assert str(plan) == "Children's Services, 2012/13"
    assert (plan.start, plan.finish) == (date(2012, 4, 1), date(2013, 3, 31))
    assert plan.risk_scale.name == "Risk scale"
    assert plan.rag_definition.name == "RAG of KPIs"
    assert plan.numbering == "typed"
    assert plan.contact_lines == ["Assistant Director", "Westox House", "1, Trinity Road"]


@pytest.mark.parametrize(
    ("start", "finish", "start_on", "finish_on"),
    [
        ("Apr 2012", "Mar 2013", date(2012, 4, 1), date(2013, 3, 31)),
        ("2012-05-02", "31/12/2012", date(2012, 5, 2), date(2012, 12, 31)),
        ("Ongoing", "", None, None),
        ("", "update due 31 July", None, None),
        ("April 2012/March 2013", "Mar 2013", None, date(2013, 3, 31)),
    ],
)
def test_dates_are_kept_as_printed_with_the_days_they_mean(start, finish, start_on, finish_on):
    data = whole()
    for part in (objective_of(data), objective_of(data)["actions"][0]):
        part |= {"start": start, "finish": finish}
    imported(data)
    for row in (Objective.objects.get(), CriticalAction.objects.get()):
        assert (row.start_text, row.finish_text) == (start, finish)
        assert (row.start_on, row.finish_on) == (start_on, finish_on)


def test_people_divisions_and_strategies_are_found_or_added():
    DirectorateFactory(name="Children's Services").divisions.create(code="TF", name="Targeted")
    known = Person.objects.create(name="Mike Galikowski")
    result = imported()
    assert sorted(result.added) == [
        "division “C&F” in Children's Services",
        "division “EP&L” in Children's Services",
        "linked plan or strategy “CYPP”",
        "linked plan or strategy “LSCB”",
        "linked plan or strategy “SEN Strategy”",
        "person “Dave Perrett”",
        "person “Pauline Sharratt”",
    ]
    action = CriticalAction.objects.get()
    assert list(action.people.all()) == [known]
    assert [division.code for division in action.divisions.all()] == ["TF"]
    assert [strategy.name for strategy in action.strategies.all()] == ["SEN Strategy"]
    objective = Objective.objects.get()
    assert [person.name for person in objective.people.all()] == ["Dave Perrett"]
    assert [strategy.name for strategy in objective.strategies.all()] == ["CYPP", "LSCB"]
    assert [person.name for person in OutcomeBlock.objects.get().people.all()] == [
        "Pauline Sharratt"
    ]
    assert list(Indicator.objects.get().people.all()) == [known]
    assert [person.name for person in Risk.objects.get().people.all()] == ["Pauline Sharratt"]


def test_all_managers_are_words_and_nobody_is_added():
    data = whole()
    objective_of(data)["actions"][0]["responsible"] = "All managers"
    before = Person.objects.count()
    imported(data)
    action = CriticalAction.objects.get()
    assert action.responsible == "All managers"
    assert not action.people.exists()
    assert Person.objects.count() == before + 3  # of the plan's other cells


def test_nobody_gets_a_login():
    imported()
    assert not Person.objects.filter(user__isnull=False).exists()


@pytest.mark.parametrize("name", ["every child  MATTERS", "Every Child Matters (ECM)"])
def test_the_framework_with_its_outcome_and_aim_is_found_by_its_words(name):
    data = whole()
    data["appendices"][0]["framework"] = name
    data["appendices"][0]["outcomes"][0]["outcome"] = "STAY SAFE"
    block = imported(data).plan.appendices.get().blocks.get()
    assert block.appendix.framework.name == "Every Child Matters"
    assert block.outcome.name == "Stay safe"
    assert block.aim.text == "Safe from accidental injury and death"
    assert block.outcome_text == "STAY SAFE"


def test_words_that_no_framework_knows_stay_words():
    data = whole()
    data["appendices"][0]["framework"] = "Our own priorities"
    block = imported(data).plan.appendices.get().blocks.get()
    assert (block.appendix.framework, block.outcome, block.aim) == (None, None, None)
    assert block.appendix.framework_text == "Our own priorities"


# Whose plan


def test_a_directorate_not_yet_known_is_made_and_told():
    result = imported(bare())
    assert result.added == ["directorate “Children's Services”"]
    assert Directorate.objects.get().name == "Children's Services"


@pytest.mark.parametrize(
    "name", ["CHILDREN'S SERVICES", "Children’s Services", "children's  services"]
)
def test_a_directorate_is_known_whatever_its_capitals_spaces_and_apostrophe(name):
    known = DirectorateFactory(name="Children's Services")
    result = imported(bare(directorate=name))
    assert result.plan.directorate == known
    assert result.added == []
    assert Directorate.objects.count() == 1


def test_an_officer_imports_for_the_own_directorate():
    directorate = DirectorateFactory(name="Children's Services")
    officer = RoleAssignmentFactory(
        role="officer", directorate=directorate, user__name="Amina Yusuf"
    ).user
    plan = imported(actor=officer).plan
    assert plan.author_name == "Amina Yusuf"


@pytest.mark.parametrize("name", ["Adult Social Care", "Nobody's Services"])
def test_but_not_for_another_or_for_a_new_one(name):
    DirectorateFactory(name="Adult Social Care")
    officer = RoleAssignmentFactory(officer=True).user
    before = rows_of_every_table()
    with pytest.raises(FaultyFile) as faulty:
        imported(bare(directorate=name), actor=officer)
    assert str(faulty.value) == f"directorate: you may not import plans of “{name}”"
    assert rows_of_every_table() == before


def test_who_may_not_import_is_not_told_what_plans_there_are():
    plan = PlanFactory(title="Secret title")
    officer = RoleAssignmentFactory(officer=True).user
    data = bare(directorate=plan.directorate.name, start="2026-04-01", finish="2027-03-31")
    with pytest.raises(FaultyFile) as faulty:
        imported(data, actor=officer)
    assert "Secret" not in str(faulty.value)


@pytest.mark.parametrize("trait", ["leadership_team", "committee_member", "admin"])
def test_a_reader_and_an_admin_import_nothing(trait):
    user = RoleAssignmentFactory(**{trait: True}).user
    with pytest.raises(FaultyFile, match="you may not import"):
        imported(actor=user)


def test_an_officer_of_the_whole_council_may_bring_in_a_new_directorate():
    officer = RoleAssignmentFactory(role="officer").user
    assert imported(actor=officer).plan.directorate.name == "Children's Services"


# The trail


def test_an_import_is_one_act_with_all_its_rows():
    user = RoleAssignmentFactory(role="officer", user__name="Amina Yusuf").user
    plan = imported(actor=user).plan
    entry = AuditAct.objects.get(action="plan.imported")
    assert entry.sentence == "Amina Yusuf imported the plan Children's Services, 2012/13"
    assert (entry.target_model, entry.target_id) == ("plans.plan", plan.pk)
    lines = AuditChange.objects.filter(act=entry)
    tables = set(lines.values_list("table_name", flat=True))
    assert {"plans_plan", "plans_bullet", "plans_riskassessment", "council_person"} <= tables
    assert not AuditChange.objects.filter(act=None, table_name__startswith="plans_").exists()
    assert lines.get(table_name="council_directorate").operation == "I"


def test_names_of_other_people_are_not_touched():
    person = Person.objects.create(name="Dave Perrett", post="Head of Learning")
    imported()
    person.refresh_from_db()
    assert (person.post, person.revision) == ("Head of Learning", 1)
    assert Division.objects.count() == 3
    assert Strategy.objects.count() == 3
    assert UserFactory().person is None


def test_a_file_is_read_and_imported_with_its_own_places():
    content = changed(workbook_of(whole()), set_cells("Risks", D2=9))
    read = read_plan_file("plan.xlsx", content)
    with pytest.raises(FaultyFile) as faulty:
        import_plan(read, actor=None)
    assert str(faulty.value) == (
        "Risks, row 2, column D (impact): 9 is outside the scale (1, 2, 3, 4, 5)"
    )
