"""Importing a plan: what is made of a file, what a preview tells, and what is refused."""

from copy import deepcopy
from datetime import date

import pytest
from django.utils import timezone

from core.faults import FaultyFile
from core.models import AuditAct, AuditChange
from council.models import Directorate, Division, Person, Strategy
from plans.exchange.exporting import export_plan
from plans.exchange.files import read_plan_file
from plans.exchange.importing import import_plan, preview_plan
from plans.models import (
    CriticalAction,
    Indicator,
    Objective,
    OutcomeBlock,
    Plan,
    ProgressUpdate,
    Risk,
    RiskAssessment,
)
from tests.factories import (
    DirectorateFactory,
    PlanFactory,
    RiskScaleFactory,
    RoleAssignmentFactory,
    SectionFactory,
    UserFactory,
)
from tests.plans.documents import bare, canonical, document, objective_of, whole
from tests.plans.exchange.refusals import faults_in, faults_in_workbook, rows_of_every_table
from tests.plans.exchange.workbooks import changed, set_cells, workbook_of

pytestmark = pytest.mark.django_db


def imported(data=None, *, actor=None, **options):
    return import_plan(document(data or whole()), actor=actor, **options)


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


def test_progress_becomes_an_update_of_the_year_end():
    user = RoleAssignmentFactory(role="officer", user__name="Amina Yusuf").user
    imported(actor=user)
    update = ProgressUpdate.objects.get()
    assert update.commentary == "Begun in May"
    assert (update.author, update.author_name) == (user, "Amina Yusuf")
    assert update.action.year_end_progress == "Begun in May"


def test_without_progress_there_is_no_update():
    data = whole()
    objective_of(data)["actions"][0]["progress"] = ""
    imported(data)
    assert not ProgressUpdate.objects.exists()


# Risks


def with_risk_again(**values):
    """A whole plan whose risk stands again under a second objective, with these values."""
    data = whole()
    again = deepcopy(objective_of(data)) | {"ref": "Ob 2"}
    again["risks"][0].update(values)
    data["appendices"][0]["outcomes"].append({"objectives": [again]})
    return data


def test_a_ref_that_comes_again_with_the_same_text_is_the_same_risk():
    data = with_risk_again(responsible="Jane Porter / TF")
    plan = imported(data).plan
    risk = Risk.objects.get()
    assert risk.objectives.count() == 2
    assert RiskAssessment.objects.get().score == 12
    assert [link.responsible for link in risk.objective_risks.order_by("pk")] == [
        "Pauline Sharratt / C&F",
        "Jane Porter / TF",
    ]
    assert canonical(export_plan(plan)) == canonical(document(data))


def test_whoever_is_responsible_for_it_at_any_of_its_places_is_linked():
    """To be named is enough to read the plan."""
    imported(with_risk_again(responsible="Jane Porter / TF"))
    risk = Risk.objects.get()
    assert {person.name for person in risk.people.all()} == {"Pauline Sharratt", "Jane Porter"}
    assert {division.code for division in risk.divisions.all()} == {"C&F", "TF"}


def test_with_another_text_it_is_another_risk():
    result = imported(with_risk_again(text="Fewer schools"))
    assert Risk.objects.count() == 2
    assert "the ref stands for 2 different texts" in " ".join(map(str, result.warnings))


def test_risks_without_a_ref_are_each_their_own():
    data = with_risk_again()
    for block in data["appendices"][0]["outcomes"]:
        block["objectives"][0]["risks"][0]["ref"] = ""
    imported(data)
    assert Risk.objects.count() == 2


@pytest.mark.parametrize("scored", [0, 1])
def test_a_score_given_at_one_of_its_places_holds_for_all(scored):
    data = with_risk_again()
    places = [block["objectives"][0]["risks"][0] for block in data["appendices"][0]["outcomes"]]
    places[1 - scored] |= {"impact": "", "probability": None}
    plan = imported(data).plan
    assert RiskAssessment.objects.get().score == 12
    out = canonical(export_plan(plan))["appendices"][0]["outcomes"]
    assert [block["objectives"][0]["risks"][0]["impact"] for block in out] == ["4", "4"]


def test_an_impact_at_one_place_and_a_probability_at_another_make_a_score():
    data = with_risk_again(impact="")
    objective_of(data)["risks"][0]["probability"] = ""
    imported(data)
    assert RiskAssessment.objects.get().score == 12


def test_a_risk_not_scored_has_no_assessment():
    data = whole()
    objective_of(data)["risks"][0] |= {"impact": None, "probability": ""}
    imported(data)
    assert Risk.objects.get().score is None
    assert not RiskAssessment.objects.exists()


def test_a_score_is_dated_today_and_names_who_imported_it():
    user = RoleAssignmentFactory(role="officer", user__name="Amina Yusuf").user
    imported(actor=user)
    assessment = RiskAssessment.objects.get()
    assert assessment.assessed_on == timezone.localdate()
    assert assessment.assessor_name == "Amina Yusuf"


def test_a_scale_of_letters_takes_letters():
    letters = [("A", 1), ("B", 2), ("C", 3), ("D", 4)]
    RiskScaleFactory(in_force_from=date(2026, 1, 1), impacts=letters, probabilities=letters)
    data = whole()
    objective_of(data)["risks"][0] |= {"impact": "d", "probability": "B"}
    assert imported(data).plan.risks.get().score == 8
    place = "appendices[0].outcomes[0].objectives[0].risks[0].impact"
    objective_of(data)["risks"][0]["impact"] = 4
    data["start"], data["finish"] = "2013-04-01", "2014-03-31"
    assert faults_in(data) == [f"{place}: 4 is outside the scale (A, B, C, D)"]


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


