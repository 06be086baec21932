"""Who came, rose and left beside the staff in post."""

import pytest

from tests.factories import DirectorateFactory
from tests.factories.workforce import LOWER, UPPER, SnapshotFactory, count_staff
from tests.workforce.held import BEFORE, TRUE, cells, children, counted
from workforce.analysis.main_table import OWN_BASE, flow_table
from workforce.analysis.organisations import Profile

pytestmark = pytest.mark.django_db


def flow(base, directorate=None, group=UPPER, female=3, male=1, **more):
    snapshot = SnapshotFactory(base=base, directorate=directorate, **more)
    count_staff(snapshot, group, female + male, sex={"Female": female, "Male": male})
    return snapshot


def table_of(snapshot):
    return flow_table(Profile(snapshot), TRUE)


def test_each_line_is_of_its_own_base():
    latest = counted(children())
    counted(None)
    flow("applicants", children(), female=30, male=10)
    flow("leavers", female=1, male=7)
    flow("applicants", female=60, male=60)
    table = table_of(latest)
    assert cells(table) == {
        (UPPER, "Staff on 31 March 2026"): [*["40", "55.0", "45.0", "14.3", "6.3"] * 2],
        (UPPER, "Applicants"): ["40", "75.0", "25.0", "", "", "120", "50.0", "50.0", "", ""],
        (UPPER, "Leavers"): [*[""] * 5, "8", "12.5", "87.5", "", ""],
    }
    assert table.caption == "Who came, rose and left, 1 April 2025 to 31 March 2026"
    assert table.notes[0] == OWN_BASE


def test_flows_stand_in_the_order_in_which_people_come_and_go():
    latest = counted(None)
    for base in ("leavers", "promoted", "appointed", "shortlisted", "applicants"):
        flow(base)
    assert [label for _, label in cells(table_of(latest))][1:] == [
        *["Applicants", "Shortlisted", "Appointed", "Promoted", "Leavers"]
    ]


def test_a_group_in_which_nobody_came_or_left_is_left_out():
    latest = counted(None)
    flow("leavers", group=LOWER)
    assert {group for group, _ in cells(table_of(latest))} == {LOWER}


def test_flows_of_other_years_and_directorates_are_no_part_of_it():
    latest = counted(children())
    flow("leavers", children(), day=BEFORE)
    flow("leavers", DirectorateFactory(name="Housing"))
    assert table_of(latest) is None


def test_a_flow_itself_has_no_flows_beside_it():
    flow("applicants")
    assert table_of(flow("leavers")) is None
