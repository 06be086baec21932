"""What the database refuses of figures, answers, codes and publications, past every form."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection

from tests.factories.council import DirectorateFactory
from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    SnapshotFactory,
    count_staff,
    group_named,
    print_shares,
    staff_category,
)
from tests.plain_rows import add, change, refused, remove, without_triggers
from workforce.models import (
    CharacteristicList,
    CheckAnswer,
    CodeMeaning,
    GroupCount,
    PrintedShare,
    PublishedProfile,
    StaffCount,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 5, 10, 12, tzinfo=UTC)


def counted() -> GroupCount:
    return count_staff(SnapshotFactory(), UPPER, 40, sex={"Female": 22, "Male": 18})


def group_count(**values) -> GroupCount:
    """A group of a snapshot without counts."""
    values = {"group": group_named(UPPER), "headcount": 40} | values
    row = GroupCount(snapshot=values.pop("snapshot", None) or SnapshotFactory(), **values)
    add(row)
    return row


def count(row: GroupCount, **values) -> StaffCount:
    usual = {"characteristic": "sex", "held": "category", "category": staff_category("Female")}
    return StaffCount(group_count=row, **{**usual, "count": 1} | values)


# Snapshots


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"base": "visitors"}, "snapshot_base_known"),
        ({"way": "guess"}, "snapshot_way_known"),
        ({"is_public": True}, "snapshot_only_percentages_are_public"),
        ({"way": "extract", "is_public": True}, "snapshot_only_percentages_are_public"),
    ],
)
def test_a_snapshot_that_makes_no_sense_is_refused(values, rule):
    with refused(rule):
        SnapshotFactory(**values)


@pytest.mark.parametrize("of_directorate", [False, True])
def test_there_is_one_snapshot_of_an_organisation_and_day(of_directorate):
    directorate = DirectorateFactory() if of_directorate else None
    SnapshotFactory(directorate=directorate)
    with refused("snapshot_once"):
        SnapshotFactory(directorate=directorate, way="percentages")
    SnapshotFactory(directorate=directorate, base="leavers")


def test_figures_stay_those_of_their_organisation_and_day():
    snapshot = SnapshotFactory()
    for values in (
        {"day": date(2026, 4, 1)},
        {"base": "leavers"},
        {"directorate": DirectorateFactory()},
    ):
        with refused("snapshot_of_one_day"):
            change(snapshot, **values)
    change(snapshot, note="Without casual staff")


def test_a_group_stands_once_in_a_snapshot():
    first = group_count()
    with refused("snapshot_group_once"):
        group_count(snapshot=first.snapshot)


# Counts


def test_a_cell_is_counted_once():
    row = counted()
    with refused("staff_count_once"):
        add(count(row))
    with refused("staff_count_once"):
        add(count(row, held="not_held", category=None))


@pytest.mark.parametrize(
    "values",
    [{"category": None}, {"held": "prefer_not"}, {"held": "not_held"}, {"held": "lost"}],
)
def test_a_count_is_of_a_category_or_of_none(values):
    with refused("staff_count_of_category"):
        add(count(group_count(), **values))


def test_a_count_is_by_a_characteristic():
    with without_triggers(), refused("staff_count_characteristic_known"):
        add(count(group_count(), characteristic="shoe"))


def test_of_percentages_and_totals_nothing_is_counted():
    percentages = group_count(snapshot=SnapshotFactory(way="percentages", base="leavers"))
    with refused("percentages_have_no_counts"):
        add(count(percentages))
    with refused("totals_are_worked_out"):
        add(count(group_count(group=group_named(DIRECT))))


def test_staff_are_counted_by_the_list_of_their_day():
    row = group_count()
    earlier = staff_category("Indian", date(2015, 3, 31))
    for values in (
        {"characteristic": "ethnicity", "category": earlier},
        {"characteristic": "age"},
    ):
        with refused("staff_count_by_list_of_day"):
            add(count(row, **values))


def test_without_a_list_nobody_is_counted_as_not_held_either():
    CharacteristicList.objects.filter(characteristic="age").update(valid_until=date(2020, 1, 1))
    with refused("staff_count_by_list_of_day"):
        add(count(group_count(), characteristic="age", held="not_held", category=None))


def test_staff_are_counted_in_categories_without_parts():
    row = group_count()
    for category in ("White", "BME"):
        with refused("staff_category_counted_has_no_parts"):
            add(count(row, characteristic="ethnicity", category=staff_category(category)))


@pytest.mark.parametrize(
    "what",
    [
        lambda row: change(row.counts.first(), count=21),
        lambda row: remove(row.counts.first()),
        lambda row: change(row, headcount=41),
        lambda row: change(row, headcount=None),
        lambda row: add(count(row, held="prefer_not", category=None)),
        lambda row: add(
            count(row, characteristic="disability", category=staff_category("Disabled"))
        ),
    ],
    ids=["a count", "a removal", "the headcount", "no headcount", "one more", "another"],
)
def test_the_counts_of_a_characteristic_come_to_the_headcount(what):
    row = counted()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with refused("staff_counts_add_up"), connection.cursor() as cursor:
        what(row)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


# Percentages as published


@pytest.fixture
def printed() -> PrintedShare:
    snapshot = SnapshotFactory(way="percentages", base="leavers")
    return print_shares(snapshot, UPPER, female="62.4").shares.get()


def test_a_column_is_printed_once(printed):
    with refused("printed_share_once"):
        add(PrintedShare(group_count=printed.group_count, headline="female", text="62.4"))


def test_a_printed_share_is_of_a_column_of_the_main_table(printed):
    with refused("printed_share_headline_known"):
        change(printed, headline="shoe")


@pytest.mark.parametrize("text", ["", "101", "100.1", "-1", "62,4", "62.", "n/a", "62.4%"])
def test_a_printed_share_is_a_percentage(printed, text):
    with refused("printed_share_is_percentage"):
        change(printed, text=text)


def test_beside_counts_no_percentages_are_printed(printed):
    with refused("counts_have_no_printed_shares"):
        add(PrintedShare(group_count=counted(), headline="female", text="55.0"))


# Answers, codes, publications


def answer(**values) -> CheckAnswer:
    usual = {"key": "sum", "warning": "…", "note": "As printed", "answered_by_name": "Joanne Alder"}
    snapshot = values.pop("snapshot", None) or SnapshotFactory()
    row = CheckAnswer(snapshot=snapshot, answered_at=NOW, **usual | values)
    add(row)
    return row


def test_a_warning_is_answered_once_and_in_words():
    first = answer()
    with refused("check_answer_once"):
        answer(snapshot=first.snapshot)
    with refused("check_answer_says_something"):
        change(first, note="")


def test_a_code_means_one_thing():
    add(CodeMeaning(column="sex", code="F", category=staff_category("Female")))
    with refused("code_meaning_once"):
        add(CodeMeaning(column="sex", code="f", answer="not_held"))
    with refused("code_meaning_column_known"):
        add(CodeMeaning(column="shoe", code="f", answer="not_held"))


def test_a_code_means_what_its_column_tells_of():
    directorate, group = DirectorateFactory(), group_named(LOWER)
    female = staff_category("Female")
    add(CodeMeaning(column="organisation", code="CS", directorate=directorate))
    add(CodeMeaning(column="scale_point", code="12", group=group))
    for column, meaning in (
        ("sex", {}),
        ("sex", {"directorate": directorate}),
        ("sex", {"group": group}),
        ("sex", {"category": female, "answer": "not_held"}),
        ("organisation", {"directorate": directorate, "answer": "left_out"}),
        ("scale_point", {"group": group, "category": female}),
    ):
        with refused("code_meaning_is_one"):
            add(CodeMeaning(column=column, code="X", **meaning))


def test_what_was_published_is_never_changed_and_never_removed():
    row = PublishedProfile(day=date(2026, 3, 31), record={}, published_by_name="Joanne Alder")
    add(row)
    with refused("published_profile_stays"):
        change(row, record={"organisation": "Whole council"})
    with refused("published_profile_stays"):
        remove(row)
