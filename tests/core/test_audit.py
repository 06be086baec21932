"""The audit trail: nothing changes without a line in it, and no line in it changes."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from core.audit import act
from core.audit_triggers import unwatched_tables
from core.models import AuditAct, AuditChange
from council.models import Person
from plans.models import CriticalAction
from tests.core.trail import TESTED, changes_of
from tests.factories import (
    BoroughTotalFactory,
    CommitteeFactory,
    CouncilFactory,
    CriticalActionFactory,
    DirectorateFactory,
    DivisionFactory,
    IncidentFactory,
    PersonFactory,
    PlanFactory,
    PlanImportFactory,
    RagDefinitionFactory,
    ReopeningRequestFactory,
    ReturnQueryFactory,
    RiskScaleFactory,
    RoleAssignmentFactory,
    RouteStepFactory,
    SchoolFactory,
    SchoolReturnFactory,
    StrategyFactory,
    UserFactory,
)
from tests.our_apps import our_models

pytestmark = pytest.mark.django_db


def tables_with_trigger():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text FROM pg_trigger"
            " WHERE tgname = 'core_audit' AND tgenabled = 'O'"
        )
        return {table.strip('"') for (table,) in cursor.fetchall()}


def run_sql(statement, parameters=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)


# Every table is watched


def test_every_table_of_every_app_is_watched():
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert tables - unwatched_tables() - tables_with_trigger() == set()


def test_of_our_own_tables_only_those_that_hold_no_record_of_the_council_s_are_not_watched():
    ours = {model._meta.db_table for model in our_models()}
    assert ours & unwatched_tables() == {
        "accounts_columnchoice",
        "core_auditact",
        "core_auditchange",
        "incidents_returndraft",
        "plans_presence",
        "plans_searchentry",
        "plans_searchword",
        "plans_sentform",
        "plans_updatedraft",
        "reports_papertext",
    }


def test_a_row_of_every_kind_leaves_its_line():
    with act(TESTED, actor=None) as entry:
        plan = PlanFactory(full=True)
        action = CriticalAction.objects.get()
        action.people.add(PersonFactory())
        action.divisions.add(DivisionFactory())
        action.strategies.add(StrategyFactory())
        RouteStepFactory(plan=plan)
        PlanImportFactory()
        CommitteeFactory()
        CouncilFactory()
        SchoolFactory()
        RiskScaleFactory()
        RagDefinitionFactory()
        RoleAssignmentFactory()
        SchoolReturnFactory(in_progress=True, counts={"victim_gender, Male": 2})
        IncidentFactory(victims=[{}], support=["Senior staff involvement"])
        ReturnQueryFactory()
        ReopeningRequestFactory()
        BoroughTotalFactory()
    lines = set(
        AuditChange.objects.filter(act=entry, operation="I").values_list("table_name", flat=True)
    )
    made = {model._meta.db_table for model in our_models() if model._base_manager.exists()}
    ready_made = {
        "incidents_category",
        "incidents_categorylist",
        "incidents_incidenttype",
        "plans_aim",
        "plans_outcome",
        "plans_outcomeframework",
        "reports_covertemplate",
        "reports_templatesection",
        "reports_question",
        "reports_questiontopic",
        "workforce_characteristiclist",
        "workforce_groupband",
        "workforce_staffcategory",
        "workforce_staffgroup",
    }
    assert lines == made - ready_made - unwatched_tables()
    assert len(lines) > 30


# No way round it


def test_an_insert_keeps_the_whole_row():
    with act(TESTED, actor=None) as entry:
        person = PersonFactory(name="Amina Yusuf", post="Equality Officer")
    [(operation, before, after)] = changes_of(entry)
    assert (operation, before) == ("I", None)
    assert after["id"] == person.pk
    assert after["name"] == "Amina Yusuf"
    assert after["post"] == "Equality Officer"


def test_an_update_keeps_only_the_altered_columns():
    person = PersonFactory(name="Amina Yusuf", post="Equality Officer")
    with act(TESTED, actor=None) as entry:
        Person.objects.filter(pk=person.pk).update(post="Head of Equality")
    assert changes_of(entry) == [
        ("U", {"post": "Equality Officer"}, {"post": "Head of Equality"}),
    ]


def test_an_update_that_alters_nothing_leaves_no_line():
    person = PersonFactory(post="Equality Officer")
    with act(TESTED, actor=None) as entry:
        Person.objects.filter(pk=person.pk).update(post="Equality Officer")
    assert changes_of(entry) == []


def test_a_column_set_to_nothing_is_altered():
    division = DivisionFactory()
    person = PersonFactory(division=division)
    with act(TESTED, actor=None) as entry:
        Person.objects.filter(pk=person.pk).update(division=None)
    assert changes_of(entry) == [
        ("U", {"division_id": division.pk}, {"division_id": None}),
    ]


def test_a_bulk_update_leaves_a_line_for_each_row():
    people = PersonFactory.create_batch(3)
    for place, person in enumerate(people):
        person.post = f"Post {place}"
    with act(TESTED, actor=None) as entry:
        Person.objects.bulk_update(people, ["post"])
    assert [after for _, _, after in changes_of(entry)] == [
        {"post": "Post 0"},
        {"post": "Post 1"},
        {"post": "Post 2"},
    ]


def test_a_bulk_insert_leaves_a_line_for_each_row():
    with act(TESTED, actor=None) as entry:
        Person.objects.bulk_create([Person(name="One Person"), Person(name="Two Persons")])
    assert [(op, after["name"]) for op, _, after in changes_of(entry)] == [
        ("I", "One Person"),
        ("I", "Two Persons"),
    ]


def test_raw_sql_leaves_its_line():
    directorate = DirectorateFactory(name="Adults")
    with act(TESTED, actor=None) as entry:
        run_sql("UPDATE council_directorate SET name = 'Adult Social Care'")
        run_sql("DELETE FROM council_directorate WHERE id = %s", [directorate.pk])
    (updated, deleted) = changes_of(entry)
    assert updated == ("U", {"name": "Adults"}, {"name": "Adult Social Care"})
    assert deleted[0] == "D"
    assert deleted[1]["name"] == "Adult Social Care"
    assert deleted[2] is None


def test_what_a_delete_takes_with_it_is_kept_whole():
    action = CriticalActionFactory(full=True, text="Train all staff")
    with act(TESTED, actor=None) as entry:
        action.objective.block.appendix.plan.delete()
    removed = {change.table_name: change.before for change in AuditChange.objects.filter(act=entry)}
    assert removed["plans_criticalaction"]["text"] == "Train all staff"
    assert removed["plans_progressupdate"]["action_id"] == action.pk
    assert {"plans_plan", "plans_appendix", "plans_outcomeblock", "plans_objective"} <= set(removed)


def test_a_link_between_two_rows_leaves_its_line():
    action = CriticalActionFactory()
    person = PersonFactory()
    with act(TESTED, actor=None) as entry:
        action.people.add(person)
        action.people.remove(person)
    assert [op for op, *_ in changes_of(entry, "plans_criticalaction_people")] == ["I", "D"]


# Secrets


def whole_trail():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(before::text, '') || coalesce(after::text, '') FROM core_auditchange"
        )
        return "\n".join(row for (row,) in cursor.fetchall())


def test_a_password_never_enters_the_trail():
    user = UserFactory(email="amina@ellenshaw.example")
    hashes = []
    for password in ("three random words", "three other words"):
        user.set_password(password)
        user.name += "+"
        user.save()
        hashes.append(user.password)
    user.delete()
    trail = whole_trail()
    assert "amina@ellenshaw.example" in trail
    for secret in (*hashes, "three random words", '"password"', '"last_login"'):
        assert secret not in trail


def test_a_new_password_alone_leaves_no_line_of_the_row():
    user = UserFactory()
    with act(TESTED, actor=None) as entry:
        user.set_password("three random words")
        user.save(update_fields=["password"])
    assert changes_of(entry) == []


def test_no_column_that_a_model_omits_enters_the_trail():
    omitting = [model for model in apps.get_models() if hasattr(model, "audit_omits")]
    assert omitting
    for model in omitting:
        columns = {field.column for field in model._meta.fields}
        assert set(model.audit_omits) <= columns, model
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT tgargs FROM pg_trigger WHERE tgname = 'core_audit'"
                " AND tgrelid = %s::regclass",
                [model._meta.db_table],
            )
            arguments = bytes(cursor.fetchone()[0]).decode().rstrip("\0").split("\0")
        assert set(arguments) == set(model.audit_omits)


# The trail itself


@pytest.fixture
def line():
    with act(TESTED, actor=None, note="as it was") as entry:
        DirectorateFactory()
    return AuditChange.objects.get(act=entry)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE core_auditchange SET row_id = '0'",
        "UPDATE core_auditchange SET after = '{}'",
        "UPDATE core_auditchange SET act_id = NULL",
        "DELETE FROM core_auditchange",
        "DELETE FROM core_auditact",
        "UPDATE core_auditact SET note = 'otherwise'",
        "UPDATE core_auditact SET actor_name = 'Somebody else'",
        "UPDATE core_auditact SET actor_id = 1",
        "UPDATE core_auditact SET action = 'tests.other'",
        "UPDATE core_auditact SET at = now() - interval '1 year'",
    ],
)
def test_no_line_of_the_trail_can_be_changed_or_removed(line, statement):
    before = AuditAct.objects.values().get(pk=line.act_id), AuditChange.objects.count()
    with pytest.raises(IntegrityError, match="may not be changed"), transaction.atomic():
        run_sql(statement)
    after = AuditAct.objects.values().get(pk=line.act_id), AuditChange.objects.count()
    assert after == before


def test_what_an_act_is_about_is_said_once(line):
    first, second = DirectorateFactory(), DirectorateFactory()
    line.act.about(first)
    with pytest.raises(IntegrityError), transaction.atomic():
        line.act.about(second)


def test_the_rows_of_the_trail_cannot_be_deleted_through_the_models(line):
    with pytest.raises(IntegrityError), transaction.atomic():
        AuditChange.objects.all()._raw_delete("default")
    with pytest.raises(IntegrityError), transaction.atomic():
        line.delete()
