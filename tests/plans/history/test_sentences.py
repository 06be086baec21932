"""Each kind of change as the sentence that an officer reads."""

import pytest

from plans.history.fields import told_columns
from plans.history.tree import tables
from tests.plans.history.changes import (
    ACTION,
    ASSESSMENT,
    BULLET,
    KPI,
    LINK,
    OBJECTIVE,
    PARAGRAPH,
    RISK,
    STEP,
    added,
    altered,
    removed,
    told,
)

LONG = "Staff in every team meet families where they are, listen, write down what was said, and "


def test_a_changed_cell_is_told_from_what_to_what():
    change = altered(ACTION, 5, finish_text=("Mar 2027", "Jun 2027"), revision=(1, 2))
    assert told(change) == ["changed the finish of action 1.5 from “Mar 2027” to “Jun 2027”"]


def test_a_cell_that_was_empty_is_set_and_one_that_becomes_empty_is_cleared():
    change = altered(ACTION, 5, milestones=("", "May"), planned_outcome=("More come", ""))
    assert told(change) == [
        "set the milestones of action 1.5 to “May”",
        "cleared the planned outcome of action 1.5 (was “More come”)",
    ]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            altered(KPI, 3, polarity=("higher", "lower")),
            "changed “What is better” of KPI “Young people in education”"
            " from “Higher is better” to “Lower is better”",
        ),
        (
            altered(KPI, 3, refs=(["NI 1"], ["NI 1", "T 2"])),
            "changed the refs of KPI “Young people in education” from “NI 1” to “NI 1, T 2”",
        ),
        (
            altered("plans_plan", 9, start=("2026-04-01", "2026-05-01")),
            "changed the first day of the plan from “1 April 2026” to “1 May 2026”",
        ),
        (
            altered("plans_plan", 9, contact_name=("Ann", "Amina")),
            "changed the contact name of the plan from “Ann” to “Amina”",
        ),
        (
            altered(LINK, 8, responsible=("All", "All managers")),
            "changed the responsible officer and division of risk R4 from “All” to “All managers”",
        ),
        (
            altered(PARAGRAPH, 2, number=("1.0", "1.1")),
            "changed the number of paragraph 1.1 from “1.0” to “1.1”",
        ),
    ],
)
def test_fields_are_called_as_on_the_forms_and_values_are_words(change, sentence):
    assert told(change) == [sentence]


def test_a_long_text_is_told_by_its_changed_words_with_some_around_them():
    before = f"{LONG}agree what happens next with all of the managers in the service"
    after = f"{LONG}decide what happens next with all of the managers in the service"
    assert told(altered(ACTION, 5, text=(before, after))) == [
        "changed the wording of action 1.5: “… write down what was said, and"
        " [-agree-] {+decide+} what happens next with all of …”"
    ]


def test_machinery_is_not_told():
    assert (
        told(
            altered(ACTION, 5, revision=(1, 2), finish_on=(None, "2027-03-31")),
            altered(RISK, 4, responsible=("", "All managers")),
            altered("plans_outcomeblock", 1, outcome_id=(None, 3)),
            added("plans_criticalaction_people", 1, criticalaction_id=5, person_id=1),
        )
        == []
    )


def test_no_column_of_a_plan_is_called_by_its_technical_name():
    labels = [
        column
        for table in tables()
        for column in told_columns(table)
        if "_id" in column or "position" in column or "revision" in column
    ]
    assert labels == ["directorate_id"]


def test_an_added_part_is_told_with_where_it_stands_and_what_came_with_it():
    assert told(
        added(KPI, 11, measure="Answers in a week", objective_id=2),
        added("plans_indicatortarget", 21, indicator_id=11, year="2026/27", text="5"),
        added("plans_indicatortarget", 22, indicator_id=11, year="2027/28", text="6"),
    ) == ["added KPI “Answers in a week” under objective Ob 2 with 2 targets"]


def test_a_removed_part_is_told_with_what_went_with_it():
    assert told(
        removed("plans_progressupdate", 1, action_id=5, commentary="Begun"),
        removed(ACTION, 5),
        removed(ACTION, 6),
        removed(LINK, 8),
        removed(OBJECTIVE, 1),
        removed(RISK, 4),
    ) == ["removed objective Ob 1 “Listen to families” with 2 actions and 1 risk"]


def test_what_was_put_back_is_told_as_put_back():
    change = added(ACTION, 5, ref="1.5", text="Train managers", objective_id=1)
    assert told(change, action="part.put_back") == [
        "put back action 1.5 “Train managers” under objective Ob 1"
    ]


def test_a_risk_is_added_with_its_place_and_linked_where_it_was_there_already():
    new = added(RISK, 12, ref="R12", text="Too late", plan_id=9)
    assert told(new, added(LINK, 13, risk_id=12, objective_id=2)) == [
        "added risk R12 “Too late” under objective Ob 2"
    ]
    assert told(added(LINK, 13, risk_id=4, objective_id=2)) == ["linked risk R4 to objective Ob 2"]


