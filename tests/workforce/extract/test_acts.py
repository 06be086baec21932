"""Reading, remembering, previewing and importing an extract, and letting it go."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.faults import FaultyFile
from core.models import AuditAct, AuditChange
from tests.accounts.people import everybody_but, somebody_who_is
from tests.factories.workforce import LOWER, UPPER, SnapshotFactory, count_staff, print_shares
from tests.workforce.extract.waiting import (
    DAY,
    category,
    held,
    imported,
    line,
    read,
    remembered,
    waiting,
)
from workforce.extract.acts import (
    GONE,
    discard_extract,
    import_extract,
    keep_extract,
    preview_extract,
    remember,
)
from workforce.extract.meanings import NOT_HELD
from workforce.models import (
    CharacteristicList,
    CodeMeaning,
    GroupCount,
    PendingExtract,
    Snapshot,
    StaffCount,
)

pytestmark = pytest.mark.django_db


def acts(action: str) -> list[str]:
    return [each.sentence for each in AuditAct.objects.filter(action=action).order_by("pk")]


def test_each_snapshot_has_its_act_and_what_waited_is_gone(homes, officer):
    extract = waiting(officer, line())
    made = import_extract(extract, actor=officer)
    assert acts("extract.imported") == [
        "Joanne Alder made from an HR extract the figures of Homes: staff on 31 March 2026",
        "Joanne Alder made from an HR extract the figures of Whole council: staff on 31 March 2026",
    ]
    assert {(each.way, each.source, each.base) for each in Snapshot.objects.all()} == {
        ("extract", "HR extract", "staff")
    }
    assert made.whole_council.directorate is None
    assert made.in_words == "the whole council and 1 directorate"
    assert not PendingExtract.objects.exists()


def test_every_change_belongs_to_an_act(homes, officer):
    extract = waiting(officer, line(ethnicity="XX"))
    before = AuditChange.objects.filter(act=None).count()
    remember(extract, {("ethnicity", "XX"): NOT_HELD}, actor=officer)
    import_extract(extract, actor=officer)
    assert AuditChange.objects.filter(act=None).count() == before


def test_a_preview_changes_nothing(homes, officer):
    extract = waiting(officer, line())
    before = AuditAct.objects.count()
    result, tables = preview_extract(extract, actor=officer)
    assert [table.organisation for table in tables] == ["Whole council", "Homes"]
    assert result.facts == [("Staff on", "31 March 2026"), ("Lines read", "1")]
    assert not Snapshot.objects.exists()
    assert PendingExtract.objects.exists()
    assert AuditAct.objects.count() == before


def test_a_preview_shows_the_year_before_under_each_group(homes):
    last = SnapshotFactory(day=date(2025, 3, 31), directorate=homes)
    count_staff(last, UPPER, 4, sex={"Female": 3, "Male": 1})
    _, [whole, of_homes] = preview_extract(read(line(), line(sex="M")), actor=None)
    assert [(each.name, each.day, each.cells) for each in of_homes.lines[:2]] == [
        (UPPER, "", ["2", "50.0", "50.0", "0.0", "0.0"]),
        (UPPER, "31 March 2025", ["4", "75.0", "25.0", "–", "–"]),
    ]
    assert [each.day for each in whole.lines] == [""] * 5
    assert whole.headings == ["Headcount", "Female %", "Male %", "BME %", "Disabled %"]


# What was held of the day


def test_figures_of_the_same_day_are_replaced_and_the_warning_says_what_they_were(homes, roads):
    counts = SnapshotFactory(directorate=homes, note="Without agency staff")
    count_staff(counts, LOWER, 40, sex={"Female": 30, "Male": 10})
    shares = SnapshotFactory(directorate=roads, way="percentages", is_public=True)
    print_shares(shares, UPPER, female="62")
    lines = [line(), line(organisation="Roads")]
    result, _ = preview_extract(read(*lines), actor=None)
    assert result.warnings == [
        "Homes: the counts of 31 March 2026 are replaced",
        "Roads: the percentages as published of 31 March 2026 are replaced",
    ]
    imported(*lines)
    counts.refresh_from_db()
    shares.refresh_from_db()
    assert held(counts)[LOWER] == (0, {})
    assert (counts.way, counts.note) == ("extract", "Without agency staff")
    assert (shares.way, shares.is_public, held(shares)[UPPER][0]) == ("extract", False, 1)
    assert not shares.groups.filter(shares__isnull=False).exists()
    again, _ = preview_extract(read(*lines), actor=None)
    assert again.warnings[-1] == (
        "Whole council: the figures from an earlier HR extract of 31 March 2026 are replaced"
    )


def test_an_extract_twice_makes_the_same_figures(homes):
    first = held(imported(line(), line(sex="M")))
    assert held(imported(line(), line(sex="M"))) == first
    assert Snapshot.objects.count() == 2


def test_figures_of_other_days_and_of_who_came_or_left_stay(homes):
    for other in (
        SnapshotFactory(directorate=homes, day=date(2025, 3, 31)),
        SnapshotFactory(directorate=homes, base="leavers"),
    ):
        count_staff(other, LOWER, 40)
    imported(line())
    assert GroupCount.objects.filter(headcount=40).count() == 2


def test_a_directorate_of_which_the_extract_has_nobody_keeps_its_figures_and_is_told(homes, roads):
    count_staff(SnapshotFactory(directorate=roads), LOWER, 40)
    result, _ = preview_extract(read(line()), actor=None)
    assert result.warnings == [
        "Roads: the extract has nobody of it. The figures held of 31 March 2026 stay as they are"
    ]
    imported(line())
    assert GroupCount.objects.get(headcount=40).snapshot.directorate == roads


def test_a_column_by_which_nobody_is_counted_is_told(homes):
    CharacteristicList.objects.filter(characteristic="age").delete()
    result, _ = preview_extract(read(line() + ",x", heading="age_band"), actor=None)
    assert result.warnings == [
        "The column “age_band” is not counted: there is no list of age for 31 March 2026"
    ]


# Remembering


def test_what_codes_mean_is_remembered_for_the_next_year(homes, officer):
    extract = waiting(officer, line(ethnicity="BAME-03"))
    remember(extract, {("ethnicity", "BAME-03"): category("Pakistani")}, actor=officer)
    assert acts("extract.mapped") == [
        "Joanne Alder said what codes mean in the HR extract extract.csv"
    ]
    import_extract(extract, actor=officer)
    whole = imported(line(ethnicity="bame-03"), day=date(2027, 3, 31))
    assert held(whole)[UPPER][1]["ethnicity: Pakistani"] == 1


def test_what_is_said_anew_takes_the_place_of_what_was_said(homes, officer):
    remembered("ethnicity", "WB", category("White Irish"))
    extract = waiting(officer, line(ethnicity="wb"))
    remember(extract, {("ethnicity", "wb"): NOT_HELD}, actor=officer)
    [kept] = CodeMeaning.objects.all()
    assert (kept.code, kept.answer, kept.category) == ("WB", "not_held", None)


def test_saying_nothing_is_no_act(homes, officer):
    remember(waiting(officer, line()), {}, actor=officer)
    assert acts("extract.mapped") == []


def test_when_a_list_changes_its_codes_are_not_known_any_more(homes, officer):
    remembered("ethnicity", "BAME-03", category("Pakistani"))
    extract = waiting(officer, line(ethnicity="BAME-03"))
    old = CharacteristicList.objects.on(DAY).get(characteristic="ethnicity")
    old.valid_until = date(2026, 3, 30)
    old.save()
    new = CharacteristicList.objects.create(
        characteristic="ethnicity", name="Census of 2031", valid_from=DAY
    )
    new.categories.create(name="White British", position=1)
    with pytest.raises(FaultyFile, match="BAME-03"):
        import_extract(extract, actor=officer)
    assert not Snapshot.objects.exists()
    assert PendingExtract.objects.exists()


# All or nothing


def test_where_one_snapshot_fails_none_is_made(homes, roads, officer, monkeypatch):
    extract = waiting(officer, line(), line(organisation="Roads"))

    def write_only_homes(snapshot, group, entry):
        if snapshot.directorate is None:
            raise RuntimeError

    monkeypatch.setattr("workforce.extract.acts.write_group", write_only_homes)
    with pytest.raises(RuntimeError):
        import_extract(extract, actor=officer)
    assert not Snapshot.objects.exists()
    assert PendingExtract.objects.exists()


def test_what_waits_no_longer_makes_nothing(homes, officer):
    extract = waiting(officer, line())
    discard_extract(PendingExtract.objects.get(), actor=officer)
    assert acts("extract.discarded") == ["Joanne Alder discarded the HR extract extract.csv"]
    with pytest.raises(ValidationError, match=GONE):
        import_extract(extract, actor=officer)
    assert not Snapshot.objects.exists()


# Who


def test_only_who_keeps_the_figures_reads_remembers_and_imports(homes, officer):
    extract = waiting(officer, line())
    said = {("sex", "F"): NOT_HELD}
    for user in everybody_but("workforce_officer"):
        for do in (
            lambda user: keep_extract(read(line()), actor=user),
            lambda user: remember(extract, said, actor=user),
            lambda user: import_extract(extract, actor=user),
            lambda user: preview_extract(extract, actor=user),
            lambda user: discard_extract(extract, actor=user),
        ):
            with pytest.raises(PermissionDenied):
                do(user)
    assert not Snapshot.objects.exists()
    assert not CodeMeaning.objects.exists()
    assert PendingExtract.objects.get() == extract


def test_of_each_person_one_waits(homes, officer):
    other = somebody_who_is("workforce_officer")
    waiting(officer, line())
    theirs = waiting(other, line())
    mine = waiting(officer, line(), line())
    assert set(PendingExtract.objects.all()) == {theirs, mine}


# What is kept


def test_nothing_of_a_line_is_kept_anywhere(homes, officer):
    extract = waiting(officer, line(unit="Zanzibar"), line(unit="Zanzibar", scale_point="37"))
    places = [place for *place, _ in extract.sums["people"]]
    assert len(places) == 1
    import_extract(extract, actor=officer)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            rows = f'SELECT count(*) FROM "{table}" t WHERE t::text ILIKE %s'  # noqa: S608
            cursor.execute(rows, ["%zanzibar%"])
            assert cursor.fetchone() == (0,), table


def test_the_sums_that_wait_are_not_in_the_trail(homes, officer):
    waiting(officer, line(ethnicity="Quechua"))
    discard_extract(PendingExtract.objects.get(), actor=officer)
    trail = str(list(AuditChange.objects.values_list("before", "after")))
    assert "extract.csv" in trail
    assert "Quechua" not in trail


def test_queries_do_not_grow_with_the_lines(homes, officer):
    def queries(number: int) -> int:
        lines = [line(sex="FM"[n % 2], scale_point=str(n % 60)) for n in range(number)]
        extract = waiting(officer, *lines)
        with CaptureQueriesContext(connection) as counted:
            import_extract(extract, actor=officer)
        return len(counted)

    imported(line())
    assert queries(20) == queries(300)
    assert StaffCount.objects.exists()
