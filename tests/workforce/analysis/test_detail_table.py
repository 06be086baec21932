"""One characteristic in full: each category, of whom percentages are, the borough beside."""

from datetime import date

import pytest

from tests.factories.workforce import (
    DIRECT,
    LOWER,
    UPPER,
    PopulationFactory,
    SnapshotFactory,
    count_staff,
    group_named,
)
from tests.workforce.held import TRUE, borough, children, counted, lines, printed, three_years
from workforce.analysis.detail_table import detail_table
from workforce.analysis.organisations import Profile
from workforce.characteristics import Characteristic, Denominator
from workforce.models import CharacteristicList, PopulationCount

pytestmark = pytest.mark.django_db
ETHNICITY = Characteristic.ETHNICITY


def table_of(snapshot, characteristic=ETHNICITY, group=UPPER, among=None):
    return detail_table(Profile(snapshot), characteristic, group_named(group), TRUE, among)


def test_every_category_stands_with_its_number_and_share_of_those_known():
    table = table_of(three_years())
    told = lines(table)
    assert table.columns == [
        (organisation, column)
        for organisation in ("Children", "Whole council")
        for column in ("Number", "%")
    ]
    assert told["White British"][:2] == ["30", "85.7"]
    assert told["BME"] == ["5", "14.3"] * 2
    assert told["Asian or Asian British"][:2] == ["3", "8.6"]
    assert told["Chinese"][:2] == ["0", "0.0"]
    assert told["Prefer not to say"] == ["1", ""] * 2
    assert told["Not held"] == ["4", "", "54", ""]
    assert told["Everyone"] == ["40", "", "90", ""]
    assert told["Disclosure rate"] == ["", "87.5", "", "38.9"]  # 35 of 40, 35 of 90
    assert "Percentages are of those whose answer is known" in table.notes[0]


def test_finer_categories_are_set_in_below_the_broad_ones():
    (group,) = table_of(counted(None)).line_groups
    levels = {line.label: line.level for line in group.lines}
    assert [levels[each] for each in ("BME", "Asian or Asian British", "Indian")] == [0, 1, 2]
    labels = [line.label for line in group.lines]
    assert labels.index("BME") < labels.index("Indian") < labels.index("Caribbean")


@pytest.mark.parametrize(
    ("among", "indian", "prefer_not", "not_held"),
    [
        (Denominator.KNOWN, "8.6", "", ""),  # 3 of 35
        (Denominator.ANSWERED, "8.3", "2.8", ""),  # 3 and 1 of 36
        (Denominator.EVERYONE, "7.5", "2.5", "10.0"),  # 3, 1 and 4 of 40
    ],
)
def test_percentages_are_of_those_asked_for_and_the_table_says_of_whom(
    among, indian, prefer_not, not_held
):
    table = table_of(counted(None), among=among)
    told = lines(table)
    assert told["Indian"] == ["3", indian]
    assert told["Prefer not to say"] == ["1", prefer_not]
    assert told["Not held"] == ["4", not_held]
    assert told["Disclosure rate"] == ["", "87.5"]
    assert table.notes[0].startswith(f"Percentages are of {among.in_words}.")


def test_unless_asked_they_are_of_whom_the_list_says():
    CharacteristicList.objects.filter(characteristic="ethnicity").update(denominator="everyone")
    assert lines(table_of(counted(None)))["Indian"] == ["3", "7.5"]


def test_the_borough_stands_beside_with_its_source():
    snapshot = counted(None)
    borough(White_British=700, Indian=200, African=100)
    table = table_of(snapshot)
    assert table.columns[-1] == ("Borough", "%")
    told = lines(table)
    assert [told[each][-1] for each in ("BME", "Indian", "Chinese")] == ["30.0", "20.0", "0.0"]
    assert [told[each][-1] for each in ("Not held", "Everyone", "Disclosure rate")] == [""] * 3
    assert "Borough: Census 2021, usual residents." in table.notes


def test_of_a_borough_counted_by_another_list_only_the_columns_of_the_main_table_compare():
    old = CharacteristicList.objects.on(date(2015, 3, 31)).get(characteristic="ethnicity")
    population = PopulationFactory(list=old, year=2011, source="Census 2011")
    for name, count in (("White British", 800), ("Indian", 200)):
        PopulationCount.objects.create(
            population=population, category=old.categories.get(name=name), count=count
        )
    table = table_of(counted(None))
    told = lines(table)
    assert (told["BME"][-1], told["Indian"][-1]) == ("20.0", "")
    assert any("only the columns of the main table compare" in note for note in table.notes)


def test_a_council_counted_by_another_list_is_left_out():
    latest = counted(children(), date(2022, 4, 15))
    counted(None, date(2022, 3, 31))
    assert {heading for heading, _ in table_of(latest).columns} == {"Children"}
    assert {heading for heading, _ in table_of(latest, Characteristic.SEX).columns} == {
        "Children",
        "Whole council",
    }


def test_a_total_of_which_a_part_was_not_asked_has_no_table():
    snapshot = SnapshotFactory()
    count_staff(snapshot, UPPER, 4, religion={"Sikh": 4})
    count_staff(snapshot, LOWER, 4)
    assert table_of(snapshot, Characteristic.RELIGION, DIRECT) is None
    assert lines(table_of(snapshot, Characteristic.RELIGION))["Sikh"] == ["4", "100.0"]


def test_of_percentages_as_published_there_is_none():
    assert table_of(printed(None), group=DIRECT) is None
