"""What must never be, held by the database itself, whatever way it is written."""

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from council.models import (
    Area,
    Committee,
    Council,
    Directorate,
    Division,
    School,
    Strategy,
)
from tests.factories import (
    AreaFactory,
    CommitteeFactory,
    CouncilFactory,
    DirectorateFactory,
    DivisionFactory,
    PersonFactory,
    PlanFactory,
    SchoolFactory,
    StrategyFactory,
)
from tests.plain_rows import add, refused

pytestmark = pytest.mark.django_db


def test_there_is_one_council():
    CouncilFactory()
    with refused("council_is_one_row"):
        add(Council(pk=2, name="Another"))


def test_a_new_site_has_a_council_without_a_name():
    assert Council.current().name == ""
    CouncilFactory(name="Ellenshaw")
    assert Council.current().name == "Ellenshaw"


@pytest.mark.parametrize(
    ("factory", "model", "constraint"),
    [
        (CommitteeFactory, Committee, "committee_name_once"),
        (DirectorateFactory, Directorate, "directorate_name_once"),
        (AreaFactory, Area, "area_name_once"),
        (StrategyFactory, Strategy, "strategy_name_once"),
    ],
)
def test_a_name_is_given_once_whatever_its_capitals(factory, model, constraint):
    factory(name="Children and Families")
    with refused(constraint):
        add(model(name="CHILDREN and families"))


def test_a_division_code_is_given_once_in_its_directorate_but_again_in_another():
    division = DivisionFactory(code="C&F")
    add(Division(directorate=DirectorateFactory(), code="C&F"))
    with refused("division_code_once"):
        add(Division(directorate=division.directorate, code="c&f"))


def test_a_strategy_code_is_given_once_and_many_may_have_none():
    StrategyFactory(code="CYPP")
    add(Strategy(name="One"), Strategy(name="Two"))
    with refused("strategy_code_once"):
        add(Strategy(name="Three", code="cypp"))


def test_a_school_number_is_given_once():
    school = SchoolFactory()
    with refused("council_school_urn"):
        add(School(name="Another", urn=school.urn, phase="primary"))


def test_raw_sql_does_not_get_round_it():
    DirectorateFactory(name="Adults")
    other = DirectorateFactory(name="Children")
    with refused("directorate_name_once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE council_directorate SET name = 'ADULTS' WHERE id = %s", [other.pk])


def test_what_other_rows_stand_on_cannot_be_removed():
    committee = CommitteeFactory()
    directorate = DirectorateFactory(committee=committee)
    division = DivisionFactory(directorate=directorate)
    PersonFactory(directorate=directorate, division=division)
    PlanFactory(directorate=directorate)
    for row in (committee, directorate, division):
        with pytest.raises(ProtectedError):
            row.delete()