def test_a_risk_removed_from_an_objective_only_stays_in_the_plan():
    assert told(removed(LINK, 8), removed(RISK, 4)) == [
        "removed risk R4 “Nobody answers” from objective Ob 1"
    ]
    assert told(removed(LINK, 8)) == [
        "removed risk R4 “Nobody answers” from objective Ob 1, not from the plan"
    ]


def test_of_two_that_changed_places_the_first_was_moved():
    up = told(altered(ACTION, 6, position=(3, 2)), altered(ACTION, 5, position=(2, 3)))
    down = told(altered(ACTION, 5, position=(2, 3)), altered(ACTION, 6, position=(3, 2)))
    assert (up, down) == (["moved action 1.6 up"], ["moved action 1.5 down"])


def test_a_part_moved_over_several_others_is_told_alone():
    assert told(
        altered(ACTION, 5, position=(0, 1)),
        altered(ACTION, 6, position=(1, 2)),
        altered(ACTION, 7, position=(2, 0)),
    ) == ["moved action 1.7 up by 2 places"]


def test_parts_in_a_new_order_are_told_together():
    assert told(
        altered(ACTION, 5, position=(0, 2)),
        altered(ACTION, 6, position=(1, 3)),
        altered(ACTION, 7, position=(2, 0)),
        altered(ACTION, 8, position=(3, 1)),
    ) == ["changed the order under objective Ob 1"]


def test_a_part_moved_under_another_is_told_from_where_to_where():
    change = altered(ACTION, 5, objective_id=(1, 2), position=(0, 4), revision=(1, 2))
    assert told(change) == ["moved action 1.5 from objective Ob 1 to objective Ob 2"]


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            added("plans_indicatortarget", 2, indicator_id=3, year="2027/28", text="55%"),
            "set the target for 2027/28 of KPI “Young people in education” to “55%”",
        ),
        (
            altered("plans_indicatortarget", 1, text=("51%", "55%")),
            "changed the target for 2026/27 of KPI “Young people in education” from “51%” to “55%”",
        ),
        (
            removed("plans_indicatoractual", 2, indicator_id=3, year="2025/26", text="49%"),
            "cleared the actual for 2025/26 of KPI “Young people in education” (was “49%”)",
        ),
        (
            added("plans_progressupdate", 1, action_id=5, commentary="Ten trained", author_id=1),
            "reported progress on action 1.5: “Ten trained”",
        ),
        (
            added(
                "plans_progressupdate",
                1,
                action_id=5,
                commentary="Ten trained",
                status="slipping",
                carried=False,
            ),
            "reported progress on action 1.5: Slipping, “Ten trained”",
        ),
        (
            added("plans_progressupdate", 1, action_id=5, status="slipping", carried=True),
            "carried 1 action without a report",
        ),
        (
            added("plans_reportingperiod", 1, plan_id=9, name="Quarter 1"),
            "added the reporting period “Quarter 1”",
        ),
        (
            removed("plans_reportingperiod", 1, plan_id=9, name="Quarter 1"),
            "removed the reporting period “Quarter 1”",
        ),
        (
            removed(ASSESSMENT, 1, risk_id=4, impact_id=34, probability_id=43),
            "removed the scores of risk R4",
        ),
        (
            added(ASSESSMENT, 1, risk_id=4, impact_id=34, probability_id=None),
            "scored risk R4: impact 4 Significant, probability not scored",
        ),
        (
            added(
                STEP,
                1,
                plan_id=9,
                from_status="draft",
                to_status="considered",
                decided_by="The leadership team",
                decided_on="2026-05-01",
                note="With thanks",
            ),
            "took the plan from Draft to Considered by leadership team,"
            " decided by The leadership team on 1 May 2026: “With thanks”",
        ),
    ],
)
def test_what_belongs_to_a_part_is_told_with_the_part(change, sentence):
    assert told(change) == [sentence]


def test_a_step_of_the_route_is_told_once():
    step = {"from_status": "submitted", "to_status": "approved", "decided_by": "The cabinet member"}
    assert told(
        added(STEP, 1, plan_id=9, decided_on="2026-05-01", note="", **step),
        altered("plans_plan", 9, status=("submitted", "approved"), revision=(3, 4)),
    ) == [
        "took the plan from With scrutiny committee to Approved,"
        " decided by The cabinet member on 1 May 2026"
    ]


def test_a_rewritten_list_is_told_as_one_change():
    assert told(
        removed(BULLET, 1, paragraph_id=2, position=0, text="one"),
        removed(BULLET, 2, paragraph_id=2, position=1, text="two"),
        added(BULLET, 3, paragraph_id=2, position=0, text="one"),
        added(BULLET, 4, paragraph_id=2, position=1, text="three"),
    ) == ["changed the list of paragraph 1.1 from “one; two” to “one; three”"]


def test_a_row_changed_twice_in_one_act_is_one_change():
    assert told(
        altered(ACTION, 5, finish_text=("May", "June")),
        altered(ACTION, 5, finish_text=("June", "July")),
    ) == ["changed the finish of action 1.5 from “May” to “July”"]
