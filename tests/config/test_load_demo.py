"""The demonstration council, laid by the functions that the screens use."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db.models import Count

from accounts.models import RoleAssignment
from accounts.roles import ROLES
from core.models import AuditAct
from council.models import School
from incidents.models import BoroughYear, Collection, PublishedReturns, SchoolReturn
from plans.amending.as_approved import AsApproved
from plans.models import Amendment, Objective, Plan
from thresholds.models import Framework
from workforce.models import PublishedProfile, Snapshot

pytestmark = pytest.mark.django_db


@pytest.fixture
def with_debug(settings):
    settings.DEBUG = True


def test_it_was_lived_in_has_a_user_for_every_role_and_is_laid_once(
    with_debug, capsys, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        call_command("load_demo")
    assert mailoutbox == []
    assert {(str(plan), plan.status) for plan in Plan.objects.all()} == {
        ("Children's Services, 2025/26", "published"),
        ("Children's Services, 2026/27", "draft"),
        ("Adult Social Care, 2026/27", "published"),
    }
    assert set(RoleAssignment.objects.values_list("role", flat=True)) == set(ROLES)
    rolls = School.objects.filter(closed_on=None).annotate(years=Count("rolls"))
    assert set(rolls.values_list("years", flat=True)) == {6}
    assert AuditAct.objects.filter(action="plan.imported").count() == 3
    assert {each.plan.directorate.name for each in Amendment.objects.filter(state="agreed")} == {
        "Children's Services",
        "Adult Social Care",
    }
    assert "Demonstration sign-ins" in capsys.readouterr().out
    for plan in Plan.objects.filter(status="published"):
        beside = AsApproved(plan)
        assert beside.amendments
        assert not beside.differences.is_empty
    assert {(each.name, each.state) for each in Collection.objects.all()} == {
        *((f"20{year}/{year + 1}", "Closed") for year in range(21, 26)),
        ("Autumn term 2026", "Open"),
    }
    assert set(SchoolReturn.objects.values_list("state", flat=True)) == set(SchoolReturn.State)
    assert BoroughYear.objects.count() == 3
    assert PublishedReturns.objects.count() == 1
    assert {str(each.way) for each in Snapshot.objects.all()} == set(Snapshot.Way)
    assert PublishedProfile.objects.count() == 1
    assert list(Framework.objects.values_list("state", "in_force_from")) == [
        ("draft", None),
        ("in_force", date(2025, 9, 1)),
    ]
    assert {each.state for each in Framework.objects.all()} == {"in_force", "draft"}
    assert set(Objective.objects.exclude(level=None).values_list("level", flat=True)) == {
        1,
        2,
        3,
        4,
    }
    # At the next start it is only told again.
    call_command("load_demo", if_empty=True)
    assert Plan.objects.count() == 3
    assert "callum.thwaite@ellenshaw.example" in capsys.readouterr().out
    with pytest.raises(CommandError, match="holds data already"):
        call_command("load_demo")


def test_without_debug_no_user_with_a_known_password_is_made(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="DEBUG only"):
        call_command("load_demo")
    assert not RoleAssignment.objects.exists()