# A directorate and period that has a plan


@pytest.fixture
def first():
    return imported(whole(title="The first plan")).plan


def test_a_second_plan_for_the_period_is_refused(first):
    assert faults_in(whole()) == [
        "start: Children's Services has a plan for April 2012 to March 2013 already: "
        "“The first plan”"
    ]


@pytest.mark.parametrize(
    ("start", "finish"),
    [("2012-10-01", "2012-10-31"), ("2011-04-01", "2012-04-01"), ("2013-03-31", "2014-03-30")],
)
def test_also_for_a_part_of_it(first, start, finish):
    [fault] = faults_in(bare(start=start, finish=finish))
    assert "has a plan for April 2012 to March 2013 already" in fault


def test_the_year_after_is_another_period(first):
    imported(bare(start="2013-04-01", finish="2014-03-31"))
    assert Plan.objects.count() == 2


def test_in_a_workbook_the_cell_is_named(first):
    [fault] = faults_in_workbook(workbook_of(whole()))
    assert fault.startswith("Plan, row 2, column E (start): Children's Services has a plan")


def test_what_else_is_wrong_is_told_with_it(first):
    content = changed(workbook_of(whole()), set_cells("Risks", D2=9))
    assert [fault.split(": ")[0] for fault in faults_in_workbook(content)] == [
        "Plan, row 2, column E (start)",
        "Risks, row 2, column D (impact)",
    ]


def test_a_draft_is_replaced_by_the_file(first):
    data = whole(title="The second plan", contact={}, council="")
    objective_of(data)["text"] = "Children are safer"
    data["sections"] = []
    result = imported(data, replace_draft=True)
    assert result.replaced
    assert result.plan.pk == first.pk
    assert canonical(export_plan(Plan.objects.get())) == canonical(document(data))
    assert Objective.objects.count() == Risk.objects.count() == 1


def test_a_replaced_draft_keeps_its_scale(first):
    letters = [("A", 1), ("B", 2)]
    RiskScaleFactory(in_force_from=date(2026, 1, 1), impacts=letters, probabilities=letters)
    plan = imported(whole(), replace_draft=True).plan
    assert plan.risk_scale == first.risk_scale
    assert plan.risks.get().score == 12


def test_what_was_in_the_draft_is_kept_in_the_trail(first):
    imported(whole(), replace_draft=True)
    entry = AuditAct.objects.get(action="plan.replaced")
    removed = AuditChange.objects.filter(act=entry, operation="D", table_name="plans_objective")
    assert [change.before["text"] for change in removed] == ["Children are safe"]


@pytest.mark.parametrize("status", ["considered", "submitted", "approved", "published"])
def test_a_plan_that_is_no_draft_any_more_is_not_replaced(first, status):
    Plan.objects.update(status=status)
    [fault] = faults_in(whole(), replace_draft=True)
    assert fault.startswith("start: the plan for April 2012 to March 2013 is no draft any more")
    assert fault.endswith("cannot be replaced")


def test_a_draft_of_another_period_is_not_replaced(first):
    [fault] = faults_in(bare(start="2012-04-01", finish="2013-06-30"), replace_draft=True)
    assert "the draft to replace runs from 1 April 2012 to 31 March 2013" in fault


def test_where_there_is_nothing_to_replace_a_plan_is_made():
    result = imported(whole(), replace_draft=True)
    assert not result.replaced
    assert Plan.objects.count() == 1


def test_a_replacement_that_is_refused_leaves_the_draft_as_it_was(first):
    before = canonical(export_plan(first))
    data = whole(title="Another")
    objective_of(data)["risks"][0]["impact"] = 9
    assert len(faults_in(data, replace_draft=True)) == 1
    assert canonical(export_plan(Plan.objects.get())) == before


def test_sections_of_another_plan_are_left_alone(first):
    other = SectionFactory()
    imported(whole(), replace_draft=True)
    other.refresh_from_db()


# The preview


def test_a_preview_tells_everything_and_changes_nothing():
    data = whole()
    objective_of(data)["actions"][0]["responsible"] = ""
    before = rows_of_every_table()
    result = preview_plan(document(data), actor=None)
    assert rows_of_every_table() == before
    assert "person “Dave Perrett”" in result.added
    assert [str(warning) for warning in result.warnings] == ["Action 1.5: has no owner"]
    assert dict(result.counted) == {
        "Paragraphs": 1,
        "Appendices": 1,
        "Objectives": 1,
        "Critical actions": 1,
        "KPIs": 1,
        "Risks": 1,
    }


def test_a_preview_of_a_replacement_leaves_the_draft_as_it_was(first):
    before = rows_of_every_table(), canonical(export_plan(first))
    result = preview_plan(document(bare()), actor=None, replace_draft=True)
    assert result.replaced
    assert (rows_of_every_table(), canonical(export_plan(Plan.objects.get()))) == before


def test_the_import_does_what_the_preview_told():
    previewed = preview_plan(document(whole()), actor=None)
    result = imported()
    assert result.added == previewed.added
    assert result.counts == previewed.counts
    assert [str(w) for w in result.warnings] == [str(w) for w in previewed.warnings]


def test_what_is_refused_is_refused_in_the_preview_too(first):
    with pytest.raises(FaultyFile, match="already"):
        preview_plan(document(whole()), actor=None)


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
