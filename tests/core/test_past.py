"""Rows of any table as they were at a moment."""

import pytest
from django.utils import timezone

from core.past import Past
from council.models import Division
from tests.factories import DirectorateFactory, DivisionFactory

pytestmark = pytest.mark.django_db


def codes(moment, *directorates) -> set[str]:
    parents = [directorate.pk for directorate in directorates]
    return {
        row.code for row in Past(moment).rows(Division, parent="directorate_id", parents=parents)
    }


def test_a_row_stands_where_it_stood_not_where_it_was_moved_since():
    here, there = DirectorateFactory(), DirectorateFactory()
    division = DivisionFactory(directorate=here, code="AB")
    moment = timezone.now()
    division.directorate = there
    division.save()
    division.code = "CD"
    division.save()
    assert codes(moment, here) == {"AB"}
    assert codes(moment, there) == set()
    assert codes(timezone.now(), there) == {"CD"}


def test_a_row_removed_since_is_whole_again_and_a_new_one_is_not_there_yet():
    here = DirectorateFactory()
    division = DivisionFactory(directorate=here, code="AB", name="Early help")
    moment = timezone.now()
    division.name = "Later help"
    division.save()
    division.delete()
    DivisionFactory(directorate=here, code="NEW")
    (row,) = Past(moment).rows(Division, parent="directorate_id", parents=[here.pk])
    assert (row.code, row.name) == ("AB", "Early help")
