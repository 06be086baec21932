"""The levels that other apps may name."""

from datetime import date

import pytest

from core.levels_of_need import levels
from tests.factories.thresholds import FrameworkFactory
from thresholds.levels import levels_in_force
from thresholds.models import Framework

pytestmark = pytest.mark.django_db

READY = [
    (1, "Level 1: Universal"),
    (2, "Level 2: Early intervention"),
    (3, "Level 3: Complex needs"),
    (4, "Level 4: Acute specialist needs"),
]


def test_they_are_those_of_the_version_in_force_in_one_query(django_assert_num_queries):
    old = FrameworkFactory(in_force=date(2025, 9, 1))
    Framework.objects.filter(pk=old.pk).update(state="still_used")
    FrameworkFactory(ready=True)
    FrameworkFactory(ready=True, in_force=True)
    with django_assert_num_queries(1):
        assert levels_in_force() == READY


def test_a_draft_has_none_to_name():
    FrameworkFactory(ready=True)
    assert levels_in_force() == []


def test_other_apps_learn_of_them():
    FrameworkFactory(ready=True, in_force=True)
    assert levels() == READY
