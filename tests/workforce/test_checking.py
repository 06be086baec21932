"""The warnings about snapshots: what is compared with what, and what is answered to them."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.models import AuditAct
from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories.workforce import DIRECT, UPPER, SnapshotFactory, count_staff, print_shares
from tests.workforce.held import BEFORE, LATEST, children, counted, printed
from tests.workforce.slips import WORDS, answered, correct, the_warning, with_a_slip
from workforce.checking import (
    answer_warning,
    check,
    checks_of,
    footnotes_of,
    take_answer_back,
    warnings_of,
)
from workforce.checks import Kind
from workforce.models import CheckAnswer, GroupBand

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return somebody_who_is("workforce_officer", user__name="Joanne Alder")


def kinds(snapshot):
    return [each.slip.kind for each in check(snapshot).warnings]


def test_a_slip_is_told_in_full():
    warned = the_warning(with_a_slip())
    assert warned.slip.words == WORDS
    assert warned.place == f"Whole council: staff on 31 March 2024, {UPPER}"
    assert warned.answer is None


def test_counts_of_several_years_and_organisations_have_no_slips():
    made = [counted(children()), counted(children(), BEFORE, more=2), counted(None, more=1)]
    assert [checks_of(made)[each.pk].warnings for each in made] == [[], [], []]


def test_counts_are_compared_with_what_was_published_the_year_before():
    printed(None, BEFORE, female="71.1", male="28.9", bme="35.7")
    latest = counted(None)
    (warned,) = check(latest).warnings
    assert (warned.slip.kind, warned.slip.columns) == (Kind.JUMP, ("bme",))
    assert f"{DIRECT}: BME is 25.7, but was 35.7 on 31 March 2025" in warned.slip.words


def test_what_does_not_compare_with_the_table_before_is_no_jump():
    band = GroupBand.objects.get(group__name=UPPER)
    GroupBand.objects.filter(pk=band.pk).update(valid_until=date(2026, 3, 30))
    GroupBand.objects.create(group=band.group, valid_from=LATEST, first_point=40)
    printed(None, BEFORE, female="71.1", male="28.9", bme="35.7")
    assert kinds(counted(None)) == []


def test_another_list_breaks_only_its_own_columns():
    printed(None, date(2022, 3, 31), female="50.0", male="50.0", bme="35.7")
    columns = [each.slip.columns for each in check(counted(None, date(2023, 3, 31))).warnings]
    assert columns == [("female",), ("male",)]


def test_only_the_table_before_breaks_the_series():
    printed(None, date(2022, 3, 31), female="71.0", male="29.0", bme="25.7")
    printed(None, date(2023, 3, 31), female="71.0", male="29.0", bme="35.7")
    columns = [each.slip.columns for each in check(counted(None, date(2024, 3, 31))).warnings]
    assert columns == [("bme",)]


def test_those_who_left_are_others_each_year():
    for day, women in ((BEFORE, 10), (LATEST, 90)):
        leavers = SnapshotFactory(base="leavers", day=day)
        count_staff(leavers, UPPER, 100, sex={"Female": women, "Male": 100 - women})
    assert kinds(leavers) == []


SHARES = {"female": "61.3", "male": "38.7", "bme": "12.1", "disabled": "3.7"}


def test_tables_of_another_base_are_not_compared():
    staff = printed(children(), LATEST, **SHARES)
    leavers = SnapshotFactory(base="leavers", way="percentages")
    print_shares(leavers, DIRECT, **SHARES)
    assert [each.warnings for each in checks_of([staff, leavers]).values()] == [[], []]


def test_tables_of_many_years_ago_are_not_compared():
    old = printed(children(), LATEST - timedelta(days=5 * 366), **SHARES)
    copied = printed(None, LATEST, **SHARES)
    assert [each.warnings for each in checks_of([old, copied]).values()] == [[], []]
    printed(children(), BEFORE, **SHARES)
    assert kinds(copied) == [Kind.REPEATED_ROW]


class TestAnswering:
    def test_it_is_kept_with_the_words_of_the_warning(self, officer):
        snapshot = with_a_slip()
        answered(snapshot, officer)
        kept = CheckAnswer.objects.get()
        assert (kept.warning, kept.note) == (WORDS, "39.0 was meant.")
        assert (kept.answered_by, kept.answered_by_name) == (officer, "Joanne Alder")
        assert the_warning(snapshot).answer == kept
        assert AuditAct.objects.first().sentence == (
            "Joanne Alder answered a warning about Whole council: staff on 31 March 2024"
        )

    def test_another_answer_stands_in_its_place(self, officer):
        snapshot = with_a_slip()
        first = answered(snapshot, officer)
        second = answered(snapshot, officer, "It is as it was printed.", as_footnote=False)
        assert (second.pk, second.revision) == (first.pk, first.revision + 1)
        assert the_warning(snapshot).answer.note == "It is as it was printed."

    def test_a_changed_figure_makes_it_moot_until_the_figure_is_back(self, officer):
        snapshot = with_a_slip()
        kept = answered(snapshot, officer)
        correct(snapshot, "48.0")
        found = check(snapshot)
        assert ([each.answer for each in found.warnings], found.moot) == ([None], [kept])
        assert found.footnotes == []
        correct(snapshot, "49.0")
        assert check(snapshot).moot == []

    def test_a_warning_that_is_gone_is_not_answered(self, officer):
        snapshot = with_a_slip()
        key = the_warning(snapshot).slip.key
        correct(snapshot)
        with pytest.raises(ValidationError, match="this warning is gone"):
            answer_warning(snapshot, key, "Why", as_footnote=False, actor=officer)
        assert not CheckAnswer.objects.exists()

    def test_it_is_taken_back(self, officer):
        snapshot = with_a_slip()
        take_answer_back(answered(snapshot, officer), actor=officer)
        assert the_warning(snapshot).answer is None
        act = AuditAct.objects.first()
        assert (act.action, act.note) == ("snapshot.answer_removed", "39.0 was meant.")

    def test_an_answer_changed_meanwhile_is_not_taken_back(self, officer):
        snapshot = with_a_slip()
        seen = answered(snapshot, officer)
        answered(snapshot, officer, "It is as it was printed.")
        with pytest.raises(ValidationError, match="was changed while you looked"):
            take_answer_back(seen, actor=officer)
        assert CheckAnswer.objects.get().note == "It is as it was printed."

    def test_nobody_else_answers_or_takes_back(self, officer):
        snapshot = with_a_slip()
        kept = answered(snapshot, officer)
        for somebody in everybody_but("workforce_officer"):
            with pytest.raises(PermissionDenied):
                answered(snapshot, somebody, "No")
            with pytest.raises(PermissionDenied):
                take_answer_back(kept, actor=somebody)
        assert CheckAnswer.objects.get().note == "39.0 was meant."


class TestFootnotes:
    def test_they_name_the_table_and_the_group(self, officer):
        snapshot = with_a_slip()
        answered(snapshot, officer)
        expected = f"Whole council: staff on 31 March 2024, {UPPER}: 39.0 was meant."
        assert footnotes_of([snapshot]) == {snapshot.pk: [expected]}

    def test_only_where_it_is_wished(self, officer):
        snapshot = with_a_slip()
        answered(snapshot, officer, as_footnote=False)
        assert footnotes_of([snapshot]) == {}
        assert check(snapshot).footnotes == []

    def test_the_same_answer_about_a_group_stands_once(self, officer):
        snapshot = SnapshotFactory(day=BEFORE, way="percentages")
        print_shares(snapshot, UPPER, female="61.0", male="39.0")
        latest = SnapshotFactory(way="percentages")
        print_shares(latest, UPPER, female="71.0", male="29.0")
        for each in check(latest).warnings:
            answer_warning(latest, each.slip.key, "A merger.", as_footnote=True, actor=officer)
        assert check(latest).footnotes == [
            f"Whole council: staff on 31 March 2026, {UPPER}: A merger."
        ]

    def test_without_any_no_table_is_checked(self, officer, django_assert_num_queries):
        snapshots = [with_a_slip(), with_a_slip(BEFORE)]
        with django_assert_num_queries(1):
            footnotes_of(snapshots)


def test_an_import_tells_the_warnings_that_nobody_has_answered(officer):
    first, second = with_a_slip(), with_a_slip(BEFORE, children())
    told = warnings_of([first, second])
    assert (len(told), told[0]) == (2, WORDS)
    answered(first, officer)
    assert warnings_of([first, second]) == told[1:]
    assert warnings_of([]) == []


def test_any_number_of_tables_is_checked_in_the_same_queries(officer):
    def asked(snapshots):
        with CaptureQueriesContext(connection) as queries:
            checks_of(snapshots)
            footnotes_of(snapshots)
        return len(queries)

    snapshot = with_a_slip()
    answered(snapshot, officer)
    few = asked([snapshot])
    more = [with_a_slip(day) for day in (BEFORE, LATEST)]
    for each in more:
        answered(each, officer)
    three_years_of_another = [counted(children(), day) for day in (BEFORE, LATEST)]
    assert asked([snapshot, *more, *three_years_of_another]) == few
